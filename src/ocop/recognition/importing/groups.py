"""The queue as people answer it: one question for all products that print the same place, and the answers that were given."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Min, Prefetch, QuerySet

from ocop.people.models import UserAccount
from ocop.recognition.importing.queries import cases_visible_to, open_cases
from ocop.recognition.importing.ranking import ranked
from ocop.recognition.models import Certificate
from ocop.territory.models import AdministrativeUnit, UnitMappingCase

SAME_PLACE = ("province__sort_key", "province", "place_as_published")
SAME_ANSWER = (*SAME_PLACE, "resolved_unit", "resolved_by", "resolved_at")


@dataclass(frozen=True, slots=True)
class Group:
    """One question of the queue: a case that stands for all of the same printed place, and the likeliest place first."""

    case: UnitMappingCase
    count: int
    units: list[AdministrativeUnit]
    source: Certificate | None  # how the place came to us: the newest certificate of the case's product


def groups_open_to(
    user: UserAccount | AnonymousUser, *, text: str = ""
) -> QuerySet[UnitMappingCase, dict[str, object]]:
    """Questions that wait, each with ``count`` products and the number of its ``first`` case; the largest first."""
    waiting = open_cases(user, text=text).order_by()
    grouped = waiting.values(*SAME_PLACE).annotate(count=Count("pk", distinct=True), first=Min("pk"))
    rows: QuerySet[UnitMappingCase, dict[str, object]] = grouped.order_by(
        "-count", "province__sort_key", "place_as_published", "province"
    )
    return rows


def groups_shown(rows: Iterable[dict[str, object]]) -> list[Group]:
    """Return the questions of one page with what is shown of each: six queries, whatever their number."""
    counts = {row["first"]: row["count"] for row in rows}
    newest = Certificate.objects.select_related("batch").order_by("-issued_on", "-pk")
    cases = (
        UnitMappingCase.objects.filter(pk__in=list(counts))
        .select_related("province", "product__producer")
        .prefetch_related("candidates", Prefetch("product__certificates", newest))
    )
    found = {case.pk: case for case in cases}
    order = ranked(found.values())
    return [
        Group(found[pk], int(str(count)), order[pk], next(iter(found[pk].product.certificates.all()), None))
        for pk, count in counts.items()
        if isinstance(pk, int) and pk in found
    ]


def answers_of(user: UserAccount | AnonymousUser) -> QuerySet[UnitMappingCase, dict[str, object]]:
    """Answers that were given, the newest first: who, when, what, and for how many products; ``first`` stands for the answer."""
    given = cases_visible_to(user).filter(resolved_at__isnull=False, product__isnull=False)
    told = given.values(*SAME_ANSWER, "resolved_by__full_name", "resolved_unit__unit_type", "resolved_unit__name")
    newest = told.annotate(count=Count("pk"), first=Min("pk")).order_by("-resolved_at", "-first")
    rows: QuerySet[UnitMappingCase, dict[str, object]] = newest
    return rows
