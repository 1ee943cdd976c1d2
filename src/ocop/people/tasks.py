"""The shape of one line of "Việc cần làm"; every room offers ``pages.tasks_for(user) -> list[Task]``."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Task:
    """What next, by when: a link with its due date (if the law or a setting gives one) and a short note.

    An appointment falls on its day; nothing runs out with it. A day counted in working days (``working``) is counted down in them.
    """

    title: str
    href: str
    note: str = ""
    due_on: date | None = None
    count: int | None = None
    kind: str = "do"  # do | wait | done
    appointment: bool = False
    working: bool = False
