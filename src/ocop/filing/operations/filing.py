"""The producer prepares and files a dossier (QĐ 26/2026, Đ.6.1, Đ.7.1): forms, submission, withdrawal.

A draft is opened in ``starting``; the self-assessment is written in ``self_scoring``, files in ``evidence``.

Every function takes who acts (``by``) and when (``at``), leaves a ledger line in its own transaction and may be repeated.
They raise ``DomainError`` with a sentence for the person, ``StaleContentError`` when someone else saved in between.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from ocop.dossiers.models import Dossier, DossierState, RegistrationForm
from ocop.dossiers.operations.moving import lock_dossier, move_dossier, note
from ocop.dossiers.operations.telling import tell_holders
from ocop.dossiers.parts import GENERAL, REGISTRATION
from ocop.dossiers.queries.bundle import filing_of
from ocop.dossiers.questions import question_part
from ocop.dossiers.rules import acts_for
from ocop.filing.operations.freezing import take_snapshot
from ocop.filing.queries.completeness import completeness
from ocop.filing.rules import NOT_YOURS, may_discard, may_edit, may_submit, may_withdraw
from ocop.filing.stale import refuse_stale
from ocop.law.calendar import add_working_days
from ocop.law.governing import law_on
from ocop.ledger.errors import DomainError
from ocop.ledger.models import Receipt
from ocop.ledger.operations import give_receipt, new_code
from ocop.people.models import Role, UserAccount
from ocop.people.rights import insist
from ocop.producers.queries import on_behalf_of
from ocop.vietnamese import format_date, nfc

LONGEST_REASON = 1_000


@transaction.atomic
def save_registration(
    dossier: Dossier, answers: Mapping[str, Any], *, by: UserAccount, at: datetime, seen: str | None = None
) -> None:
    """Keep answers of Mẫu 01; see ``save_answers``."""
    save_answers(dossier, REGISTRATION, answers, by=by, at=at, seen=seen)


@transaction.atomic
def save_general(
    dossier: Dossier, answers: Mapping[str, Any], *, by: UserAccount, at: datetime, seen: str | None = None
) -> None:
    """Keep answers of the general parts of Mẫu 02; see ``save_answers``."""
    save_answers(dossier, GENERAL, answers, by=by, at=at, seen=seen)


@transaction.atomic
def save_answers(
    dossier: Dossier, part: str, answers: Mapping[str, Any], *, by: UserAccount, at: datetime, seen: str | None = None
) -> None:
    """Keep some answers of a part, as they came from its form.

    ``seen`` is the fingerprint of these answers when the form was opened; raises ``StaleContentError`` when they changed
    since, ``ValueError`` for a key the part does not have.
    """
    known = {one.key for one in question_part(part, dossier.regime, dossier.dossier_type).questions}
    if unknown := set(answers) - known:
        raise ValueError(f"no such question: {sorted(unknown)}")
    locked = lock_dossier(dossier.pk)
    insist(may_edit(by, locked, part))
    form, _ = RegistrationForm.objects.select_for_update(no_key=True).get_or_create(dossier=locked)
    sent = {key: nfc(value) if isinstance(value, str) else value for key, value in answers.items()}
    kept = {key: form.answers[key] for key in sent if key in form.answers}
    refuse_stale(seen, kept, sent)
    if kept == sent:
        return
    form.answers = {**form.answers, **sent}
    form.save(update_fields=["answers"])
    note_change(locked, "answers_saved", by=by, at=at, details={"part": part})


@transaction.atomic
def submit_dossier(
    dossier: Dossier, *, declared: bool, by: UserAccount, at: datetime, seen_version: int | None = None
) -> Receipt:
    """File the dossier with the commune: freeze it, give a receipt. A second call gives the same receipt (Đ.7.1).

    Raises ``DomainError`` when the declaration of truth is missing, when the dossier is not complete, or when it changed
    after the check page was opened.
    """
    locked = lock_dossier(dossier.pk)
    if locked.state != DossierState.DRAFT and (receipt := _receipt_of(locked, revision=1)):
        if not acts_for(by, locked.producer):
            raise DomainError(NOT_YOURS.reason)
        return receipt
    insist(may_submit(by, locked))
    if not declared:
        raise DomainError("Hãy đánh dấu vào ô cam đoan trước khi nộp.", field="declared")
    if seen_version is not None and seen_version != locked.version:
        raise DomainError("Hồ sơ vừa được sửa sau khi bạn mở trang kiểm tra. Hãy xem lại rồi nộp.")
    day = timezone.localdate(at)
    if blocking := completeness(locked, on=day).blocking:
        raise DomainError(f"Hồ sơ còn {len(blocking)} chỗ chưa xong, chưa nộp được. {blocking[0].sentence}")
    RegistrationForm.objects.filter(dossier=locked).update(declared_true_at=at)
    # The day of filing decides (Đ.11.1); a sheet that changed under the draft was refused above, see ``law_change``.
    locked.submitted_at, locked.regime, locked.year = at, law_on(day).regime.code, day.year
    receipt = file_revision(
        locked, DossierState.SUBMITTED, "dossier_submitted", by=by, at=at, due_on=add_working_days(day, 1)
    )
    tell_holders(locked, "dossier_filed", [Role.COMMUNE_OFFICER], at=at, filed_on=format_date(day))
    return receipt


def file_revision(
    locked: Dossier,
    to_state: str,
    action: str,
    *,
    by: UserAccount,
    at: datetime,
    records: Iterable[models.Model] = (),
    **moving: Any,
) -> Receipt:
    """Freeze the next revision of a locked dossier, move it on and give the receipt; ``records`` go under a hash with it."""
    locked.revision += 1
    snapshot = take_snapshot(locked, filing_of(locked), at=at)
    receipt = {"code": new_code(), "key": receipt_key(locked.pk, locked.revision), "kind": action}
    details = {
        "revision": locked.revision,
        "content_hash": snapshot.content_hash,
        "sheet_hash": locked.sheet_hash,
        "receipt": receipt,
    }
    behalf = on_behalf_of(by, locked.producer, on=timezone.localdate(at))
    filed = [snapshot, *locked.self_scores.all(), *locked.evidence.all(), *records]
    entry = move_dossier(
        locked, to_state, by=by, at=at, action=action, on_behalf_of=behalf, details=details, records=filed, **moving
    )
    return give_receipt(
        code=receipt["code"],
        key=receipt["key"],
        kind=action,
        subject=locked,
        content_hash=snapshot.content_hash,
        entry=entry,
        by=by,
        at=at,
    )


def receipt_key(dossier_pk: int, revision: int) -> str:
    """Return the key under which a submission's receipt is kept."""
    return f"dossier:{dossier_pk}:submit:{revision}"


def _receipt_of(dossier: Dossier, *, revision: int) -> Receipt | None:
    return Receipt.objects.filter(key=receipt_key(dossier.pk, revision)).first()


@transaction.atomic
def withdraw_dossier(dossier: Dossier, *, reason: str, by: UserAccount, at: datetime) -> None:
    """Take a filed dossier back, with a reason; what was filed stays on file."""
    locked = lock_dossier(dossier.pk)
    if locked.state == DossierState.WITHDRAWN and acts_for(by, locked.producer):
        return
    insist(may_withdraw(by, locked))
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi lý do rút hồ sơ.", field="reason")
    if len(words) > LONGEST_REASON:
        raise DomainError(f"Lý do dài quá {LONGEST_REASON} ký tự.", field="reason")
    waiting = list(locked.supplement_requests.filter(answered_at=None))
    for request in waiting:
        request.answered_at, request.answered_by, request.answer = at, by, "Chủ thể rút hồ sơ."
        request.save(update_fields=["answered_at", "answered_by", "answer"])
    behalf = on_behalf_of(by, locked.producer, on=timezone.localdate(at))
    move_dossier(
        locked, DossierState.WITHDRAWN, by=by, at=at, action="dossier_withdrawn", reason=words, on_behalf_of=behalf,
        records=waiting,
    )  # fmt: skip


@transaction.atomic
def discard_dossier(dossier: Dossier, *, by: UserAccount, at: datetime) -> None:
    """Throw away a draft that was never submitted, the ledger keeps that it existed.

    Its files go with the next ``manage drop_orphaned_files``, which leaves those that another dossier names.
    """
    locked = Dossier.objects.select_for_update(no_key=True).filter(pk=dossier.pk).first()
    if locked is None:
        return
    insist(may_discard(by, locked))
    _note(locked, "dossier_discarded", by=by, at=at, from_state=locked.state)
    locked.delete()


def note_change(
    dossier: Dossier,
    action: str,
    *,
    by: UserAccount,
    at: datetime,
    details: Mapping[str, Any],
    records: Iterable[models.Model] = (),
) -> None:
    """Count the change of the content and write its line; what was filed once goes under a hash again when it changes."""
    dossier.version += 1
    dossier.save(update_fields=["version"])
    _note(dossier, action, by=by, at=at, details=details, records=records if dossier.submitted_at else ())


def _note(dossier: Dossier, action: str, *, by: UserAccount, at: datetime, **line: Any) -> None:
    behalf = on_behalf_of(by, dossier.producer, on=timezone.localdate(at))
    note(dossier, action, by=by, at=at, on_behalf_of=behalf, **line)
