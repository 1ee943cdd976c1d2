"""The ministry asks a province to do an evaluation again; the province accepts, orders and reports (QĐ 26/2026, Đ.10.1.b).

Nothing of the first evaluation is touched: a dossier that closed without a decision comes before the council once more and is scored
anew. A certificate that was given wrongly ends in a revocation case of its own (room ``inspections``).
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from ocop.advisory.models import AdvisoryReport
from ocop.dossiers import clocks
from ocop.dossiers.models import Dossier, DossierState, EvaluationRound, OfficeReport
from ocop.dossiers.operations.moving import lock_dossier, move_dossier
from ocop.dossiers.operations.telling import tell_producer
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.ministry.models import RedoDossier, RedoRequest, RedoState
from ocop.ministry.queries.redoing import redoable
from ocop.ministry.rules import may_accept_redo, may_order_redo, may_report_redo, may_request_redo
from ocop.notices.operations import notify
from ocop.people.models import Role, UserAccount
from ocop.people.queries.holders import holders_of
from ocop.vietnamese import format_date, nfc


@one_winner()
def send_redo_request(
    *,
    round: EvaluationRound,  # noqa: A002 - the name of the column and of the field of the form
    letter_number: str,
    letter_on: date,
    reason: str,
    due_on: date,
    by: UserAccount,
    at: datetime,
) -> RedoRequest:
    """Record the signed request to a province and tell it; the same letter about the same round again returns the request.

    Raises ``DomainError`` with the field when the person may not, or number, days or reason do not fit.
    """
    insist(may_request_redo(by))
    number, words, today = nfc(" ".join(letter_number.split())), nfc(reason).strip(), timezone.localdate(at)
    known = RedoRequest.objects.filter(round=round, letter_number=number, letter_on=letter_on).first()
    if known:
        return known
    wrong = (
        (not number, "Hãy ghi số văn bản.", "letter_number"),
        (letter_on > today, "Ngày văn bản không được sau ngày hôm nay.", "letter_on"),
        (not words, "Hãy ghi điều không đúng quy định.", "reason"),
        (due_on < today, "Hạn báo cáo không được trước ngày hôm nay.", "due_on"),
    )
    for found, sentence, field in wrong:
        if found:
            raise DomainError(sentence, field=field)
    if round.unit is None:
        raise DomainError("Hãy chọn đợt đánh giá của tỉnh.", field="round")
    made = RedoRequest.objects.create(
        round=round, unit=round.unit, unit_path=round.unit_path, letter_number=number, letter_on=letter_on,
        reason=words, due_on=due_on, sent_by=by, sent_at=at,
    )  # fmt: skip
    record("redo_requested", made, by=by, at=at, unit_path=made.unit_path, details={"letter": number}, records=[made])
    _tell(made, "redo_requested", [Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR], at=at)
    return made


@one_winner()
def accept_redo_request(request: RedoRequest, *, by: UserAccount, at: datetime) -> RedoRequest:
    """Take a request on; the person who did so may do it again. Raises ``DomainError`` otherwise."""
    locked = _lock(request)
    if locked.accepted_by_id == by.pk:
        return locked
    insist(may_accept_redo(by, locked))
    locked.accepted_by, locked.accepted_at = by, at
    _move(locked, RedoState.ACCEPTED, "redo_accepted", by=by, at=at)
    return locked


@one_winner()
def order_redo(
    request: RedoRequest,
    *,
    order_number: str,
    round: EvaluationRound,  # noqa: A002 - the name of the field of the form
    dossiers: Iterable[Dossier],
    by: UserAccount,
    at: datetime,
) -> RedoRequest:
    """The chair orders the evaluation again: the chosen dossiers of the request come before the council, in a round of the province.

    None may be chosen where only certificates are revoked. The same order again changes nothing. Raises ``DomainError`` when the person
    may not, the number is missing, or a dossier or the round does not belong to the request.
    """
    locked, number = _lock(request), nfc(" ".join(order_number.split()))
    if locked.ordered_by_id == by.pk and locked.order_number == number:
        return locked
    insist(may_order_redo(by, locked))
    if not number:
        raise DomainError("Hãy ghi số văn bản chỉ đạo.", field="order_number")
    if not round.unit_path.startswith(locked.unit_path):
        raise DomainError("Đợt đánh giá này thuộc tỉnh khác.", field="round")
    numbers = sorted(one.pk for one in dossiers)
    _require_redoable(locked, numbers)
    chosen = [lock_dossier(pk) for pk in numbers]
    _require_redoable(locked, numbers)  # until it is held, another order may take one of them
    locked.order_number, locked.ordered_by, locked.ordered_at = number, by, at
    rows = [_back_to_council(one, locked, round, by=by, at=at) for one in chosen]
    _move(locked, RedoState.IN_PROGRESS, "redo_ordered", by=by, at=at, rows=rows)
    _tell(locked, "redo_ordered", [Role.PROVINCIAL_OFFICER], at=at)
    return locked


def _require_redoable(request: RedoRequest, numbers: Iterable[int]) -> None:
    if set(numbers) - set(redoable(request).values_list("pk", flat=True)):
        raise DomainError("Có hồ sơ không còn trong danh sách. Hãy tải lại trang.", field="dossiers")


def _back_to_council(
    dossier: Dossier, request: RedoRequest, evaluation_round: EvaluationRound, *, by: UserAccount, at: datetime
) -> RedoDossier:
    """The signed report of the advisory group, or of the office on a renewal, stands; without one the group comes first."""
    signed = any(
        model._default_manager.filter(dossier=dossier, signed_at__isnull=False).exists()
        for model in (AdvisoryReport, OfficeReport)
    )
    row = RedoDossier.objects.create(request=request, dossier=dossier)
    dossier.round = evaluation_round
    move_dossier(
        dossier, DossierState.COUNCIL_REVIEW if signed else DossierState.IN_ROUND, by=by, at=at,
        action="dossier_redone", reason=request.reason, due_on=clocks.round_due_on(evaluation_round),
        details={"request": request.pk, "round": evaluation_round.pk}, records=[row],
    )  # fmt: skip
    tell_producer(dossier, "dossier_redone", at=at, of=str(request.pk), round=evaluation_round.name)
    return row


@one_winner()
def report_redo(request: RedoRequest, *, report_number: str, report: str, by: UserAccount, at: datetime) -> RedoRequest:
    """Report to the ministry what was done; the same report again changes nothing. Raises ``DomainError`` with the field."""
    locked, number, words = _lock(request), nfc(" ".join(report_number.split())), nfc(report).strip()
    if locked.reported_by_id == by.pk and (locked.report_number, locked.report) == (number, words):
        return locked
    insist(may_report_redo(by, locked))
    if not number:
        raise DomainError("Hãy ghi số báo cáo.", field="report_number")
    if not words:
        raise DomainError("Hãy ghi kết quả thực hiện lại.", field="report")
    locked.report_number, locked.report, locked.reported_by, locked.reported_at = number, words, by, at
    _move(locked, RedoState.REPORTED, "redo_reported", by=by, at=at)
    _tell(locked, "redo_reported", [Role.CENTRAL_OFFICER], at=at)
    return locked


def _lock(request: RedoRequest) -> RedoRequest:
    rows = RedoRequest.objects.select_for_update(of=("self",), no_key=True).select_related("round", "unit")
    return rows.get(pk=request.pk)


def _move(
    request: RedoRequest,
    state: RedoState,
    action: str,
    *,
    by: UserAccount,
    at: datetime,
    rows: Iterable[RedoDossier] = (),
) -> None:
    before, request.state = request.state, state
    request.save()
    record(
        action, request, by=by, at=at, unit_path=request.unit_path, from_state=before, to_state=state,
        details={"dossiers": [one.dossier_id for one in rows]} if rows else None, records=[request],
    )  # fmt: skip


def _tell(request: RedoRequest, kind: str, roles: Iterable[str], *, at: datetime) -> None:
    people = holders_of(roles, request.unit_path, on=timezone.localdate(at))
    words = {"letter": request.letter_number, "round": request.round.name, "due_on": format_date(request.due_on)}
    notify(kind, to=people, about=request, words={**words, "province": request.unit.full_name}, at=at)
