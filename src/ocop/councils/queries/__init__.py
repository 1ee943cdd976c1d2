"""Every read the pages of this room use, split by subject; other rooms use the names exported here."""

from .access import get_item_for, get_meeting_for, items_visible_to, meetings_visible_to
from .results import result_of

__all__ = [
    "get_item_for",
    "get_meeting_for",
    "items_visible_to",
    "meetings_visible_to",
    "result_of",
]
