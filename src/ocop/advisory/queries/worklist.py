"""The group's work list: which dossiers wait for it, which it has, by when (QĐ 26/2026, Đ.5.1, 7.3.c)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from ocop.advisory.models import AdvisoryGroup, AdvisoryReport
from ocop.advisory.parts import PARTS
from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.wording import state_tag
from ocop.people.models import UserAccount
from ocop.people.rights import inside_units_of

from .access import PROVINCE_ROLES, groups_visible_to, report_of, reviews_visible_to

AT_WORK = (DossierState.IN_ROUND, DossierState.ADVISORY_REVIEW)
FILTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "can-lam": ("Cần làm", AT_WORK),
    "cho-hoan-thien": ("Chờ chủ thể hoàn thiện", (DossierState.PROVINCE_SUPPLEMENT,)),
    "cho-hoi-dong": ("Đã ký, ở Hội đồng", (DossierState.COUNCIL_REVIEW,)),
    "tat-ca": ("Tất cả", ()),
}
# Every part of the report is written: it waits for the head's signature.
COMPLETE = ~Q(advisory_report__proposal="") & Q(
    *(~Q(**{f"advisory_report__{name}": ""}) for name in PARTS), advisory_report__isnull=False
)


@dataclass(frozen=True)
class ReviewRow:
    """One line of the work list."""

    dossier: Dossier
    report: AdvisoryReport | None
    tag: str
    surveys: int
    open_tests: int
    days_left: int | None
    next_step: str


def review_queue(user: UserAccount, chosen: str) -> QuerySet[Dossier]:
    """Dossiers of a filter with what one line shows, the nearest deadline first."""
    states = FILTERS.get(chosen, FILTERS["can-lam"])[1]
    rows = reviews_visible_to(user).annotate(
        survey_count=Count("advisory_report__surveys", distinct=True),
        open_test_count=Count(
            "advisory_report__test_requests", filter=Q(advisory_report__test_requests__result=""), distinct=True
        ),
    )
    if states:
        rows = rows.filter(state__in=states)
    return rows.order_by(F("due_on").asc(nulls_last=True), "product__sort_key", "pk")


def review_rows(dossiers: Iterable[Dossier], *, today: date) -> list[ReviewRow]:
    """Turn dossiers into lines; asks the database nothing."""
    return [_row(one, today) for one in dossiers]


def _row(dossier: Dossier, today: date) -> ReviewRow:
    found, report = vars(dossier), report_of(dossier)
    return ReviewRow(
        dossier=dossier,
        report=report,
        tag=state_tag(dossier.state),
        surveys=found["survey_count"],
        open_tests=found["open_test_count"],
        days_left=(dossier.due_on - today).days if dossier.due_on else None,
        next_step=_next_step(dossier, report),
    )


def _next_step(dossier: Dossier, report: AdvisoryReport | None) -> str:
    if report is None:
        return "Tổ trưởng bắt đầu đánh giá"
    if report.signed_at:
        return "Đã gửi Chủ tịch Hội đồng"
    if dossier.state == DossierState.PROVINCE_SUPPLEMENT:
        return "Chờ chủ thể hoàn thiện"
    if dossier.state != DossierState.ADVISORY_REVIEW:
        return ""
    whole = report.proposal and all(getattr(report, name) for name in PARTS)
    return "Tổ trưởng ký báo cáo" if whole else "Đánh giá, viết báo cáo"


def group_list(user: UserAccount) -> QuerySet[AdvisoryGroup]:
    """Groups a person may read, newest first, with how many people work in each and how many reports it signed."""
    return (
        groups_visible_to(user)
        .annotate(
            member_count=Count("members", filter=Q(members__left_on__isnull=True), distinct=True),
            signed_count=Count("reports", filter=Q(reports__signed_at__isnull=False), distinct=True),
        )
        .order_by("-decided_on", "-pk")
    )


def provinces_without_group(user: UserAccount) -> QuerySet[Dossier]:
    """Dossiers of rounds in the person's provinces where no group exists to take them on."""
    with_group = AdvisoryGroup.objects.values("unit")
    waiting = Dossier.objects.filter(inside_units_of(user, PROVINCE_ROLES), state=DossierState.IN_ROUND)
    return waiting.exclude(unit__parent__in=with_group)
