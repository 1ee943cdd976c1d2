"""Read rows for change: every write on a product locks its agenda row first, so that two clicks have one winner."""

from ocop.councils.models import AgendaItem, CouncilMeeting
from ocop.ledger.prepared import PreparedRecords

_MEETING = PreparedRecords(
    lambda pk: (
        CouncilMeeting.objects.select_for_update(of=("self",), no_key=True)
        .select_related("council", "rules", "round")
        .filter(pk=pk)
    )
)
_ITEM = PreparedRecords(
    lambda pk: (
        AgendaItem.objects.select_for_update(of=("self",), no_key=True)
        .select_related("meeting__council", "meeting__rules", "dossier__product")
        .filter(pk=pk)
    )
)


def lock_meeting(pk: int) -> CouncilMeeting:
    """Read a meeting for change inside the running transaction; raises ``CouncilMeeting.DoesNotExist``."""
    return _MEETING.get(pk)


def lock_item(pk: int) -> AgendaItem:
    """Read a product of an agenda for change inside the running transaction; raises ``AgendaItem.DoesNotExist``."""
    return _ITEM.get(pk)
