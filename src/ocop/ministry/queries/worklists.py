"""Packages as the lists of both offices show them (QĐ 26/2026, Đ.6.3.a, 7.4.a): a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ocop.dossiers.models import DossierState
from ocop.dossiers.states import BEFORE_CENTRAL_COUNCIL
from ocop.dossiers.wording import state_tag
from ocop.ministry.models import CompletionRequest, SubmissionPackage
from ocop.people.models import UserAccount

from .access import packages_visible_to

WAITING: dict[str, object] = {"received_on__isnull": True, "dossier__state": DossierState.POTENTIAL_FIVE_STAR}
EVALUATED = (*BEFORE_CENTRAL_COUNCIL, DossierState.CENTRAL_SCORED, DossierState.CENTRAL_DECISION_PENDING)
# Value in an address → (words, condition); the first is what the central office opens.
FILTERS: dict[str, tuple[str, dict[str, object]]] = {
    "tat-ca": ("Tất cả", {}),
    "cho-tiep-nhan": ("Chờ tiếp nhận", WAITING),
    "dang-kiem-tra": ("Đang kiểm tra", {"dossier__state": DossierState.CENTRAL_REVIEW}),
    "dang-danh-gia": ("Đang đánh giá ở Bộ", {"dossier__state__in": EVALUATED}),
    "cho-hoan-thien": ("Chờ tỉnh hoàn thiện", {"dossier__state": DossierState.CENTRAL_SUPPLEMENT}),
}


@dataclass(frozen=True)
class PackageRow:
    """A package with where it stands."""

    package: SubmissionPackage
    state: str  # in words
    tag: str
    due_on: date | None
    days_left: int | None


def package_list(user: UserAccount, chosen: str) -> QuerySet[SubmissionPackage]:
    """Packages a person may read, narrowed by a value of ``FILTERS``, those that wait longest first."""
    return packages_visible_to(user).filter(**FILTERS[chosen][1]).order_by("sent_at", "pk")


def package_rows(packages: Iterable[SubmissionPackage], *, today: date) -> list[PackageRow]:
    """Return rows for packages (one more query)."""
    listed = list(packages)
    asked = CompletionRequest.objects.filter(package__in=listed, answered_at__isnull=True).exclude(
        package__dossier__state=DossierState.STOPPED
    )
    due = dict(asked.values_list("package_id", "due_on"))
    return [_row(one, due.get(one.pk), today) for one in listed]


def _row(package: SubmissionPackage, due_on: date | None, today: date) -> PackageRow:
    waiting = package.received_on is None and package.dossier.state == DossierState.POTENTIAL_FIVE_STAR
    return PackageRow(
        package,
        "Đã gửi, chờ Bộ tiếp nhận" if waiting else package.dossier.get_state_display(),
        "wait" if waiting else state_tag(package.dossier.state),
        due_on,
        (due_on - today).days if due_on else None,
    )
