"""The commune receives a dossier, asks for completion or returns it (QĐ 26/2026, Đ.7.2); the province asks too (Đ.7.3.a).

Mẫu 03 and the proposal stand in ``proposing``; they are offered here as well, because they are steps of the same review.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import transaction

from ocop.dossiers import clocks
from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, DossierReceipt, DossierState, SupplementRequest
from ocop.dossiers.operations.moving import lock_dossier, move_dossier
from ocop.dossiers.operations.telling import tell_producer
from ocop.dossiers.parts import parts_of
from ocop.ledger.errors import DomainError
from ocop.people.models import UserAccount
from ocop.people.rights import Verdict, insist
from ocop.reviewing.operations.numbering import number_dossier, receipt_given
from ocop.reviewing.operations.proposing import (
    VersionConflictError,
    propose_dossier,
    save_commune_assessment,
    send_back_draft,
    send_to_chair,
)
from ocop.reviewing.rules.commune import (
    LEVEL_OF_STATE,
    as_commune_officer,
    may_have_returned,
    may_receive,
    may_request_supplement,
    may_return,
)
from ocop.vietnamese import format_date, nfc

__all__ = [
    "VersionConflictError",
    "propose_dossier",
    "receive_dossier",
    "request_supplement",
    "return_dossier",
    "save_commune_assessment",
    "send_back_draft",
    "send_to_chair",
]

SUPPLEMENT_STATE: dict[str, DossierState] = {
    "commune": DossierState.COMMUNE_SUPPLEMENT,
    "province": DossierState.PROVINCE_SUPPLEMENT,
    "advisory": DossierState.PROVINCE_SUPPLEMENT,
}


@transaction.atomic
def receive_dossier(dossier: Dossier, *, by: UserAccount, at: datetime) -> DossierReceipt:
    """Receive a submitted dossier at the commune, number it and start the 15 working days (Đ.7.2, Mẫu 01).

    Repeating it returns the first receipt. Raises ``DomainError`` when the person or the step does not fit.
    """
    locked = lock_dossier(dossier.pk)
    if existing := receipt_given(locked, "commune", as_commune_officer, by=by):
        return existing
    insist(may_receive(by, locked))
    today = clocks.local_day(at)
    receipt = number_dossier(locked, "commune", on=today, by=by)
    move_dossier(
        locked,
        DossierState.COMMUNE_REVIEW,
        by=by,
        at=at,
        action="dossier_received",
        due_on=law_of(locked).commune_deadline(today),
        details={"number": receipt.registration_form_number},
        records=[receipt],
    )
    due = clocks.due_in_words(law_of(locked).commune_deadline(today))
    tell_producer(locked, "dossier_received", at=at, number=receipt.registration_form_number, due_on=due)
    return receipt


@transaction.atomic
def request_supplement(
    dossier: Dossier,
    *,
    message: str,
    open_parts: Iterable[str],
    due_on: date,
    by: UserAccount,
    at: datetime,
    may: Callable[[UserAccount, Dossier], Verdict] = may_request_supplement,
) -> SupplementRequest:
    """Ask the producer to complete named parts by a day; only these parts open for editing (Đ.7.2.a, 7.3.a, 7.3.c).

    ``may`` is the rule of the body that asks; the advisory group brings its own. The same person's same request, message, day and
    parts, returns it.
    Raises ``DomainError`` with the field when something is missing.
    """
    locked = lock_dossier(dossier.pk)
    words, parts = nfc(message).strip(), list(dict.fromkeys(open_parts))
    waiting = locked.supplement_requests.filter(answered_at=None).first()
    if waiting:
        same = (waiting.requested_by_id, waiting.message, waiting.due_on, sorted(waiting.open_parts))
        if same == (by.pk, words, due_on, sorted(parts)):
            return waiting
        raise DomainError("Hồ sơ đã có một yêu cầu hoàn thiện đang chờ chủ thể trả lời.")
    insist(may(by, locked))
    _check_request(locked, words, parts, due_on, today=clocks.local_day(at))
    level = LEVEL_OF_STATE[locked.state]
    request = SupplementRequest.objects.create(
        dossier=locked,
        evaluation_level=level,
        message=words,
        open_parts=parts,
        due_on=due_on,
        requested_by=by,
        requested_at=at,
    )
    move_dossier(
        locked,
        SUPPLEMENT_STATE[level],
        by=by,
        at=at,
        action="supplement_requested",
        reason=words,
        due_on=locked.due_on,
        details={"request": request.pk, "parts": parts, "due_on": due_on.isoformat()},
        records=[request],
    )
    tell_producer(locked, "supplement_requested", at=at, of=str(request.pk), due_on=format_date(due_on))
    return request


def _check_request(dossier: Dossier, message: str, parts: list[str], due_on: date, *, today: date) -> None:
    if not message:
        raise DomainError("Hãy ghi rõ nội dung cần hoàn thiện.", field="message")
    if not parts:
        raise DomainError("Hãy chọn ít nhất một phần để chủ thể được sửa.", field="open_parts")
    if not set(parts) <= {part.key for part in parts_of(dossier)}:
        raise DomainError("Có phần được chọn không thuộc hồ sơ này. Hãy tải lại trang.", field="open_parts")
    if due_on <= today:
        raise DomainError("Hạn hoàn thiện phải sau ngày hôm nay.", field="due_on")


@transaction.atomic
def return_dossier(dossier: Dossier, *, reason: str, by: UserAccount, at: datetime) -> Dossier:
    """Return a dossier whose producer did not answer in time (OQ-07); a returned dossier is finished.

    Repeating it changes nothing. Raises ``DomainError`` when the answer is not overdue or the reason is empty.
    """
    locked = lock_dossier(dossier.pk)
    if locked.state == DossierState.RETURNED:
        insist(may_have_returned(by, locked))
        return locked
    request = locked.supplement_requests.filter(answered_at=None).first()
    insist(may_return(by, locked, request, on=clocks.local_day(at)))
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi lý do trả lại để chủ thể biết cần làm gì.", field="reason")
    move_dossier(locked, DossierState.RETURNED, by=by, at=at, action="dossier_returned", reason=words)
    tell_producer(locked, "dossier_returned", at=at)
    return locked
