"""Sign the report of the council: its figures are frozen and every dossier moves on (QĐ 26/2026, Đ.7.3.d, 7.4.d)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ocop.councils.models import AgendaItem, CouncilMeeting, CouncilReport, EvaluationResult, ItemState, MeetingState
from ocop.councils.queries.minutes import minutes_of, signature_of, unfinished_items
from ocop.councils.queries.standing import standing_in_meeting
from ocop.councils.rules import may_sign_report
from ocop.dossiers.models import DossierState
from ocop.dossiers.operations.moving import lock_dossier, move_dossier
from ocop.dossiers.operations.telling import tell_producer
from ocop.ledger.chain import content_hash
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.notices.operations import notify
from ocop.people.models import Role, UserAccount
from ocop.people.queries.holders import holders_of
from ocop.vietnamese import format_date, nfc

from .locking import lock_meeting

STATE_OF_OUTCOME = {"rejected": DossierState.REJECTED, "stopped": DossierState.STOPPED}


@transaction.atomic
def sign_council_report(
    meeting: CouncilMeeting, *, number: str, signed_on: date, summary: str = "", by: UserAccount, at: datetime
) -> CouncilReport:
    """Sign the report of a meeting whose products are all final; its content is frozen with a hash.

    Dossiers move to ``province_scored`` (``central_scored``), or to ``rejected`` and ``stopped`` where the council applied such a rule. Signing
    again returns the report. Raises ``DomainError`` when the person may not, a product is not final, or a field is wrong.
    """
    meeting = lock_meeting(meeting.pk)
    standing = standing_in_meeting(meeting, by)
    existing = CouncilReport.objects.filter(meeting=meeting).first()
    if existing is not None and standing.presides:
        return existing
    insist(may_sign_report(standing, meeting))
    _require_fields(meeting, number, signed_on)
    if unfinished := unfinished_items(meeting):
        names = ", ".join(item.dossier.product.name for item in unfinished[:3])
        raise DomainError(f"Còn {len(unfinished)} sản phẩm chưa chốt kết quả: {names}.")
    for pk in sorted(meeting.items.values_list("dossier_id", flat=True)):
        lock_dossier(pk)  # before the first line is written: whoever works on a dossier waits for that line
    content = minutes_of(meeting) | {
        "summary": nfc(summary).strip(),
        "number": nfc(number).strip(),
        "signed_on": signed_on.isoformat(),
        "signed_by": {"id": by.pk, **signature_of(standing.own_seat)},
    }
    report = CouncilReport.objects.create(
        meeting=meeting,
        number=nfc(number).strip(),
        signed_on=signed_on,
        summary=nfc(summary).strip(),
        content=content,
        content_hash=content_hash(content),
        signed_by=by,
        signed_at=at,
    )
    meeting.state, meeting.closed_at = MeetingState.CLOSED, at
    meeting.save(update_fields=["state", "closed_at"])
    record(
        "council_report_signed", meeting, by=by, at=at, unit_path=meeting.council.unit_path,
        from_state=MeetingState.OPEN, to_state=MeetingState.CLOSED,
        details={"number": report.number, "content_hash": report.content_hash}, records=[report, meeting],
    )  # fmt: skip
    for item in meeting.items.exclude(state=ItemState.POSTPONED).select_related("result").order_by("position"):
        _move_on(item, report, by=by, at=at)
    role = Role.CENTRAL_OFFICER if meeting.council.is_central else Role.PROVINCIAL_OFFICER
    office = holders_of([role], meeting.council.unit_path, on=timezone.localdate(at))
    notify("results_ready", to=office, about=meeting, words={"held_on": format_date(meeting.held_on)}, at=at)
    return report


def _require_fields(meeting: CouncilMeeting, number: str, signed_on: date) -> None:
    if not number.strip():
        raise DomainError("Hãy ghi số báo cáo.", field="number")
    if signed_on < meeting.held_on:
        raise DomainError(f"Ngày ký không thể trước ngày họp ({meeting.held_on:%d/%m/%Y}).", field="signed_on")


def _move_on(item: AgendaItem, report: CouncilReport, *, by: UserAccount, at: datetime) -> None:
    dossier = lock_dossier(item.dossier_id)
    if dossier.state == DossierState.WITHDRAWN:
        return
    result: EvaluationResult = item.result
    central = report.meeting.council.is_central
    scored = DossierState.CENTRAL_SCORED if central else DossierState.PROVINCE_SCORED
    state = STATE_OF_OUTCOME.get(result.outcome, scored)
    move_dossier(
        dossier, state, by=by, at=at, action="council_result_reported", reason=result.rejection_ground,
        details={"report": report.pk, "item": item.pk, "outcome": result.outcome, "star": result.star_rating},
    )  # fmt: skip
    if state != scored:  # it ends here, without a decision
        tell_producer(dossier, "result_not_recognised", at=at, of=str(report.pk))
