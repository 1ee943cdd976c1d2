"""The OCOP office checks a renewal and reports to the chair of the council, in place of the advisory group (QĐ 26/2026, Đ.7.6.c)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ocop.dossiers import clocks
from ocop.dossiers.models import Dossier, DossierState, OfficeReport
from ocop.dossiers.operations.moving import lock_dossier, move_dossier, note
from ocop.dossiers.operations.telling import tell_holders
from ocop.dossiers.queries.content import submitted_content
from ocop.ledger.chain import content_hash
from ocop.ledger.errors import DomainError, StaleError
from ocop.people.models import Role, UserAccount
from ocop.people.rights import insist
from ocop.reviewing.rules.commune import as_provincial_officer
from ocop.reviewing.rules.renewing import may_report
from ocop.vietnamese import format_date, nfc

WORDS = ("checked", "changes", "visit_findings", "proposal")
NEEDED = {
    "checked": "Hãy ghi kết quả kiểm tra hồ sơ.",
    "changes": "Hãy ghi nhận xét về thay đổi từ khi được công nhận.",
    "proposal": "Hãy ghi đề nghị với Chủ tịch Hội đồng.",
}


class StaleOfficeReportError(StaleError):
    """A colleague saved the draft meanwhile; nothing of it was overwritten."""


@transaction.atomic
def save_office_report(
    dossier: Dossier, *, words: Mapping[str, str], visited_on: date | None, version: int, by: UserAccount, at: datetime
) -> OfficeReport:
    """Save the draft, whole or in part; saving the same again writes nothing.

    Raises ``StaleOfficeReportError`` when a colleague saved meanwhile, ``DomainError`` when the person may not.
    """
    locked = lock_dossier(dossier.pk)
    insist(may_report(by, locked))
    report, _ = OfficeReport.objects.get_or_create(dossier=locked, defaults={"drafted_by": by, "drafted_at": at})
    given: dict[str, Any] = {name: nfc(words.get(name, "")).strip() for name in WORDS} | {"visited_on": visited_on}
    if all(getattr(report, name) == value for name, value in given.items()):
        return report
    if report.version != version:
        raise StaleOfficeReportError(
            f"{report.drafted_by} đã lưu báo cáo này lúc {clocks.local_time(report.drafted_at)}. Bản của bạn chưa được lưu: "
            "hãy chép lại phần vừa viết, tải lại trang rồi ghi tiếp."
        )
    if visited_on and visited_on > timezone.localdate(at):
        raise DomainError("Ngày kiểm tra thực tế không thể sau hôm nay.", field="visited_on")
    for name, value in given.items():
        setattr(report, name, value)
    report.version, report.drafted_by, report.drafted_at = version + 1, by, at
    report.save()
    note(locked, "office_report_saved", by=by, at=at, details={"version": report.version})
    return report


@transaction.atomic
def sign_office_report(
    dossier: Dossier, *, number: str, signed_on: date, by: UserAccount, at: datetime
) -> OfficeReport:
    """Sign the report: its content is frozen under a hash and the dossier goes to the council. Repeating it returns the report.

    Raises ``DomainError`` with the field when the person may not, a part is missing, or number or day are wrong.
    """
    locked = lock_dossier(dossier.pk)
    existing = OfficeReport.objects.filter(dossier=locked, signed_at__isnull=False).first()
    if existing is not None:
        insist(as_provincial_officer(by, locked))
        return existing
    insist(may_report(by, locked))
    report = OfficeReport.objects.filter(dossier=locked).first()
    _require_fields(report, locked, number, signed_on, today=timezone.localdate(at))
    assert report is not None  # noqa: S101 - refused above
    report.number, report.signed_on, report.signed_by, report.signed_at = nfc(number).strip(), signed_on, by, at
    report.signed_as = {"account": by.pk, "name": str(by), "position": Role.PROVINCIAL_OFFICER.label}
    report.content = content_of(report)
    report.content_hash = content_hash(report.content)
    report.save()
    details = {"number": report.number, "content_hash": report.content_hash}
    move_dossier(
        locked, DossierState.COUNCIL_REVIEW, by=by, at=at, action="office_report_signed", due_on=locked.due_on,
        details=details, records=[report],
    )  # fmt: skip
    tell_holders(locked, "council_waiting", [Role.COUNCIL_SECRETARY], at=at)
    return report


def _require_fields(
    report: OfficeReport | None, dossier: Dossier, number: str, signed_on: date, *, today: date
) -> None:
    for name, sentence in NEEDED.items():
        if report is None or not getattr(report, name):
            raise DomainError(sentence, field=name)
    if report is not None and bool(report.visited_on) != bool(report.visit_findings):
        raise DomainError("Kiểm tra thực tế cần cả ngày và nội dung ghi nhận.", field="visit_findings")
    if not number.strip():
        raise DomainError("Hãy ghi số báo cáo.", field="number")
    if signed_on > today:
        raise DomainError("Ngày ký không được sau hôm nay.", field="signed_on")
    received = dossier.receipts.get(evaluation_level="province").received_on
    if signed_on < received:
        raise DomainError(f"Ngày ký không thể trước ngày tỉnh nhận hồ sơ ({format_date(received)}).", field="signed_on")


def content_of(report: OfficeReport) -> dict[str, Any]:
    """Return everything a report says, as it is frozen, with the names that were filed."""
    dossier = report.dossier
    head = (submitted_content(dossier) or {}).get("head", {})
    return {
        "dossier": dossier.pk,
        "revision": dossier.revision,
        "product": head.get("product", {}).get("name", dossier.product.name),
        "producer": head.get("producer", {}).get("name", dossier.producer.name),
        "star": dossier.target_star,
        **{name: getattr(report, name) for name in WORDS},
        "visited_on": report.visited_on.isoformat() if report.visited_on else "",
        "number": report.number,
        "signed_on": report.signed_on.isoformat() if report.signed_on else "",
        "signer": report.signed_as,
    }
