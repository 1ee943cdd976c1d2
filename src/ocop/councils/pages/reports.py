"""The signed reports that a council reads before it scores: its own group's; centrally also what the province found (Đ.6.3.a, 7.3.c, 7.4.c)."""

from typing import Any

from ocop.advisory.queries import signed_report_of
from ocop.councils.models import AgendaItem, EvaluationResult, ItemState
from ocop.dossiers.levels import EvaluationLevel

from .trails import photo_link


def reports_of(item: AgendaItem) -> dict[str, Any]:
    """Return the report of the level's own group, and for the central council the province's report and result (one or three queries)."""
    dossier, link = item.dossier, photo_link(item)
    if not item.meeting.council.is_central:
        return {"advisory": signed_report_of(dossier, photo_link=link)}
    return {
        "advisory": signed_report_of(dossier, photo_link=link, level=EvaluationLevel.CENTRAL),
        "province_advisory": signed_report_of(dossier, photo_link=link),
        "province_result": _provincial_result(item),
    }


def _provincial_result(item: AgendaItem) -> EvaluationResult | None:
    """The newest final result of a council of the province, with its report."""
    rows = EvaluationResult.objects.filter(
        item__dossier=item.dossier_id, item__state=ItemState.FINAL, item__meeting__council__unit__isnull=False
    )
    return rows.select_related("item__meeting__report").order_by("-computed_at", "-pk").first()
