"""Every read of the room, split by subject; other rooms use the names exported here."""

from .reports import signed_report_of

__all__ = ["signed_report_of"]
