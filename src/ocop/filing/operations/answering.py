"""The producer answers a supplement request and sends the dossier back to the step that asked (QĐ 26/2026, Đ.7.2.a, 7.3.a, 7.3.c)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ocop.dossiers import clocks
from ocop.dossiers.models import Dossier, DossierState, SupplementRequest
from ocop.dossiers.operations.moving import lock_dossier
from ocop.dossiers.operations.telling import tell_holders
from ocop.dossiers.parts import open_request_of
from ocop.dossiers.queries.read_view import changed_parts
from ocop.dossiers.rules import acts_for
from ocop.filing.operations.filing import file_revision, note_change, receipt_key
from ocop.filing.queries.completeness import completeness
from ocop.filing.rules import NOT_YOURS, may_answer_supplement
from ocop.ledger.errors import DomainError
from ocop.ledger.models import Receipt
from ocop.notices.operations import notify
from ocop.people.models import Role, UserAccount
from ocop.people.rights import insist
from ocop.vietnamese import nfc

NEXT_STATE = {
    "commune": DossierState.COMMUNE_REVIEW,
    "province": DossierState.PROVINCE_REVIEW,
    "advisory": DossierState.ADVISORY_REVIEW,
}
LONGEST_ANSWER = 5_000


@transaction.atomic
def answer_supplement(
    dossier: Dossier, *, answer: str, by: UserAccount, at: datetime, revision: int | None = None
) -> Receipt:
    """Send the completed dossier back with a new frozen revision; a second call with the same ``revision`` gives its receipt.

    ``revision`` is the dossier's revision when the page was opened. Raises ``DomainError`` when nothing is asked, when
    neither a part was changed nor an explanation given, or when the dossier is no longer complete.
    """
    locked = lock_dossier(dossier.pk)
    if revision is not None and locked.revision == revision + 1 and acts_for(by, locked.producer):
        return Receipt.objects.get(key=receipt_key(locked.pk, locked.revision))
    insist(may_answer_supplement(by, locked))
    request = open_request_of(locked)
    if request is None:
        raise DomainError(NOT_YOURS.reason)
    words, day = nfc(answer).strip(), timezone.localdate(at)
    _refuse_longer(words)
    if not words and not changed_parts(locked):
        raise DomainError("Hãy sửa ít nhất một phần được yêu cầu, hoặc ghi giải trình.", field="answer")
    if blocking := completeness(locked, on=day).blocking:
        raise DomainError(f"Hồ sơ còn {len(blocking)} chỗ chưa xong. {blocking[0].sentence}")
    request.answer, request.answered_by, request.answered_at = words, by, at
    request.save(update_fields=["answer", "answered_by", "answered_at"])
    due_on = clocks.due_on_after_answer(locked, request.evaluation_level, on=day)
    next_state = NEXT_STATE[request.evaluation_level]
    receipt = file_revision(locked, next_state, "supplement_answered", by=by, at=at, due_on=due_on, records=[request])
    _tell_who_asked(locked, request, at=at)
    return receipt


def _tell_who_asked(dossier: Dossier, request: SupplementRequest, *, at: datetime) -> None:
    of, words = str(request.pk), {"product": dossier.product.name}
    if request.evaluation_level == "advisory":
        notify("advisory_supplement_answered", to=[request.requested_by], about=dossier, of=of, words=words, at=at)
        return
    role = Role.COMMUNE_OFFICER if request.evaluation_level == "commune" else Role.PROVINCIAL_OFFICER
    tell_holders(dossier, "supplement_answered", [role], at=at, of=of)


@transaction.atomic
def keep_supplement_answer(dossier: Dossier, *, answer: str, by: UserAccount, at: datetime) -> None:
    """Keep the explanation as a draft: the dossier is not sent back yet, and officers do not see the words before it is.

    Raises ``DomainError`` when nothing is asked or the words are too many.
    """
    locked = lock_dossier(dossier.pk)
    insist(may_answer_supplement(by, locked))
    request = open_request_of(locked)
    words = nfc(answer).strip()
    _refuse_longer(words)
    if request is None or request.answer == words:
        return
    request.answer = words
    request.save(update_fields=["answer"])
    note_change(locked, "answers_saved", by=by, at=at, details={"part": "supplement_answer"}, records=[request])


def _refuse_longer(words: str) -> None:
    if len(words) > LONGEST_ANSWER:
        raise DomainError(f"Giải trình dài quá {LONGEST_ANSWER} ký tự.", field="answer")
