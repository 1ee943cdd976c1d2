"""Asks the gatekeeper of a page instead of the page: does this object exist for this person?

A page that hides an object does so through its room's gatekeeper, ``get_dossier_for(user, pk)``. One probe over HTTP meets the 404
and its way through the code names the gatekeeper and what it was asked; every other person of the row is asked there, once for
all pages that stand behind the same gate. Where the gatekeeper lets a person in, or a page hides without one, the page is asked.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from django.http import Http404

from ocop.people.models import UserAccount

GATEKEEPER = re.compile(r"get_\w+_for")


@dataclass(frozen=True)
class Question:
    """What a gatekeeper was asked, the person apart."""

    gatekeeper: Callable[..., Any]
    person: str
    arguments: tuple[tuple[str, Any], ...]


@dataclass
class Gatekeepers:
    """Their answers, each asked for once: nothing in the world changes between two steps."""

    answers: dict[tuple[Question, str], bool] = field(default_factory=dict)
    readers: dict[str, UserAccount] = field(default_factory=dict)

    def hide(self, question: Question, name: str, account: UserAccount) -> bool:
        """Whether the gatekeeper says that the object does not exist for this person."""
        key = (question, name)
        if key not in self.answers:
            # An account of its own, read anew: one that took part in making the world remembers roles of then.
            if name not in self.readers:
                self.readers[name] = UserAccount.objects.get(pk=account.pk)
            self.answers[key] = _hides(question, self.readers[name])
        return self.answers[key]


def _hides(question: Question, reader: UserAccount) -> bool:
    try:
        question.gatekeeper(**{**dict(question.arguments), question.person: reader})
    except Http404:
        return True
    return False


def question_behind(refusal: BaseException | None) -> Question | None:
    """The first gatekeeper on the way of an exception, and what it was asked; nothing when there was none."""
    for frame in _frames(refusal):
        name, code = frame.f_code.co_name, frame.f_code
        if GATEKEEPER.fullmatch(name) and name in frame.f_globals:
            given = {one: frame.f_locals[one] for one in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]}
            people = [one for one, value in given.items() if _is_person(value)]
            others = tuple((one, value) for one, value in given.items() if one not in people)
            if len(people) == 1 and all(isinstance(value, int | str) for _, value in others):
                return Question(frame.f_globals[name], people[0], others)
    return None


def _is_person(value: Any) -> bool:
    return hasattr(value, "is_authenticated")


def _frames(refusal: BaseException | None) -> Iterator[FrameType]:
    trace = refusal.__traceback__ if refusal else None
    while trace:
        yield trace.tb_frame
        trace = trace.tb_next
