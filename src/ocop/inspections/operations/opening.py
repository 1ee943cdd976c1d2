"""Open a case on the conclusion of a competent body, or on the commune's word that production stopped (QĐ 26/2026, Đ.8.1, 8.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from ocop.files.examining import CleanFile
from ocop.inspections.competence import competence_for, due_day, ground_of_the_commune, grounds_on
from ocop.inspections.models import CaseFile, FilePurpose, Inspection, RevocationCase, RevocationState
from ocop.inspections.queries.files import FOLDER
from ocop.inspections.rules import may_confirm_stopped, may_open, may_start_verifying, open_case_of
from ocop.law.procedure import regime_of_procedure_on
from ocop.ledger.errors import DomainError
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.recognition.arithmetic import FIRST_YEAR
from ocop.recognition.models import Certificate
from ocop.recognition.queries.proof import with_proof
from ocop.vietnamese import format_date, nfc

from .moving import lock_case, move_case, note_case
from .taking_in import columns_of, examined
from .telling import tell_commune, tell_holders, tell_producer


@dataclass(frozen=True)
class Conclusion:
    """What a case rests on: whose conclusion, its number and day, and what it says."""

    concluded_by: str
    conclusion_number: str
    concluded_on: date
    summary: str

    def clean(self) -> "Conclusion":
        """Return the same with its words in one form."""
        return Conclusion(
            " ".join(nfc(self.concluded_by).split()),
            " ".join(nfc(self.conclusion_number).split()),
            self.concluded_on,
            nfc(self.summary).strip(),
        )


def open_case(
    certificate: Certificate,
    *,
    ground: str,
    conclusion: Conclusion,
    files: "Sequence[UploadedFile[Any]]",
    inspection: Inspection | None = None,
    by: UserAccount,
    at: datetime,
) -> RevocationCase:
    """Open a case about a certificate in force, where it follows from an inspection with that; the same conclusion sent again returns the open case.

    Raises ``DomainError`` with the field when the person may not, a case is open already, or something is missing or wrong.
    """
    if inspection and (inspection.certificate_id != certificate.pk or inspection.concluded_at is None):
        raise DomainError("Lần kiểm tra này chưa có kết luận về giấy chứng nhận này.")
    given = conclusion.clean()
    return _open(certificate, ground, given, files, inspection=inspection, by=by, at=at)


def confirm_stopped(
    certificate: Certificate,
    *,
    conclusion_number: str,
    concluded_on: date,
    summary: str,
    files: "Sequence[UploadedFile[Any]]",
    by: UserAccount,
    at: datetime,
) -> RevocationCase:
    """Confirm for the commune that the producer makes the product no longer (Đ.8.1.đ, 8.4): opens a case and tells the office that has to verify it.

    The same confirmation again returns the open case. Raises ``DomainError`` like ``open_case``.
    """
    unit = certificate.product.unit
    body = f"Ủy ban nhân dân {unit.name_in_text}" if unit else ""
    given = Conclusion(body, conclusion_number, concluded_on, summary).clean()
    ground = ground_of_the_commune(timezone.localdate(at)).code
    return _open(certificate, ground, given, files, is_confirmed=True, by=by, at=at)


def _open(
    certificate: Certificate,
    ground: str,
    given: Conclusion,
    files: "Sequence[UploadedFile[Any]]",
    *,
    inspection: Inspection | None = None,
    is_confirmed: bool = False,
    by: UserAccount,
    at: datetime,
) -> RevocationCase:
    """Open a case on the conclusion that an office brings, or on what a commune confirms (``is_confirmed``)."""
    today, may = timezone.localdate(at), may_confirm_stopped if is_confirmed else may_open
    found = _read(certificate.pk)
    if known := _same_again(found, ground, given):
        return known
    insist(may(by, found, on=today))
    _require(ground, given, found, files, today=today)
    clean = examined(files, FOLDER, field="papers")
    with one_winner():
        locked = _read(certificate.pk, lock=True)
        if known := _same_again(locked, ground, given):
            return known
        insist(may(by, locked, on=today))
        case = RevocationCase.objects.create(
            certificate=locked, ground=ground, regime=regime_of_procedure_on(today), **vars(given), inspection=inspection,
            due_on=due_day(given.concluded_on), opened_by=by, opened_at=at, is_demo=locked.is_demo,
        )  # fmt: skip
        _keep(case, clean, by=by, at=at)
        if is_confirmed and (competence := competence_for(locked.star_rating, on=today)):
            tell_holders(case, "production_stopped", [competence.prepares], at=at, due_on=format_date(case.due_on))
        return case


def _keep(case: RevocationCase, clean: Sequence[CleanFile], *, by: UserAccount, at: datetime) -> None:
    """Keep the papers of a new case, write its line and tell producer and commune."""
    rows = [
        CaseFile.objects.create(case=case, purpose=FilePurpose.CONCLUSION, added_by=by, added_at=at, **columns_of(one))
        for one in {one.sha256: one for one in clean}.values()
    ]
    details = {"certificate": case.certificate_id, "ground": case.ground, "files": [one.sha256 for one in rows]}
    details |= {"inspection": case.inspection_id} if case.inspection_id else {}
    note_case(case, "revocation_opened", by=by, at=at, details=details, records=rows, to_state=case.state)
    words = {"due_on": format_date(case.due_on)}
    tell_producer(case, "revocation_opened", at=at, **words)
    tell_commune(case, "revocation_opened", at=at, **words)


def _read(pk: int, *, lock: bool = False) -> Certificate:
    rows = with_proof(Certificate.objects.filter(pk=pk)).select_related("product__producer")
    return (rows.select_for_update(of=("self",), no_key=True) if lock else rows).get()


def _same_again(certificate: Certificate, ground: str, given: Conclusion) -> RevocationCase | None:
    """A second click finds the case that the first one opened."""
    case = open_case_of(certificate)
    told = (given.concluded_by, given.conclusion_number, given.concluded_on)
    same = case and case.ground == ground and told == (case.concluded_by, case.conclusion_number, case.concluded_on)
    return case if same else None


def _require(
    ground: str, given: Conclusion, certificate: Certificate, files: "Sequence[UploadedFile[Any]]", *, today: date
) -> None:
    if ground not in {one.code for one in grounds_on(today)}:
        raise DomainError("Hãy chọn một trong các trường hợp của Đ.8.1.", field="ground")
    asked = {
        "concluded_by": "Hãy ghi cơ quan kết luận, hoặc UBND xã đã xác nhận.",
        "conclusion_number": "Hãy ghi số văn bản.",
        "summary": "Hãy ghi nội dung kết luận.",
    }
    for name, sentence in asked.items():
        if not getattr(given, name):
            raise DomainError(sentence, field=name)
    if given.concluded_on > today:
        raise DomainError("Ngày kết luận không thể sau hôm nay.", field="concluded_on")
    issued = certificate.issued_on
    if given.concluded_on.year < FIRST_YEAR or (issued and given.concluded_on < issued):
        since = f" ({format_date(issued)})" if issued else ""
        raise DomainError(f"Ngày kết luận không thể trước ngày cấp giấy chứng nhận{since}.", field="concluded_on")
    if not files:
        raise DomainError("Hãy đính kèm văn bản kết luận hoặc xác nhận.", field="papers")


@transaction.atomic
def start_verifying(case: RevocationCase, *, by: UserAccount, at: datetime) -> RevocationCase:
    """Begin to check and verify (Đ.8.3.a); a case that is verified already stays as it is. Raises ``DomainError``."""
    locked = lock_case(case.pk)
    if locked.state == RevocationState.VERIFYING:
        return locked
    insist(may_start_verifying(by, locked, on=timezone.localdate(at)))
    move_case(locked, RevocationState.VERIFYING, "revocation_verifying", by=by, at=at)
    return locked
