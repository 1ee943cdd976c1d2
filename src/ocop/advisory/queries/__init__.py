"""Every read of the room, split by subject; other rooms use the names exported here."""

from .reports import signed_report_of
from .tasks import tasks_for

__all__ = ["signed_report_of", "tasks_for"]
