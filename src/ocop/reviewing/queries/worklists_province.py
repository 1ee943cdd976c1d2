"""The province's work list: sorted, filtered by its address, ready for bulk work (QĐ 26/2026, Đ.5.1, 7.3.a)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils import timezone

from ocop.dossiers.models import CommuneAssessment, Dossier, DossierReceipt, DossierState, EvaluationRound
from ocop.dossiers.queries.access import PROVINCE_ROLES, seen_by_province
from ocop.dossiers.states import FROM_NINETY
from ocop.dossiers.wording import state_tag
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds, inside_units_of
from ocop.reviewing.queries.narrowing import Narrowed, narrowed
from ocop.reviewing.queries.worklists_commune import open_request, receipt_at
from ocop.reviewing.rules.rounds import next_round_for
from ocop.territory.models import AdministrativeUnit

AT_OFFICE = (DossierState.PROVINCE_REVIEW, DossierState.PROVINCE_SUPPLEMENT)
UNDER_WAY = (
    DossierState.IN_ROUND,
    DossierState.ADVISORY_REVIEW,
    DossierState.COUNCIL_REVIEW,
    DossierState.PROVINCE_SCORED,
    DossierState.DECISION_PENDING,
)
FINISHED = (
    DossierState.RECOGNISED,
    *sorted(FROM_NINETY),
    DossierState.NOT_RECOGNISED,
    DossierState.REJECTED,
    DossierState.STOPPED,
    DossierState.RETURNED,
    DossierState.WITHDRAWN,
)
IN_PROVINCE = "dang-o-tinh"
PROVINCE_FILTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "can-xu-ly": ("Cần xử lý", AT_OFFICE),
    IN_PROVINCE: ("Đang ở tỉnh", (*AT_OFFICE, *UNDER_WAY)),
    **{state.value: (str(state.label), (state.value,)) for state in (*AT_OFFICE, *UNDER_WAY)},
    "da-ket-thuc": ("Đã kết thúc", FINISHED),
    **{state.value: (str(state.label), (state.value,)) for state in FINISHED},
    "tat-ca": ("Tất cả", ()),
}
# Column of the address (sap-xep) → database order; a minus in front turns it round.
SORTS: dict[str, tuple[str, ...]] = {
    "de-nghi": ("commune_assessment__letter_on",),
    "san-pham": ("product__sort_key", "product__name"),
    "xa": ("unit__sort_key", "unit__name"),
    "bo": ("set_number",),
    "trang-thai": ("state",),
    "dot": ("round__proposals_before",),
}
DEFAULT_SORT = "de-nghi"


@dataclass(frozen=True)
class ProvinceFilters:
    """What the address of the work list asks for; the address is the saved filter."""

    state: str = "can-xu-ly"
    commune: int | None = None
    set_number: int | None = None
    round: int | None = None
    text: str = ""
    sort: str = DEFAULT_SORT
    due: str = ""
    age: str = ""


@dataclass(frozen=True)
class ProvinceRow:
    """One line of the work list."""

    dossier: Dossier
    assessment: CommuneAssessment | None
    receipt: DossierReceipt | None
    sent_on: date | None
    sent_apart: bool  # the letter bears another day than the sending
    offered: EvaluationRound | None
    waiting_until: date | None
    tag: str
    next_step: str
    selectable: bool


def province_dossiers(user: UserAccount) -> QuerySet[Dossier]:
    """Every dossier that reached the person's province, with what one line shows."""
    return (
        Dossier.objects.filter(seen_by_province(user))
        .select_related("product", "producer", "unit", "round", "commune_assessment")
        .prefetch_related("receipts", "supplement_requests")
    )


def province_queue(dossiers: QuerySet[Dossier], chosen: ProvinceFilters, *, today: date) -> QuerySet[Dossier]:
    """Keep what the filters ask for, in the order they name."""
    states = PROVINCE_FILTERS.get(chosen.state, PROVINCE_FILTERS["can-xu-ly"])[1]
    condition = Q(state__in=states) if states else Q()
    for field, value in (("unit", chosen.commune), ("set_number", chosen.set_number), ("round", chosen.round)):
        if value is not None:
            condition &= Q(**{field: value})
    narrow = Narrowed(chosen.due, chosen.age)
    return narrowed(dossiers.filter(condition), narrow, today=today).order_by(*_order(chosen.sort))


def _order(sort: str) -> list[OrderBy | str]:
    downward, name = sort.startswith("-"), sort.removeprefix("-")
    columns = SORTS.get(name, SORTS[DEFAULT_SORT])
    order: list[OrderBy | str] = [
        F(column).desc(nulls_last=True) if downward else F(column).asc(nulls_last=True) for column in columns
    ]
    return [*order, "pk"]


def province_rows(
    dossiers: Iterable[Dossier], user: UserAccount, rounds: list[EvaluationRound], *, today: date
) -> list[ProvinceRow]:
    """Turn dossiers into lines; asks the database nothing."""
    return [_row(one, user, rounds, today) for one in dossiers]


def _row(dossier: Dossier, user: UserAccount, rounds: list[EvaluationRound], today: date) -> ProvinceRow:
    assessment: CommuneAssessment | None = getattr(dossier, "commune_assessment", None)
    receipt, request = receipt_at(dossier, "province"), open_request(dossier)
    letter_on = assessment.letter_on if assessment else None
    sent_on = timezone.localdate(assessment.signed_at) if assessment and assessment.signed_at else None
    own_rounds = [one for one in rounds if dossier.unit_path.startswith(one.unit_path)]
    checking = dossier.state == DossierState.PROVINCE_REVIEW
    return ProvinceRow(
        dossier=dossier,
        assessment=assessment,
        receipt=receipt,
        sent_on=sent_on,
        sent_apart=sent_on != letter_on,
        offered=next_round_for(letter_on, own_rounds, on=today) if checking and letter_on else None,
        waiting_until=request.due_on if request else None,
        tag=state_tag(dossier.state),
        next_step=province_step(dossier, received=receipt is not None),
        selectable=checking and holds(user, Role.PROVINCIAL_OFFICER, dossier.unit_path),
    )


def province_step(dossier: Dossier, *, received: bool) -> str:
    """Return the next step of a dossier at the province in words."""
    steps: dict[str, str] = {
        DossierState.PROVINCE_REVIEW: "Kiểm tra, đưa vào đợt" if received else "Tiếp nhận, cấp số phiếu",
        DossierState.PROVINCE_SUPPLEMENT: "Chờ hoàn thiện",
        DossierState.IN_ROUND: "Chờ Tổ tư vấn bắt đầu; xếp phiên họp",
        DossierState.ADVISORY_REVIEW: "Chờ báo cáo Tổ tư vấn; xếp phiên họp",
        DossierState.COUNCIL_REVIEW: "Chờ kết quả Hội đồng",
        DossierState.PROVINCE_SCORED: "Trình Chủ tịch UBND tỉnh",
        DossierState.DECISION_PENDING: "Chờ quyết định",
    }
    return steps.get(dossier.state, "")


def provinces_of(user: UserAccount, roles: Iterable[str] = PROVINCE_ROLES) -> QuerySet[AdministrativeUnit]:
    """Provinces in force where the person holds one of the roles."""
    inside = inside_units_of(user, roles, field="path")
    return AdministrativeUnit.objects.filter(inside, level="province", effective_to__isnull=True).order_by("code")


def rounds_of(user: UserAccount) -> QuerySet[EvaluationRound]:
    """Rounds of the person's provinces, the newest year first."""
    return (
        EvaluationRound.objects.filter(inside_units_of(user, PROVINCE_ROLES))
        .select_related("unit")
        .order_by("-year", "unit__code", "proposals_before", "number")
    )


def rounds_with_counts(user: UserAccount) -> list[tuple[EvaluationRound, dict[str, int]]]:
    """Rounds with the number of their dossiers by state; two queries however many rounds there are."""
    rounds = list(rounds_of(user))
    counts: dict[int | None, dict[str, int]] = {}
    rows = Dossier.objects.filter(round__in=rounds).order_by().values_list("round", "state").annotate(n=Count("pk"))
    for round_id, state, number in rows:
        counts.setdefault(round_id, {})[state] = number
    return [(one, counts.get(one.pk, {})) for one in rounds]
