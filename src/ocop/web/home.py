"""The work of a person ("Việc cần làm"): what the rooms below report, in the order in which it falls due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from ocop.advisory import pages as advisory
from ocop.complaints import pages as complaints
from ocop.councils import pages as councils
from ocop.dossiers.clocks import days_left
from ocop.filing import pages as filing
from ocop.inspections import pages as inspections
from ocop.ministry import pages as ministry
from ocop.people import pages as people
from ocop.people.models import UserAccount
from ocop.people.tasks import Task
from ocop.producers import pages as producers
from ocop.products import pages as products
from ocop.recognition import pages as recognition
from ocop.recognition.importing import pages as importing
from ocop.reviewing import pages as reviewing

FAR = date.max


@dataclass(frozen=True)
class DueTask:
    """A task with the days left until it falls due."""

    task: Task
    days_left: int | None


def task_sources() -> list[Callable[[UserAccount], list[Task]]]:
    """Return ``tasks_for`` of every room that gives people work."""
    return [
        people.tasks_for,
        producers.tasks_for,
        products.tasks_for,
        filing.tasks_for,
        reviewing.tasks_for,
        advisory.tasks_for,
        councils.tasks_for,
        recognition.tasks_for,
        inspections.tasks_for,
        complaints.tasks_for,
        importing.tasks_for,
        ministry.tasks_for,
    ]


def tasks_of(user: UserAccount) -> dict[str, list[DueTask]]:
    """Return the person's tasks by kind (``do``, ``wait``, ``done``), each sorted by due date, undated last."""
    today = timezone.localdate()
    sorted_tasks = sorted(
        (task for source in task_sources() for task in source(user)), key=lambda task: task.due_on or FAR
    )
    kinds: dict[str, list[DueTask]] = {"do": [], "wait": [], "done": []}
    for task in sorted_tasks:
        left = days_left(task.due_on, today, working=task.working) if task.due_on else None
        kinds[task.kind].append(DueTask(task, left))
    return kinds
