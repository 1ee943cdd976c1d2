"""The commune's queue: every dossier with its clock of 15 working days and the next step (QĐ 26/2026, Đ.7.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet
from django.utils import timezone

from ocop.dossiers import clocks
from ocop.dossiers.law import law_day_of
from ocop.dossiers.models import Dossier, DossierReceipt, DossierState, SupplementRequest
from ocop.dossiers.queries.access import COMMUNE_ROLES, seen_by_commune
from ocop.dossiers.states import AT_PROVINCE
from ocop.dossiers.wording import state_tag
from ocop.ledger.models import AuditEntry
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds, inside_units_of, roles_of
from ocop.reviewing.queries.narrowing import EVERYTHING, Narrowed, narrowed
from ocop.territory.queries.settings import local_values

AT_COMMUNE = (
    DossierState.SUBMITTED,
    DossierState.COMMUNE_REVIEW,
    DossierState.COMMUNE_SUPPLEMENT,
    DossierState.COMMUNE_ASSESSED,
)
FORWARDED = "da-gui-tinh"
CLOSED = "da-dong"
EVERY = "tat-ca"
IN_WORK = "dang-xu-ly"
# Filter value → (word, states); a state's own name is a value too.
COMMUNE_FILTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    IN_WORK: ("Đang ở xã", AT_COMMUNE),
    **{state.value: (str(state.label), (state.value,)) for state in AT_COMMUNE},
    FORWARDED: ("Đã gửi tỉnh", tuple(sorted(AT_PROVINCE))),
    CLOSED: ("Trả lại, rút", (DossierState.RETURNED, DossierState.WITHDRAWN)),
    EVERY: ("Tất cả", ()),
}
HANDLING = (
    "dossier_received",
    "supplement_requested",
    "dossier_returned",
    "assessment_sent_to_chair",
    "assessment_sent_back",
    "dossier_proposed",
)


@dataclass(frozen=True)
class CommuneRow:
    """One line of the queue."""

    dossier: Dossier
    number: str
    received_on: date | None
    clock: clocks.CommuneClock | None
    due_on: date | None
    days_left: int | None  # working days
    waiting_until: date | None
    tag: str
    next_step: str
    mine: bool  # whether the next step is the reader's


def commune_queue(
    user: UserAccount, chosen: str, narrow: Narrowed = EVERYTHING, *, today: date | None = None
) -> QuerySet[Dossier]:
    """Dossiers of the person's communes that fit the filters, the earliest deadline first, new ones before all."""
    states = COMMUNE_FILTERS.get(chosen, COMMUNE_FILTERS[IN_WORK])[1]
    communes = communes_of(user) if narrow.due else ()
    rows = narrowed(commune_dossiers(user), narrow, today=today or timezone.localdate(), communes=communes)
    return (rows.filter(state__in=states) if states else rows).order_by(
        F("due_on").asc(nulls_first=True), "submitted_at", "pk"
    )


def communes_of(user: UserAccount) -> set[str]:
    """Return the paths of the communes where the person works."""
    return {held.unit_path for held in roles_of(user) if held.role in COMMUNE_ROLES}


def commune_dossiers(user: UserAccount) -> QuerySet[Dossier]:
    """Every dossier of the person's communes, with what one line shows."""
    return (
        Dossier.objects.filter(seen_by_commune(user))
        .select_related("product", "producer", "unit")
        .prefetch_related("receipts", "supplement_requests")
    )


def commune_rows(dossiers: Iterable[Dossier], user: UserAccount, *, today: date) -> list[CommuneRow]:
    """Turn dossiers with their receipts and requests into lines; one query for the clock rules of all communes."""
    rows = list(dossiers)
    rule = local_values(clocks.STOPS, {one.unit_path for one in rows})
    return [_row(one, user, today, stops=bool(rule.at(one.unit_path, law_day_of(one)))) for one in rows]


def _row(dossier: Dossier, user: UserAccount, today: date, *, stops: bool) -> CommuneRow:
    receipt = receipt_at(dossier, "commune")
    request = open_request(dossier)
    step, mine = commune_step(dossier, request, user, today=today)
    clock = clocks.clock_of(dossier, today=today, stops=stops) if dossier.state in AT_COMMUNE else None
    due_on = clock.due_on if clock else dossier.due_on if dossier.state == DossierState.SUBMITTED else None
    return CommuneRow(
        dossier=dossier,
        number=receipt.registration_form_number if receipt else "",
        received_on=receipt.received_on if receipt else None,
        clock=clock,
        due_on=due_on,
        days_left=clocks.working_days_left(due_on, today) if due_on else None,
        waiting_until=request.due_on if request else None,
        tag=state_tag(dossier.state),
        next_step=step,
        mine=mine,
    )


def receipt_at(dossier: Dossier, evaluation_level: str) -> DossierReceipt | None:
    """Return the receipt of a level from the prefetched ones."""
    return next((one for one in dossier.receipts.all() if one.evaluation_level == evaluation_level), None)


def open_request(dossier: Dossier) -> SupplementRequest | None:
    """Return the request that waits for an answer, from the prefetched ones."""
    return next((one for one in dossier.supplement_requests.all() if one.answered_at is None), None)


def commune_step(
    dossier: Dossier, request: SupplementRequest | None, user: UserAccount, *, today: date
) -> tuple[str, bool]:
    """Return the next step at the commune in words, and whether it is this person's."""
    officer = holds(user, Role.COMMUNE_OFFICER, dossier.unit_path)
    chair = holds(user, Role.COMMUNE_CHAIR, dossier.unit_path)
    overdue = request is not None and today > request.due_on
    steps: dict[str, tuple[str, bool]] = {
        DossierState.SUBMITTED: ("Tiếp nhận, cấp số phiếu", officer),
        DossierState.COMMUNE_REVIEW: ("Kiểm tra, lập Mẫu 03", officer),
        DossierState.COMMUNE_SUPPLEMENT: ("Quá hạn bổ sung: chờ thêm hoặc trả lại", officer)
        if overdue
        else ("Chờ chủ thể hoàn thiện", False),
        DossierState.COMMUNE_ASSESSED: ("Ký, đề nghị tỉnh", True) if chair else ("Chờ Chủ tịch ký", False),
    }
    return steps.get(dossier.state, ("", False))


def last_handled_at(user: UserAccount) -> datetime | None:
    """Return when somebody last handled a dossier of the person's communes."""
    lines = AuditEntry.objects.filter(inside_units_of(user, COMMUNE_ROLES), subject_kind="dossier", action__in=HANDLING)
    newest = lines.order_by("-at").first()
    return newest.at if newest else None


def default_filter(user: UserAccount) -> str:
    """Return what the queue shows first: a chair sees what waits for a signature, an officer all that is at the commune."""
    chair_only = holds(user, Role.COMMUNE_CHAIR) and not holds(user, Role.COMMUNE_OFFICER)
    return DossierState.COMMUNE_ASSESSED.value if chair_only else IN_WORK


def next_in_queue(user: UserAccount, dossier: Dossier) -> Dossier | None:
    """Return the most urgent other dossier whose next step is this person's."""
    states: list[str] = []
    if holds(user, Role.COMMUNE_CHAIR, dossier.unit_path):
        states.append(DossierState.COMMUNE_ASSESSED)
    if holds(user, Role.COMMUNE_OFFICER, dossier.unit_path):
        states += [DossierState.SUBMITTED, DossierState.COMMUNE_REVIEW]
    return commune_queue(user, IN_WORK).filter(state__in=states).exclude(pk=dossier.pk).first()
