"""Work lists of commune and province officers."""

from ocop.people.models import UserAccount
from ocop.people.tasks import Task


def officer_tasks(user: UserAccount) -> list[Task]:
    """What an officer should do next."""
    return []
