"""Every read of the room, split by subject; other rooms use the names exported here."""

from .photos import get_signed_photo_for
from .reports import signed_report_of

__all__ = ["get_signed_photo_for", "signed_report_of"]
