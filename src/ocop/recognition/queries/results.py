"""Council results of many dossiers at once, as list pages need them: a fixed number of queries."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db.models import QuerySet

from ocop.councils.models import EvaluationResult, ItemState
from ocop.dossiers.levels import EvaluationLevel
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import FROM_NINETY


def results_of(dossiers: Iterable[Dossier], *, level: str = "") -> dict[int, EvaluationResult]:
    """Return the newest final council result of each dossier, with its meeting, council, report and rules (one query).

    ``level`` narrows it to councils of provinces or to the central one.
    """
    rows = final_results(EvaluationResult.objects.filter(item__dossier__in=[dossier.pk for dossier in dossiers]))
    if level:
        rows = rows.filter(item__meeting__council__unit__isnull=level == EvaluationLevel.CENTRAL)
    return {result.item.dossier_id: result for result in rows}


def final_results(results: QuerySet[EvaluationResult]) -> QuerySet[EvaluationResult]:
    """Narrow results to those that a council made final, the newest last."""
    related = ("item__meeting__report", "item__meeting__rules", "item__meeting__council")
    return results.filter(item__state=ItemState.FINAL).select_related(*related).order_by("computed_at", "pk")


def result_to_tell(dossier: Dossier) -> EvaluationResult | None:
    """Return the result that people read about a dossier: while the ministry has it, what the province found (Đ.7.4.e, g)."""
    level = EvaluationLevel.PROVINCE if dossier.state in FROM_NINETY else ""
    return results_of([dossier], level=level).get(dossier.pk)


def mean_points(result: EvaluationResult) -> dict[str, Decimal]:
    """Return the mean points of each part for reading: the stored fraction to two decimals, without needless zeros."""
    return {code: _readable(Fraction(exact)) for code, exact in result.part_means.items()}


def _readable(exact: Fraction) -> Decimal:
    value = (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
