"""Add, take away and bring back evidence (Mẫu 02, part III). Files are examined and cleaned before anything is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ocop.dossiers.models import Dossier, Evidence
from ocop.dossiers.operations.moving import lock_dossier
from ocop.dossiers.parts import criterion_part, sheet_of
from ocop.files import storing
from ocop.files.examining import CleanFile, examine
from ocop.filing.operations.filing import note_change
from ocop.filing.rules import may_edit, may_edit_evidence
from ocop.law.evidence import evidence_for, evidence_types
from ocop.ledger.errors import DomainError
from ocop.people.models import UserAccount
from ocop.people.rights import insist
from ocop.vietnamese import nfc

LONGEST_TITLE = 200


@dataclass(frozen=True)
class Refusal:
    """A file that was not taken, and why."""

    name: str
    sentence: str


class About(TypedDict, total=False):
    """What people say of a file: which criterion it supports (empty: the dossier), what it is, and until when it is valid."""

    criterion_code: str
    evidence_type: str
    title: str
    valid_until: date | None


def add_evidence(
    dossier: Dossier, file: "UploadedFile[Any]", *, by: UserAccount, at: datetime, **about: Unpack[About]
) -> Evidence:
    """Take one file as evidence of a criterion, or of the dossier as a whole for an empty code.

    The same content sent twice for the same criterion is kept once. Raises ``RefusedFileError`` for a file that cannot be
    evidence and ``DomainError`` when the part is locked or full.
    """
    criterion_code = about.get("criterion_code", "")
    insist(may_edit(by, dossier, criterion_part(criterion_code)))
    clean = examine(file)
    storing.keep_sent(clean.source, clean.sha256, storing.EVIDENCE)
    with transaction.atomic():
        locked = lock_dossier(dossier.pk)
        insist(may_edit(by, locked, criterion_part(criterion_code)))
        present = locked.evidence.filter(removed_at=None)
        if same := present.filter(criterion_code=criterion_code, sha256=clean.sha256).first():
            return same
        if present.count() >= settings.OCOP_EVIDENCE_MAX_FILES:
            raise DomainError(
                f"Hồ sơ đã có {settings.OCOP_EVIDENCE_MAX_FILES} tệp, mức tối đa. Hãy gộp các trang vào một tệp PDF."
            )
        row = Evidence(
            dossier=locked,
            criterion_code=criterion_code,
            evidence_type=_type_of(locked, criterion_code, about.get("evidence_type", "")),
            title=nfc(about.get("title", "")).strip()[:LONGEST_TITLE],
            valid_until=about.get("valid_until"),
            uploaded_by=by,
            uploaded_at=at,
        )
        return _kept(row, clean)


def _kept(row: Evidence, clean: CleanFile) -> Evidence:
    row.original_name, row.media_type = clean.name, clean.media_type
    row.size, row.sha256 = clean.size, clean.sha256
    row.save()
    details = {
        "evidence": row.pk,
        "criterion": row.criterion_code,
        "sha256": clean.sha256,
        "received_sha256": clean.received_sha256,
    }
    note_change(row.dossier, "evidence_added", by=row.uploaded_by, at=row.uploaded_at, details=details, records=[row])
    return row


def _type_of(dossier: Dossier, code: str, given: str) -> str:
    sheet = sheet_of(dossier)
    if code and not sheet.has(code):
        raise DomainError(f"Bộ tiêu chí {sheet.number} không có tiêu chí {code}.")
    if given:
        if given not in evidence_types(dossier.regime):
            raise DomainError("Hãy chọn loại giấy tờ trong danh sách.", field="evidence_type")
        return given
    usual = evidence_for(sheet, code) if code else ()
    return usual[0].code if usual else "other"


def add_many(
    dossier: Dossier, files: "Sequence[UploadedFile[Any]]", *, by: UserAccount, at: datetime, **about: Unpack[About]
) -> tuple[list[Evidence], list[Refusal]]:
    """Take several files; each one is kept or refused for itself, so that one bad photo does not lose the others."""
    kept, refused = [], []
    for file in files:
        try:
            kept.append(add_evidence(dossier, file, by=by, at=at, **about))
        except DomainError as error:
            refused.append(Refusal(nfc(file.name or "tệp")[:80], error.sentence))
    return kept, refused


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: UserAccount, at: datetime) -> None:
    """Take a file out of the dossier; the row stays, so that it can be brought back and earlier snapshots stay whole."""
    _mark(evidence, at, "evidence_removed", by=by, at=at)


@transaction.atomic
def restore_evidence(evidence: Evidence, *, by: UserAccount, at: datetime) -> None:
    """Bring back a file that was taken out."""
    _mark(evidence, None, "evidence_restored", by=by, at=at)


def _mark(evidence: Evidence, removed_at: datetime | None, action: str, *, by: UserAccount, at: datetime) -> None:
    locked = lock_dossier(evidence.dossier_id)
    row = Evidence.objects.select_for_update(no_key=True).get(pk=evidence.pk)
    row.dossier = locked
    insist(may_edit_evidence(by, row))
    if (row.removed_at is None) == (removed_at is None):
        return
    row.removed_at = removed_at
    row.save(update_fields=["removed_at"])
    details = {"evidence": row.pk, "criterion": row.criterion_code}
    note_change(locked, action, by=by, at=at, details=details, records=[row])


def drop_orphans(*, older_than: datetime) -> int:
    """Delete stored files that no row of evidence names and that were written before a moment; returns how many."""
    return storing.drop_unnamed(
        older_than, storing.EVIDENCE, lambda sha256: Evidence.objects.filter(sha256=sha256).exists()
    )
