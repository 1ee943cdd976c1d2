"""From the head's start to the signed report that goes to the chair of the council (QĐ 26/2026, Đ.7.3.c, 7.4.c)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ocop.advisory.models import AdvisoryReport, Proposal, SiteSurvey
from ocop.advisory.parts import PARTS
from ocop.advisory.queries.access import CENTRAL, head_of, level_for, standing_towards
from ocop.advisory.rules import may_sign, may_start, may_work
from ocop.dossiers import clocks
from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.operations.moving import lock_dossier, move_dossier, note
from ocop.dossiers.operations.telling import tell_holders
from ocop.ledger.chain import content_hash
from ocop.ledger.errors import DomainError, StaleError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.people.models import Role, UserAccount
from ocop.people.queries import signed_as
from ocop.vietnamese import nfc

FIELDS = (*PARTS, "proposal", "proposal_reason")


class StaleReportError(StaleError):
    """Someone else saved the draft meanwhile; ``current`` is what the server holds, nothing of it was overwritten."""

    def __init__(self, current: AdvisoryReport) -> None:
        when = f" lúc {clocks.local_time(current.drafted_at)}" if current.drafted_at else ""
        super().__init__(
            f"{current.drafted_by} đã lưu báo cáo này{when}. Bản của bạn chưa được lưu; hãy so hai bản rồi lưu lại."
        )
        self.current = current


@transaction.atomic
def start_review(dossier: Dossier, *, by: UserAccount, at: datetime) -> AdvisoryReport:
    """Take a dossier of the round on: it belongs to the head's group from now on. Repeating it returns the report.

    Raises ``DomainError`` when the person heads no group of the province, or the dossier is at another step.
    """
    locked = lock_dossier(dossier.pk)
    standing = standing_towards(locked, by)
    level = level_for(by, locked)
    existing = AdvisoryReport.objects.filter(dossier=locked, evaluation_level=level).first()
    if existing is not None and standing.is_head:
        return existing
    insist(may_start(by, locked, standing))
    assert standing.seat is not None  # noqa: S101 - the rule above refuses everyone without a place
    report = AdvisoryReport.objects.create(
        dossier=locked, evaluation_level=level, group=standing.seat.group, started_by=by, started_at=at
    )
    if level == CENTRAL:  # accepted into the round of the ministry, it stays at this step
        note(locked, "advisory_review_started", by=by, at=at, details={"group": report.group_id})
        return report
    move_dossier(
        locked, DossierState.ADVISORY_REVIEW, by=by, at=at, action="advisory_review_started", due_on=locked.due_on,
        details={"group": report.group_id},
    )  # fmt: skip
    return report


@transaction.atomic
def save_report(
    dossier: Dossier, *, words: Mapping[str, str], version: int, by: UserAccount, at: datetime
) -> AdvisoryReport:
    """Save the draft, whole or in part; saving the same again writes nothing.

    Raises ``StaleReportError`` when someone saved another version meanwhile, ``DomainError`` when the person may not.
    """
    locked = lock_dossier(dossier.pk)
    insist(may_work(by, locked))
    report = AdvisoryReport.objects.select_related("drafted_by").get(
        dossier=locked, evaluation_level=level_for(by, locked)
    )
    given = {name: nfc(words.get(name, "")).strip() for name in FIELDS}
    if given["proposal"] and given["proposal"] not in Proposal.values:
        raise DomainError("Hãy chọn một trong hai đề xuất.", field="proposal")
    if all(getattr(report, name) == value for name, value in given.items()):
        return report
    if report.version != version:
        raise StaleReportError(report)
    for name, value in given.items():
        setattr(report, name, value)
    report.version, report.drafted_by, report.drafted_at = version + 1, by, at
    report.save()
    record(
        "advisory_report_saved", report, by=by, at=at, unit_path=locked.unit_path, details={"version": report.version}
    )
    return report


@transaction.atomic
def sign_report(dossier: Dossier, *, number: str, signed_on: date, by: UserAccount, at: datetime) -> AdvisoryReport:
    """Sign the report: its content is frozen with a hash and the dossier goes to the council. Repeating it returns it.

    Raises ``DomainError`` with the field when the person may not, a part is missing, or number or day are wrong.
    """
    locked = lock_dossier(dossier.pk)
    standing = standing_towards(locked, by)
    level = level_for(by, locked)
    own = AdvisoryReport.objects.filter(dossier=locked, evaluation_level=level)
    existing = own.filter(signed_at__isnull=False).first()
    if existing is not None and standing.is_head:
        return existing
    insist(may_sign(by, locked, standing))
    report = own.select_related("group").get()
    _require_fields(report, number, signed_on, today=timezone.localdate(at))
    report.number, report.signed_on, report.signed_by, report.signed_at = nfc(number).strip(), signed_on, by, at
    group = report.group
    organisation = "" if group.is_central else group.name
    signature = signed_as(by, head_of(group), group.unit_path, at=at, organisation=organisation)
    report.signed_as = signature.content()
    report.content = content_of(report)
    report.content_hash = content_hash(report.content)
    report.save()
    central = level == CENTRAL
    council = DossierState.CENTRAL_COUNCIL_REVIEW if central else DossierState.COUNCIL_REVIEW
    move_dossier(
        locked, council, by=by, at=at, action="advisory_report_signed", due_on=locked.due_on,
        details={"report": report.pk, "number": report.number, "content_hash": report.content_hash}, records=[report],
    )  # fmt: skip
    secretary = Role.CENTRAL_COUNCIL_SECRETARY if central else Role.COUNCIL_SECRETARY
    tell_holders(locked, "council_waiting", [secretary], at=at, of=CENTRAL if central else "")
    return report


def _require_fields(report: AdvisoryReport, number: str, signed_on: date, *, today: date) -> None:
    if report.proposal == Proposal.NOT_BEFORE_COUNCIL and not report.proposal_reason:
        raise DomainError("Hãy ghi lý do đề nghị chưa đưa ra Hội đồng vào báo cáo trước khi ký.")
    if not number.strip():
        raise DomainError("Hãy ghi số báo cáo.", field="number")
    if signed_on > today:
        raise DomainError("Ngày ký không được sau ngày hôm nay.", field="signed_on")
    started = timezone.localdate(report.started_at)
    if signed_on < started:
        raise DomainError(f"Ngày ký không thể trước ngày Tổ bắt đầu ({started:%d/%m/%Y}).", field="signed_on")


def content_of(report: AdvisoryReport) -> dict[str, Any]:
    """Return everything a report says, as it is frozen: texts and ids only, so that its hash can be computed again."""
    dossier = report.dossier
    return {
        "dossier": dossier.pk,
        "revision": dossier.revision,
        "group": {"id": report.group_id, "name": report.group.name, "decision": report.group.decision_number},
        **{name: getattr(report, name) for name in FIELDS},
        "surveys": [
            [one.visited_on.isoformat(), one.place, one.participants, one.findings, *_photos_of(one)]
            for one in report.surveys.order_by("visited_on", "pk")
        ],
        "tests": [[one.request, one.result] for one in report.test_requests.order_by("pk")],
        "number": report.number,
        "signed_on": report.signed_on.isoformat() if report.signed_on else "",
        "signed_by": report.signed_by_id,
        **({"signer": report.signed_as} if report.signed_as else {}),
    }


def _photos_of(survey: SiteSurvey) -> list[list[str]]:
    """The hashes of the photos of a visit, which also say how many; nothing for a visit without."""
    hashes = list(survey.photos.order_by("pk").values_list("sha256", flat=True))
    return [hashes] if hashes else []
