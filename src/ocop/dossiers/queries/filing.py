"""Reads of the producer's side."""

from ocop.people.models import UserAccount
from ocop.people.tasks import Task


def producer_tasks(user: UserAccount) -> list[Task]:
    """What a producer should do next."""
    return []
