"""Members who prepared, assisted or supported a dossier do not score it."""

from ocop.councils.models import AgendaItem
from ocop.dossiers.queries.conflicts import accounts_with_a_hand_in

from .standing import members_at


def conflicts_at(item: AgendaItem) -> list[int]:
    """Return the ids of the council's members who had a hand in the dossier of this product."""
    members = members_at(item.meeting).filter(account__in=accounts_with_a_hand_in(item.dossier))
    return sorted(members.values_list("pk", flat=True))
