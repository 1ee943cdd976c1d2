"""The producer is asked to explain by a day, and answers with words and files (QĐ 26/2026, Đ.8.3.a)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from ocop.inspections.competence import competence_for
from ocop.inspections.models import CaseFile, ExplanationRequest, FilePurpose, RevocationCase, RevocationState
from ocop.inspections.queries.files import FOLDER
from ocop.inspections.rules import may_explain, may_verify, open_request
from ocop.ledger.errors import DomainError
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.producers.queries import on_behalf_of
from ocop.vietnamese import format_date, nfc

from .moving import lock_case, move_case, note_case
from .taking_in import columns_of, examined
from .telling import tell_holders, tell_producer


@one_winner()
def ask_to_explain(
    case: RevocationCase, *, message: str, due_on: date, by: UserAccount, at: datetime
) -> ExplanationRequest:
    """Ask the producer to explain; the case is being verified from then on. The same question again returns the first.

    Raises ``DomainError`` with the field when the person may not, or the question or its day are wrong.
    """
    today, words = timezone.localdate(at), nfc(message).strip()
    locked = lock_case(case.pk)
    insist(may_verify(by, locked, on=today))
    if asked := open_request(locked):
        if (asked.message, asked.due_on) == (words, due_on):
            return asked
        raise DomainError(f"Chủ thể đang được yêu cầu giải trình đến hết ngày {format_date(asked.due_on)}.")
    if not words:
        raise DomainError("Hãy ghi nội dung cần giải trình.", field="message")
    if due_on <= today:
        raise DomainError("Hạn giải trình phải sau hôm nay.", field="due_on")
    if due_on > max(locked.due_on, today) and locked.due_on > today:
        day = format_date(locked.due_on)
        raise DomainError(f"Hạn giải trình không thể sau hạn quyết định ({day}, Đ.8.4).", field="due_on")
    made = ExplanationRequest.objects.create(case=locked, message=words, due_on=due_on, asked_by=by, asked_at=at)
    line: dict[str, Any] = {"by": by, "at": at, "details": {"request": made.pk}, "records": [made]}
    if locked.state == RevocationState.OPENED:
        move_case(locked, RevocationState.VERIFYING, "explanation_asked", **line)
    else:
        note_case(locked, "explanation_asked", **line)
    tell_producer(locked, "explanation_asked", at=at, of=str(made.pk), due_on=format_date(due_on))
    return made


def answer_request(
    case: RevocationCase, *, answer: str, files: "Sequence[UploadedFile[Any]]" = (), by: UserAccount, at: datetime
) -> ExplanationRequest:
    """Answer for the producer, with files; the same answer sent again changes nothing.

    Raises ``DomainError`` with the field when nothing is asked, the case was submitted meanwhile, or a file cannot be taken.
    """
    words = nfc(answer).strip()
    if known := case.explanations.filter(answer=words, answered_by=by).exclude(answer="").first():
        return known
    insist(may_explain(by, RevocationCase.objects.select_related("certificate__product__producer").get(pk=case.pk)))
    if not words:
        raise DomainError("Hãy ghi nội dung giải trình.", field="answer")
    present = case.files.filter(purpose=FilePurpose.EXPLANATION).count()
    clean = examined(files, FOLDER, field="papers", present=present)
    with transaction.atomic():
        locked = lock_case(case.pk)
        insist(may_explain(by, locked))
        request = locked.explanations.get(answered_at__isnull=True)
        request.answer, request.answered_by, request.answered_at = words, by, at
        request.save()
        rows = []
        for one in clean:
            row, new = CaseFile.objects.get_or_create(
                case=locked, purpose=FilePurpose.EXPLANATION, sha256=one.sha256,
                defaults={**columns_of(one), "added_by": by, "added_at": at},
            )  # fmt: skip
            rows += [row] if new else []
        behalf = on_behalf_of(by, locked.certificate.product.producer)
        details = {"request": request.pk, "files": [one.sha256 for one in rows]}
        note_case(
            locked, "explanation_given", by=by, at=at, on_behalf_of=behalf, details=details, records=[request, *rows]
        )
        found = competence_for(locked.certificate.star_rating, on=timezone.localdate(at))
        if found:
            tell_holders(locked, "explanation_given", [found.prepares], at=at, of=str(request.pk))
        return request
