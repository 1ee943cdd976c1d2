"""Pass a complaint on to another body, answer it with words and a paper, or write down that it was withdrawn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from ocop.complaints.models import AnsweringBody, Complaint, ComplaintState, PaperPurpose
from ocop.complaints.queries.files import FOLDER
from ocop.complaints.rules import may_handle, may_withdraw
from ocop.inspections.operations.taking_in import examined
from ocop.ledger.errors import DomainError
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.vietnamese import nfc

from .recording import kept_files, require_body
from .telling import behalf_of, note, tell_body, tell_producer


@transaction.atomic
def pass_on(complaint: Complaint, *, body: str, reason: str, by: UserAccount, at: datetime) -> Complaint:
    """Send a complaint to another body, with a reason; the day to answer stays. Where it is already nothing changes.

    Raises ``DomainError`` with the field when the person may not, the body cannot answer, or no reason is given.
    """
    locked, words = _lock(complaint.pk), nfc(reason).strip()
    if locked.body == body:
        return locked
    insist(may_handle(by, locked))
    require_body(locked.product, body, today=timezone.localdate(at))
    if not words:
        raise DomainError("Hãy ghi lý do chuyển.", field="reason")
    before, locked.body = locked.body, AnsweringBody(body)
    locked.save()
    note(locked, "complaint_passed_on", by=by, at=at, reason=words, changes={"body": (before, body)})
    tell_body(locked, at=at)
    return locked


def answer_complaint(
    complaint: Complaint,
    *,
    answer: str,
    answer_number: str,
    files: "Sequence[UploadedFile[Any]]",
    by: UserAccount,
    at: datetime,
) -> Complaint:
    """Answer a complaint with words and the signed paper; the same answer again changes nothing. The producer is told.

    Raises ``DomainError`` with the field when the person may not, or the answer, its number or its paper is missing.
    """
    words, number = nfc(answer).strip(), " ".join(nfc(answer_number).split())
    found = _read(complaint.pk)
    if _is_answered(found, words, number):
        return found
    insist(may_handle(by, found))
    for name, value, sentence in (
        ("answer", words, "Hãy ghi nội dung trả lời."),
        ("answer_number", number, "Hãy ghi số văn bản trả lời."),
        ("papers", files, "Hãy đính kèm văn bản trả lời."),
    ):
        if not value:
            raise DomainError(sentence, field=name)
    clean = examined(files, FOLDER, field="papers")
    with transaction.atomic():
        locked = _lock(complaint.pk)
        if _is_answered(locked, words, number):
            return locked
        insist(may_handle(by, locked))
        rows = kept_files(locked, clean, PaperPurpose.ANSWER, by=by, at=at)
        locked.answer, locked.answer_number = words, number
        details = {"number": number, "files": [one.sha256 for one in rows]}
        _close(locked, ComplaintState.ANSWERED, "complaint_answered", by=by, at=at, details=details, records=rows)
        return locked


def _is_answered(complaint: Complaint, words: str, number: str) -> bool:
    told = (complaint.state, complaint.answer, complaint.answer_number)
    return told == (ComplaintState.ANSWERED, words, number)


@transaction.atomic
def withdraw_complaint(complaint: Complaint, *, reason: str, by: UserAccount, at: datetime) -> Complaint:
    """Write down that the complainant takes a complaint back; repeating it changes nothing. Raises ``DomainError`` with the field."""
    locked, words = _lock(complaint.pk), nfc(reason).strip()
    if locked.state == ComplaintState.WITHDRAWN and locked.withdrawal_reason == words:
        return locked
    insist(may_withdraw(by, locked))
    if not words:
        raise DomainError("Hãy ghi lý do rút khiếu nại.", field="reason")
    locked.withdrawal_reason = words
    line: dict[str, Any] = {"reason": words, "on_behalf_of": behalf_of(locked, by)}
    _close(locked, ComplaintState.WITHDRAWN, "complaint_withdrawn", by=by, at=at, **line)
    return locked


def _close(
    complaint: Complaint, state: ComplaintState, action: str, *, by: UserAccount, at: datetime, **line: Any
) -> None:
    before, complaint.state = complaint.state, state
    complaint.closed_by, complaint.closed_at = by, at
    complaint.save()
    note(complaint, action, by=by, at=at, from_state=before, to_state=state, **line)
    tell_producer(complaint, action, at=at)


def _read(pk: int) -> Complaint:
    return Complaint.objects.select_related("product__producer", "product__unit").get(pk=pk)


def _lock(pk: int) -> Complaint:
    rows = Complaint.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("product__producer", "product__unit").get(pk=pk)
