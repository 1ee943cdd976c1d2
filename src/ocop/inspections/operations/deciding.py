"""Decide on a case: revoke the certificate on paper, or close the case with a reason (QĐ 26/2026, Đ.8.2, 8.3.b, 8.3.c)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ocop.inspections.competence import competence_for
from ocop.inspections.models import RevocationCase, RevocationState
from ocop.inspections.records import revocation_content
from ocop.inspections.rules import may_decide, may_dismiss
from ocop.ledger.errors import DomainError
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.people.models import Role, UserAccount
from ocop.recognition.models import DecisionKind, RecognitionDecision
from ocop.recognition.operations.numbering import paper_number, require_new_number, require_paper
from ocop.recognition.operations.publishing import publish_products
from ocop.recognition.operations.recording import End, end_certificates
from ocop.recognition.operations.signing import freeze, paper_to_sign
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import format_date, nfc

from .moving import hold_certificate, lock_case, move_case
from .stopping import lock_open_dossiers, stop_dossiers
from .telling import tell_commune, tell_holders, tell_producer

AGENCIES = (Role.PROVINCIAL_OFFICER, Role.DEPARTMENT_OFFICER, Role.CENTRAL_OFFICER)


@one_winner()
def revoke(
    case: RevocationCase, *, decision_number: str, decided_on: date, by: UserAccount, at: datetime
) -> RevocationCase:
    """Revoke the certificate of a submitted case under a number and a day; the same paper again changes nothing.

    The certificate ends, dossiers that would raise or renew its star stop, and register, public page and code say so in the same transaction. Raises ``DomainError`` with the field when the
    person may not decide, the number is used, or the day cannot be right.
    """
    locked, number, today = lock_case(case.pk), paper_number(decision_number), timezone.localdate(at)
    insist(may_decide(by, locked, on=today))
    if locked.decision:
        return _same_again(locked, locked.decision, number, decided_on)
    _require_day(locked, number, decided_on, at=at)
    dossiers = lock_open_dossiers(locked.certificate.product)
    unit = _province_of(locked, on=today)
    hold_certificate(locked)  # a recognition may have ended it while this waited for the dossiers
    insist(may_decide(by, locked, on=today))
    _require_day(locked, number, decided_on, at=at)
    require_new_number(unit, number, decided_on)
    decision = _sign(locked, unit, number, decided_on, by=by, at=at)
    locked.decision, locked.closed_by, locked.closed_at = decision, by, at
    details = {"decision": decision.pk, "number": number, "certificate": locked.certificate_id}
    move_case(locked, RevocationState.REVOKED, "certificate_revoked", by=by, at=at, details=details, records=[decision])
    end_certificates([End(locked.certificate, decided_on, "revoked")], by=by, at=at)
    stop_dossiers(dossiers, by=by, at=at)
    publish_products([locked.certificate.product_id])
    paper = {"decision": number, "decided_on": format_date(decided_on)}
    tell_producer(locked, "certificate_revoked", at=at, **paper)
    tell_commune(locked, "certificate_revoked", at=at, **paper)
    tell_holders(locked, "certificate_revoked", AGENCIES, at=at, **paper)
    return locked


def _same_again(case: RevocationCase, decision: RecognitionDecision, number: str, decided_on: date) -> RevocationCase:
    if (decision.decision_number, decision.decided_on) == (number, decided_on):
        return case
    day = format_date(decision.decided_on)
    raise DomainError(f"Giấy chứng nhận này đã bị thu hồi theo quyết định {decision.decision_number} ngày {day}.")


def _require_day(case: RevocationCase, number: str, decided_on: date, *, at: datetime) -> None:
    require_paper(number, decided_on, at=at)
    if case.certificate.ended_on is not None:
        raise DomainError("Giấy chứng nhận này đã kết thúc. Hãy đóng hồ sơ thu hồi với lý do đó.")
    submitted = timezone.localdate(case.submitted_at) if case.submitted_at else case.concluded_on
    if decided_on < submitted:
        raise DomainError(f"Ngày quyết định không thể trước ngày trình ({format_date(submitted)}).", field="decided_on")


def _province_of(case: RevocationCase, *, on: date) -> AdministrativeUnit | None:
    """The province of the product today, held because its papers are numbered in turn; none where the minister decides."""
    found = competence_for(case.certificate.star_rating, on=on)
    if found is None or found.decides == Role.MINISTER:
        return None
    path = f"{case.certificate.product.unit_path.split('/')[0]}/"
    return AdministrativeUnit.objects.select_for_update(no_key=True).get(path=path, effective_to__isnull=True)


def _sign(
    case: RevocationCase, unit: AdministrativeUnit | None, number: str, day: date, *, by: UserAccount, at: datetime
) -> RecognitionDecision:
    decision = paper_to_sign(DecisionKind.REVOCATION, unit, number, day, by=by, at=at, is_demo=case.is_demo)
    freeze(decision, revocation_content(decision, case))
    return decision


@transaction.atomic
def dismiss_case(case: RevocationCase, *, reason: str, by: UserAccount, at: datetime) -> RevocationCase:
    """Close a case without revoking, with a reason that the producer reads; repeating it changes nothing.

    Raises ``DomainError`` with the field when the person may not at this step, or no reason is given.
    """
    locked, words = lock_case(case.pk), nfc(reason).strip()
    if locked.state == RevocationState.DISMISSED and locked.dismissal_reason == words:
        return locked
    insist(may_dismiss(by, locked, on=timezone.localdate(at)))
    if not words:
        raise DomainError("Hãy ghi lý do không thu hồi, chủ thể sẽ đọc được.", field="reason")
    locked.dismissal_reason, locked.closed_by, locked.closed_at = words, by, at
    move_case(locked, RevocationState.DISMISSED, "revocation_dismissed", by=by, at=at, reason=words)
    tell_producer(locked, "revocation_dismissed", at=at)
    tell_commune(locked, "revocation_dismissed", at=at)
    return locked
