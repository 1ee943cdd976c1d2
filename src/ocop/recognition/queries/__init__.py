"""Every read of the room, split by subject; ``tasks_for`` feeds the home page of each role."""

from .tasks import tasks_for

__all__ = ["tasks_for"]
