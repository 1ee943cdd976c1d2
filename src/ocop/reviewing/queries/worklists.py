"""What officers should do next: the lines of "Việc cần làm", and what both work lists share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse

from ocop.dossiers.models import Dossier, DossierReceipt, DossierState
from ocop.dossiers.queries.access import COMMUNE_ROLES, seen_by_commune, seen_by_province
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds, holds_any
from ocop.people.tasks import Task
from ocop.vietnamese import fold

# state → (words for the one who acts, words for the one who waits)
COMMUNE_OFFICER_TASKS: dict[str, tuple[str, str]] = {
    DossierState.SUBMITTED: ("Tiếp nhận hồ sơ mới nộp", "do"),
    DossierState.COMMUNE_REVIEW: ("Kiểm tra hồ sơ, lập Báo cáo đánh giá (Mẫu 03)", "do"),
    DossierState.COMMUNE_SUPPLEMENT: ("Hồ sơ đang chờ chủ thể hoàn thiện", "wait"),
    DossierState.COMMUNE_ASSESSED: ("Hồ sơ đang chờ Chủ tịch UBND xã ký", "wait"),
}
COMMUNE_CHAIR_TASKS: dict[str, tuple[str, str]] = {
    DossierState.COMMUNE_ASSESSED: ("Ký Mẫu 03, đề nghị cấp tỉnh đánh giá", "do"),
}
PROVINCE_OFFICER_TASKS: dict[str, tuple[str, str]] = {
    DossierState.PROVINCE_REVIEW: ("Tiếp nhận, kiểm tra hồ sơ xã gửi, đưa vào đợt", "do"),
    DossierState.PROVINCE_SUPPLEMENT: ("Hồ sơ đang chờ hoàn thiện theo yêu cầu của tỉnh", "wait"),
}


def officer_tasks(user: UserAccount) -> list[Task]:
    """What an officer or a commune chair should do next, the work before the waiting."""
    tasks: list[Task] = []
    if holds_any(user, COMMUNE_ROLES):
        summary = _summary(seen_by_commune(user))
        if holds(user, Role.COMMUNE_CHAIR):
            tasks += _tasks(COMMUNE_CHAIR_TASKS, summary, "reviewing:commune_queue")
        if holds(user, Role.COMMUNE_OFFICER):
            tasks += _tasks(COMMUNE_OFFICER_TASKS, summary, "reviewing:commune_queue")
    if holds(user, Role.PROVINCIAL_OFFICER):
        tasks += _tasks(PROVINCE_OFFICER_TASKS, _summary(seen_by_province(user)), "reviewing:province_queue")
    return sorted(tasks, key=lambda one: (one.kind != "do", one.due_on or date.max))


def _summary(condition: Q) -> dict[str, dict[str, Any]]:
    rows = Dossier.objects.filter(condition).values("state").annotate(number=Count("pk"), first=Min("due_on"))
    return {row["state"]: dict(row) for row in rows.order_by()}


def _tasks(words: dict[str, tuple[str, str]], summary: dict[str, dict[str, Any]], url_name: str) -> list[Task]:
    return [
        Task(
            title=title,
            href=f"{reverse(url_name)}?trang-thai={state}",
            due_on=summary[state]["first"] if kind == "do" else None,
            count=summary[state]["number"],
            kind=kind,
        )
        for state, (title, kind) in words.items()
        if state in summary
    ]


def states_of(dossiers: QuerySet[Dossier]) -> dict[str, int]:
    """Count dossiers by state, for the filter above a work list."""
    return dict(dossiers.order_by().values_list("state").annotate(number=Count("pk")))


@dataclass(frozen=True)
class Chip:
    """A filter by state as a link with its number of dossiers."""

    word: str
    href: str
    count: int
    current: bool


def chips_of(
    filters: Mapping[str, tuple[str, tuple[str, ...]]],
    counts: Mapping[str, int],
    chosen: str,
    address: Callable[[str], str],
) -> list[Chip]:
    """Return the filters that hold something, and the chosen one; a filter without states holds everything."""
    chips = [
        Chip(
            word,
            f"?{address(value)}",
            sum(counts.get(state, 0) for state in states) if states else sum(counts.values()),
            value == chosen,
        )
        for value, (word, states) in filters.items()
    ]
    return [one for one in chips if one.count or one.current]


def found(dossiers: QuerySet[Dossier], text: str) -> QuerySet[Dossier]:
    """Keep dossiers whose product, producer, place or form number holds every word typed, with or without diacritics."""
    words = fold(text).split()
    if not words:
        return dossiers
    named = Q()
    for word in words:
        named &= Q(product__search_key__contains=word)
    numbered = DossierReceipt.objects.filter(registration_form_number__icontains=text.strip()).values("dossier")
    return dossiers.filter(named | Q(pk__in=numbered))
