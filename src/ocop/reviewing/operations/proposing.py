"""Mẫu 03 from the officer's draft to the chair's signature and the proposal to the province (QĐ 26/2026, Đ.6.2, 7.2)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ocop.dossiers import clocks
from ocop.dossiers.models import CommuneAssessment, Dossier, DossierState
from ocop.dossiers.operations.moving import lock_dossier, move_dossier, note
from ocop.dossiers.operations.telling import tell_holders, tell_producer
from ocop.ledger.errors import DomainError, StaleError
from ocop.ledger.queries import timeline_of
from ocop.people.models import Role
from ocop.people.queries import signed_as
from ocop.people.rights import insist
from ocop.reviewing.operations.letters import check_letter_day, check_samples
from ocop.reviewing.rules.commune import (
    CONTENTS,
    as_commune_chair,
    as_commune_officer,
    may_assess,
    may_propose,
    may_send_back,
    may_send_to_chair,
    package_to_province,
    samples_required,
)
from ocop.vietnamese import nfc

if TYPE_CHECKING:
    from ocop.people.models import UserAccount


class VersionConflictError(StaleError):
    """Someone else saved the draft meanwhile; ``current`` is what the server holds, nothing of it was overwritten."""

    def __init__(self, current: CommuneAssessment) -> None:
        super().__init__(
            f"{current.drafted_by} đã lưu bản thảo này lúc {clocks.local_time(current.drafted_at)}. "
            "Bản của bạn chưa được lưu; hãy so hai bản bên dưới rồi lưu lại."
        )
        self.current = current


@transaction.atomic
def save_commune_assessment(
    dossier: Dossier,
    *,
    contents: Mapping[str, str],
    meeting_held_on: date | None,
    version: int,
    by: "UserAccount",
    at: datetime,
) -> CommuneAssessment:
    """Save the officer's draft of Mẫu 03, the four contents and the day of a meeting if one was held (Đ.7.2.a).

    ``version`` is the one the person saw. Raises ``VersionConflictError`` when the draft changed since, ``DomainError`` otherwise.
    """
    locked = lock_dossier(dossier.pk)
    insist(may_assess(by, locked))
    words = {name: nfc(contents.get(name, "")).strip() for name in CONTENTS}
    _check_meeting(locked, meeting_held_on, today=clocks.local_day(at))
    current = CommuneAssessment.objects.filter(dossier=locked).select_related("drafted_by").first()
    if current and _same_draft(current, words, meeting_held_on):
        return current
    if current and current.version != version:
        raise VersionConflictError(current)
    draft = current or CommuneAssessment(dossier=locked)
    for name, text in words.items():
        setattr(draft, name, text)
    draft.meeting_held_on, draft.drafted_by, draft.drafted_at = meeting_held_on, by, at
    draft.version += 1
    draft.save()
    note(locked, "assessment_drafted", by=by, at=at, details={"version": draft.version})
    return draft


def _same_draft(current: CommuneAssessment, words: Mapping[str, str], meeting_held_on: date | None) -> bool:
    return current.meeting_held_on == meeting_held_on and all(
        getattr(current, name) == text for name, text in words.items()
    )


def _check_meeting(dossier: Dossier, held_on: date | None, *, today: date) -> None:
    if held_on is None:
        return
    if held_on > today:
        raise DomainError("Ngày họp xét không được sau ngày hôm nay.", field="meeting_held_on")
    clock = clocks.clock_of(dossier, today=today)
    if clock and held_on < clock.received_on:
        raise DomainError(
            f"Ngày họp xét không được trước ngày tiếp nhận hồ sơ ({clock.received_on:%d/%m/%Y}).",
            field="meeting_held_on",
        )


def _assessment_of(dossier: Dossier) -> CommuneAssessment | None:
    return CommuneAssessment.objects.filter(dossier=dossier).first()


@transaction.atomic
def send_to_chair(dossier: Dossier, *, by: "UserAccount", at: datetime) -> Dossier:
    """Send the complete draft of Mẫu 03 to the commune chair (Đ.7.2.a, b).

    Repeating it changes nothing. Raises ``DomainError`` while one of the four contents is empty.
    """
    locked = lock_dossier(dossier.pk)
    if locked.state == DossierState.COMMUNE_ASSESSED:
        insist(as_commune_officer(by, locked))
        return locked
    insist(may_send_to_chair(by, locked, _assessment_of(locked)))
    move_dossier(
        locked,
        DossierState.COMMUNE_ASSESSED,
        by=by,
        at=at,
        action="assessment_sent_to_chair",
        due_on=locked.due_on,
    )
    tell_holders(locked, "assessment_to_sign", [Role.COMMUNE_CHAIR], at=at, of=str(locked.version))
    return locked


@transaction.atomic
def send_back_draft(dossier: Dossier, *, reason: str, by: "UserAccount", at: datetime) -> Dossier:
    """Give the draft back to the officer with the chair's reason; the draft is kept.

    Repeating it changes nothing. Raises ``DomainError`` without a reason or at another step.
    """
    locked = lock_dossier(dossier.pk)
    last = timeline_of(locked).last()
    if locked.state == DossierState.COMMUNE_REVIEW and last and last.action == "assessment_sent_back":
        insist(as_commune_chair(by, locked))
        return locked
    insist(may_send_back(by, locked))
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi rõ điều cần chỉnh sửa.", field="reason")
    move_dossier(
        locked,
        DossierState.COMMUNE_REVIEW,
        by=by,
        at=at,
        action="assessment_sent_back",
        reason=words,
        due_on=locked.due_on,
    )
    tell_holders(locked, "assessment_sent_back", [Role.COMMUNE_OFFICER], at=at, of=str(locked.version))
    return locked


@transaction.atomic
def propose_dossier(
    dossier: Dossier, *, letter_number: str, letter_on: date, samples_sent: int, by: "UserAccount", at: datetime
) -> CommuneAssessment:
    """Sign Mẫu 03 and the proposal letter, and send the dossier to the province (Đ.6.2, 7.2.b); it cannot be taken back.

    A late proposal is accepted and the ledger says by how many working days. Repeating it returns what was signed.
    Raises ``DomainError`` with the field for a missing number, a wrong date or a wrong number of samples.
    """
    locked = lock_dossier(dossier.pk)
    assessment = _assessment_of(locked)
    if assessment and assessment.signed_at:
        insist(as_commune_chair(by, locked))
        return assessment
    insist(may_propose(by, locked, assessment))
    assert assessment is not None  # noqa: S101 - the rule above refuses a dossier without Mẫu 03
    today = clocks.local_day(at)
    clock = clocks.clock_of(locked, today=today)
    number = nfc(letter_number).strip()
    check_letter(locked, number, letter_on, samples_sent, clock, today=today)
    assessment.letter_number, assessment.letter_on, assessment.samples_sent = number, letter_on, samples_sent
    assessment.signed_by, assessment.signed_at = by, at
    assessment.signed_as = signed_as(by, Role.COMMUNE_CHAIR, locked.unit_path, at=at).content()
    assessment.save()
    package = package_to_province(locked)
    move_dossier(
        locked,
        DossierState.PROVINCE_REVIEW,
        by=by,
        at=at,
        action="dossier_proposed",
        due_on=clocks.province_due_on(locked, today),
        details={
            "letter": number,
            "letter_on": letter_on.isoformat(),
            "assessment_version": assessment.version,
            "samples": samples_sent,
            "paper_sets": package.paper_sets,
            "electronic_sets": package.electronic_sets,
            "late_working_days": max(0, -clock.days_left) if clock else 0,
        },
        records=[assessment],
    )
    tell_producer(locked, "dossier_proposed", at=at)
    tell_holders(locked, "proposal_arrived", [Role.PROVINCIAL_OFFICER], at=at)
    return assessment


def check_letter(
    dossier: Dossier,
    number: str,
    letter_on: date,
    samples_sent: int,
    clock: clocks.CommuneClock | None,
    *,
    today: date,
) -> None:
    """Raise ``DomainError`` with the field when the letter or the samples do not fit (Đ.6.2.a, 6.2.d)."""
    since = clock.received_on if clock else None
    check_letter_day(number, letter_on, since=since, what="xã tiếp nhận hồ sơ", today=today)
    check_samples(samples_sent, needed=samples_required(dossier), article="Đ.6.2.d")
