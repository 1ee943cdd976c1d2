"""Every read the pages of this room use."""

from ocop.people.models import UserAccount
from ocop.people.tasks import Task


def tasks_for(user: UserAccount) -> list[Task]:
    """What this person should do next."""
    return []
