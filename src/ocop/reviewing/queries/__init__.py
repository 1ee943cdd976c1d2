"""Every read of the officers' side, split by subject; ``tasks_for`` feeds the home page."""

from .worklists import officer_tasks as tasks_for

__all__ = ["tasks_for"]
