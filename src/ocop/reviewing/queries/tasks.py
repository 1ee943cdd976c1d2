"""Lines of "Việc cần làm" that come from dossiers."""

from ocop.people.models import UserAccount
from ocop.people.tasks import Task


def tasks_for(user: UserAccount) -> list[Task]:
    """What this person should do next with dossiers, most urgent first."""
    from .filing import producer_tasks
    from .worklists import officer_tasks

    return [*producer_tasks(user), *officer_tasks(user)]
