"""The group's work list: which dossiers wait for it, which it has, by when (QĐ 26/2026, Đ.5, 7.3.c, 7.4.c)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Value

from ocop.advisory.models import AdvisoryGroup, AdvisoryReport
from ocop.advisory.parts import PARTS
from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.wording import state_tag
from ocop.people.models import UserAccount
from ocop.people.rights import inside_units_of

from .access import (
    CENTRAL,
    PROVINCE,
    PROVINCE_ROLES,
    groups_visible_to,
    levels_read_by,
    report_of,
    with_reports,
)

AT_WORK = (DossierState.IN_ROUND, DossierState.ADVISORY_REVIEW, DossierState.CENTRAL_ADVISORY_REVIEW)
FILTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "can-lam": ("Cần làm", AT_WORK),
    "cho-hoan-thien": ("Chờ chủ thể hoàn thiện", (DossierState.PROVINCE_SUPPLEMENT, DossierState.CENTRAL_SUPPLEMENT)),
    "cho-hoi-dong": ("Đã ký, ở Hội đồng", (DossierState.COUNCIL_REVIEW, DossierState.CENTRAL_COUNCIL_REVIEW)),
    "tat-ca": ("Tất cả", ()),
}
# Every part of the report is written: it waits for the head's signature.
_WRITTEN = AdvisoryReport.objects.exclude(proposal="").exclude(Q(*((name, "") for name in PARTS), _connector=Q.OR))
COMPLETE = Q(pk__in=_WRITTEN.filter(evaluation_level=PROVINCE).values("dossier"))
COMPLETE_CENTRALLY = Q(pk__in=_WRITTEN.filter(evaluation_level=CENTRAL).values("dossier"))


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


def review_queue(user: UserAccount, chosen: str, visible: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Dossiers of a filter among those ``visible`` to the person, with what one line shows, the nearest deadline first."""
    states = FILTERS.get(chosen, FILTERS["can-lam"])[1]
    own = Q(advisory_report__evaluation_level=levels_read_by(user))
    untested = own & Q(advisory_report__test_requests__result="")
    rows = visible.annotate(
        survey_count=Count("advisory_report__surveys", filter=own, distinct=True),
        open_test_count=Count("advisory_report__test_requests", filter=untested, distinct=True),
        read_level=Value(levels_read_by(user)),
    )
    if states:
        rows = rows.filter(state__in=states)
    return rows.order_by(F("due_on").asc(nulls_last=True), "product__sort_key", "pk")


def review_rows(dossiers: Iterable[Dossier], *, today: date) -> list[ReviewRow]:
    """Turn dossiers of ``review_queue`` into lines (one query for their reports)."""
    return [_row(one, today) for one in with_reports(dossiers)]


def _row(dossier: Dossier, today: date) -> ReviewRow:
    found = vars(dossier)
    report = report_of(dossier, found["read_level"])
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
    if dossier.state in (DossierState.PROVINCE_SUPPLEMENT, DossierState.CENTRAL_SUPPLEMENT):
        return "Chờ hoàn thiện hồ sơ"
    if dossier.state not in (DossierState.ADVISORY_REVIEW, DossierState.CENTRAL_ADVISORY_REVIEW):
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
    with_group = AdvisoryGroup.objects.exclude(unit=None).values("unit")
    waiting = Dossier.objects.filter(inside_units_of(user, PROVINCE_ROLES), state=DossierState.IN_ROUND)
    return waiting.exclude(unit__parent__in=with_group)
