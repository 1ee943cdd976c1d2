"""What the pages of the room show, split by subject; ``tasks_for`` feeds the home page."""

from .tasks import tasks_for

__all__ = ["tasks_for"]
