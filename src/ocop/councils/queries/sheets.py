"""The own sheets of a member, and the next product to score."""

from collections.abc import Iterable

from django.db.models import Case, Exists, OuterRef, QuerySet, When

from ocop.councils.models import AgendaItem, ItemState, Recusal, ScoreSheet
from ocop.councils.queries.recorded import ItemNames, names_of_items
from ocop.councils.queries.standing import Standing
from ocop.people.models import UserAccount


def next_to_score(item: AgendaItem, standing: Standing) -> AgendaItem | None:
    """Return the next open product this member has still to score, in the council's order, from this one on."""
    if standing.seat is None:
        return None
    sent = ScoreSheet.objects.filter(
        item=OuterRef("pk"), member=standing.seat, scoring_pass=OuterRef("scoring_pass"), sealed_at__isnull=False
    )
    away = Recusal.objects.filter(item=OuterRef("pk"), member=standing.seat)
    waiting = AgendaItem.objects.filter(~Exists(sent), ~Exists(away), meeting=item.meeting_id, state=ItemState.OPEN)
    before_this = Case(When(position__gt=item.position, then=0), default=1)
    return waiting.exclude(pk=item.pk).select_related("dossier__product").order_by(before_this, "position").first()


def own_sheets(user: UserAccount) -> QuerySet[ScoreSheet]:
    """A person's own sheets, newest meeting first; read in parts, for a member of many years has thousands."""
    dossier = ("item__dossier__product", "item__dossier__producer", "item__dossier__unit")
    rows = ScoreSheet.objects.filter(member__account=user).select_related("item__meeting", *dossier)
    return rows.order_by("-item__meeting__held_on", "item__position", "scoring_pass", "pk")


def with_names(sheets: Iterable[ScoreSheet]) -> list[tuple[ScoreSheet, ItemNames]]:
    """Return sheets with the product as their meeting named it."""
    found = list(sheets)
    names = names_of_items((one.item.meeting for one in found), (one.item for one in found))
    return [(one, names[one.item_id]) for one in found]
