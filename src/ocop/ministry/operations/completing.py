"""The central office asks a province to complete a package, the province answers by a letter (QĐ 26/2026, Đ.7.4.a; assumed).

What was sent stays as it is under its hash: the answer stands beside it.
"""

from datetime import date, datetime

from django.utils import timezone

from ocop.dossiers import clocks
from ocop.dossiers.models import DossierState
from ocop.dossiers.operations.moving import move_dossier
from ocop.dossiers.operations.telling import tell_holders
from ocop.ledger.errors import DomainError
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.ministry.models import CompletionRequest, SubmissionPackage
from ocop.ministry.rules import may_answer, may_ask, may_check, may_prepare
from ocop.people.models import Role, UserAccount
from ocop.vietnamese import format_date, nfc

from .locking import lock_package


@one_winner()
def ask_province(
    package: SubmissionPackage, *, message: str, due_on: date, by: UserAccount, at: datetime
) -> CompletionRequest:
    """Ask the province to complete a package by a day; asking the same again returns the open request.

    Raises ``DomainError`` with the field when the person may not, nothing is asked, or the day is past.
    """
    locked = lock_package(package.pk)
    insist(may_check(by))
    words = nfc(message).strip()
    asked = locked.completion_requests.filter(answered_at__isnull=True).first()
    if asked and (asked.message, asked.due_on) == (words, due_on):
        return asked
    insist(may_ask(by, locked))
    if not words:
        raise DomainError("Hãy ghi rõ nội dung cần hoàn thiện.", field="message")
    if due_on < timezone.localdate(at):
        raise DomainError("Hạn trả lời không được trước ngày hôm nay.", field="due_on")
    made = CompletionRequest.objects.create(
        package=locked, message=words, due_on=due_on, requested_by=by, requested_at=at
    )
    move_dossier(
        locked.dossier, DossierState.CENTRAL_SUPPLEMENT, by=by, at=at, action="completion_requested", due_on=due_on,
        details={"package": locked.pk, "request": made.pk}, records=[made],
    )  # fmt: skip
    roles, day = [Role.PROVINCIAL_OFFICER], format_date(due_on)
    tell_holders(locked.dossier, "completion_requested", roles, at=at, of=str(made.pk), due_on=day)
    return made


@one_winner()
def answer_request(
    package: SubmissionPackage, *, answer: str, letter_number: str, by: UserAccount, at: datetime
) -> CompletionRequest:
    """Answer the open request by a letter; the package goes back to where it was asked from. Repeating it changes nothing.

    Raises ``DomainError`` with the field when the person may not, or the answer or the number of its letter is missing.
    """
    locked = lock_package(package.pk)
    insist(may_prepare(by, locked.unit_path))
    words, number = nfc(answer).strip(), nfc(" ".join(letter_number.split()))
    last = locked.completion_requests.order_by("-pk").first()
    if last and last.answered_at and (last.answer, last.letter_number) == (words, number):
        return last
    insist(may_answer(by, locked))
    if not words:
        raise DomainError("Hãy ghi nội dung trả lời.", field="answer")
    if not number:
        raise DomainError("Hãy ghi số văn bản trả lời.", field="letter_number")
    asked = CompletionRequest.objects.select_for_update(no_key=True).get(package=locked, answered_at__isnull=True)
    asked.answer, asked.letter_number, asked.answered_by, asked.answered_at = words, number, by, at
    asked.save(update_fields=["answer", "letter_number", "answered_by", "answered_at"])
    evaluated = locked.dossier.central_round  # asked while the advisory group works on it (Đ.7.4.c)
    move_dossier(
        locked.dossier, DossierState.CENTRAL_ADVISORY_REVIEW if evaluated else DossierState.CENTRAL_REVIEW, by=by, at=at,
        action="completion_answered", due_on=clocks.round_due_on(evaluated) if evaluated else None,
        details={"package": locked.pk, "request": asked.pk, "letter": number}, records=[asked],
    )  # fmt: skip
    tell_holders(locked.dossier, "completion_answered", [Role.CENTRAL_OFFICER], at=at, of=str(asked.pk), letter=number)
    return asked
