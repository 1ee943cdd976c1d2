"""Members who prepared, assisted or supported a dossier do not score it; who scored or advised in the province does not do it again centrally."""

from ocop.advisory.queries.access import advised_before
from ocop.councils.models import AgendaItem, ScoreSheet
from ocop.dossiers.queries.conflicts import accounts_with_a_hand_in

from .standing import members_at


def conflicts_at(item: AgendaItem) -> list[int]:
    """Return the ids of the council's members who had a hand in the dossier of this product."""
    hands = accounts_with_a_hand_in(item.dossier)
    if item.meeting.council.is_central:
        hands |= _evaluated_before(item)
    return sorted(members_at(item.meeting).filter(account__in=hands).values_list("pk", flat=True))


def _evaluated_before(item: AgendaItem) -> set[int]:
    """Accounts that scored the product in a provincial council, or wrote or signed the report of a provincial group on it."""
    scored = ScoreSheet.objects.filter(
        item__dossier=item.dossier_id, item__meeting__council__unit__isnull=False, sealed_at__isnull=False
    )
    return {*scored.values_list("member__account", flat=True), *advised_before(item.dossier)}
