"""Council results of many dossiers at once, as list pages need them: a fixed number of queries."""

from collections.abc import Iterable

from ocop.councils.models import EvaluationResult, ItemState
from ocop.dossiers.models import Dossier


def results_of(dossiers: Iterable[Dossier]) -> dict[int, EvaluationResult]:
    """Return the newest final council result of each dossier, with its meeting, report and council rules (one query)."""
    rows = (
        EvaluationResult.objects.filter(
            item__dossier__in=[dossier.pk for dossier in dossiers], item__state=ItemState.FINAL
        )
        .select_related("item__meeting__report", "item__meeting__council__rules")
        .order_by("computed_at", "pk")
    )
    return {result.item.dossier_id: result for result in rows}
