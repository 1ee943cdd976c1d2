"""An adapter that sends nothing and writes each message into a file: for trying SMS and Zalo before a contract with an operator."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from ocop.people.models import UserAccount

from .interface import Message

SHORT = 160  # letters of one SMS


class Recording:
    """A channel to telephones that keeps what it would have sent in ``outgoing-<name>.jsonl`` of the data folder."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def path(self) -> Path:
        """The file, readable by its owner only: it holds telephone numbers."""
        return Path(settings.DATA_DIR) / f"outgoing-{self.name}.jsonl"

    def reaches(self, person: UserAccount) -> bool:
        """Whether the account carries a telephone number."""
        return bool(person.phone) and not person.is_demo

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Nothing to open."""
        yield

    def send(self, message: Message) -> None:
        """Append one line."""
        line = {"id": message.message_id, "to": message.to.phone, "text": message.title[:SHORT], "link": message.link}
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
