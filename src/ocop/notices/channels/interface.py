"""What a channel is: it says whether it reaches a person, and sends a message or says why not."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from ocop.people.models import UserAccount


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    text: str
    media_type: str


@dataclass(frozen=True)
class Message:
    """What leaves the system: to whom, under which lasting id, and the words; ``link`` leads to a page of ours.

    A channel that cannot carry the attachment leaves it out: the page has it too.
    """

    to: UserAccount
    message_id: str
    subject: str
    title: str
    text: str
    link: str
    is_choice: bool = True  # people may switch this kind off
    attachment: Attachment | None = None


class RefusedError(Exception):
    """The other side refuses this message for good; ``code`` says why, without an address."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class UnavailableError(RefusedError):
    """The other side does not take this message now; ``whole`` when it takes none at all."""

    def __init__(self, code: str, *, whole: bool = False) -> None:
        super().__init__(code)
        self.whole = whole


class Channel(Protocol):
    """A way out of the system. An adapter for SMS or Zalo is a class with these members, named in the environment."""

    name: str

    def reaches(self, person: UserAccount) -> bool:
        """Whether this channel has an address of the person. Invented people of a demonstration are never reached."""
        ...

    def connected(self) -> AbstractContextManager[None]:
        """Open what several messages need and close it at the end. Raises ``UnavailableError``."""
        ...

    def send(self, message: Message) -> None:
        """Hand one message over; returning means it was taken. Raises ``RefusedError`` or ``UnavailableError``."""
        ...
