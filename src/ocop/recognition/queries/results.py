"""Council results of many dossiers at once, as list pages need them: a fixed number of queries."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ocop.councils.models import EvaluationResult, ItemState
from ocop.dossiers.models import Dossier


def results_of(dossiers: Iterable[Dossier]) -> dict[int, EvaluationResult]:
    """Return the newest final council result of each dossier, with its meeting, report and council rules (one query)."""
    rows = (
        EvaluationResult.objects.filter(
            item__dossier__in=[dossier.pk for dossier in dossiers], item__state=ItemState.FINAL
        )
        .select_related("item__meeting__report", "item__meeting__rules")
        .order_by("computed_at", "pk")
    )
    return {result.item.dossier_id: result for result in rows}


def mean_points(result: EvaluationResult) -> dict[str, Decimal]:
    """Return the mean points of each part for reading: the stored fraction to two decimals, without needless zeros."""
    return {code: _readable(Fraction(exact)) for code, exact in result.part_means.items()}


def _readable(exact: Fraction) -> Decimal:
    value = (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
