"""Read rows for change: every write on a product locks its agenda row first, so that two clicks have one winner."""

from ocop.councils.models import AgendaItem, CouncilMeeting


def lock_meeting(pk: int) -> CouncilMeeting:
    """Read a meeting for change inside the running transaction; raises ``CouncilMeeting.DoesNotExist``."""
    rows = CouncilMeeting.objects.select_for_update(of=("self",), no_key=True).select_related(
        "council", "rules", "round"
    )
    return rows.get(pk=pk)


def lock_item(pk: int) -> AgendaItem:
    """Read a product of an agenda for change inside the running transaction; raises ``AgendaItem.DoesNotExist``."""
    rows = AgendaItem.objects.select_for_update(of=("self",), no_key=True).select_related(
        "meeting__council", "meeting__rules", "dossier__product"
    )
    return rows.get(pk=pk)
