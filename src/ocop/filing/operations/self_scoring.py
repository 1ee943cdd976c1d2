"""The self-assessment (Mẫu 02, part III): keep the answer to a criterion, or what was typed before a level is chosen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ocop.dossiers.models import Dossier, SelfScore
from ocop.dossiers.operations.moving import lock_dossier
from ocop.dossiers.parts import criterion_part, sheet_of
from ocop.dossiers.queries.bundle import self_score_content
from ocop.filing.operations.filing import note_change
from ocop.filing.rules import may_edit
from ocop.filing.stale import refuse_stale
from ocop.law.arithmetic import check_choices
from ocop.law.sheets import Criterion
from ocop.ledger.errors import DomainError
from ocop.people.models import UserAccount
from ocop.people.rights import insist
from ocop.vietnamese import nfc

LONGEST_DESCRIPTION = 5_000


@transaction.atomic
def save_self_score(
    dossier: Dossier,
    criterion_code: str,
    *,
    level: int,
    by: UserAccount,
    at: datetime,
    case_code: str = "",
    description: str = "",
    seen: str | None = None,
) -> SelfScore:
    """Keep the level chosen for a criterion; level 0 is the explicit "no level met" (AMB-01).

    Raises ``DomainError`` for a criterion or level that the sheet does not print, ``StaleContentError`` when the answer
    changed since the form was opened with ``seen``.
    """
    locked = lock_dossier(dossier.pk)
    insist(may_edit(by, locked, criterion_part(criterion_code)))
    sent = {"case": case_code, "level": level, "description": nfc(description).strip()}
    _check_level(_checked_criterion(locked, criterion_code, sent), locked, sent)
    row = _row_of(locked, criterion_code)
    return _kept(locked, criterion_code, row, sent, by=by, at=at, seen=seen)


@transaction.atomic
def keep_description(
    dossier: Dossier,
    criterion_code: str,
    *,
    description: str,
    by: UserAccount,
    at: datetime,
    case_code: str = "",
    seen: str | None = None,
) -> SelfScore | None:
    """Keep what was typed about a criterion without a level: a level chosen before stays, otherwise it stays unanswered.

    Nothing is kept where nothing was typed. Raises like ``save_self_score``.
    """
    locked = lock_dossier(dossier.pk)
    insist(may_edit(by, locked, criterion_part(criterion_code)))
    row = _row_of(locked, criterion_code)
    sent: dict[str, Any] = {"case": case_code, "level": None, "description": nfc(description).strip()}
    if row is not None and row.level is not None:
        sent |= {"case": row.case_code, "level": row.level}
    criterion = _checked_criterion(locked, criterion_code, sent)
    if sent["level"] is None and not criterion.options_of(str(sent["case"])):
        sent["case"] = ""
    if row is None and not sent["description"]:
        return None
    return _kept(locked, criterion_code, row, sent, by=by, at=at, seen=seen)


def _row_of(locked: Dossier, code: str) -> SelfScore | None:
    return SelfScore.objects.select_for_update(no_key=True).filter(dossier=locked, criterion_code=code).first()


def _kept(
    locked: Dossier,
    code: str,
    row: SelfScore | None,
    sent: Mapping[str, Any],
    *,
    by: UserAccount,
    at: datetime,
    seen: str | None,
) -> SelfScore:
    kept = self_score_content(row)
    if seen is not None:
        refuse_stale(seen, kept, sent)
    if row and kept == sent:
        return row
    row = row or SelfScore(dossier=locked, criterion_code=code)
    row.case_code, row.level, row.description, row.saved_at = sent["case"], sent["level"], sent["description"], at
    row.save()
    note_change(locked, "self_score_saved", by=by, at=at, details={"criterion": code}, records=[row])
    return row


def _checked_criterion(dossier: Dossier, code: str, sent: Mapping[str, Any]) -> Criterion:
    sheet = sheet_of(dossier)
    if not sheet.has(code):
        raise DomainError(f"Bộ tiêu chí {sheet.number} không có tiêu chí {code}.")
    if len(sent["description"]) > LONGEST_DESCRIPTION:
        raise DomainError(
            f"Mô tả dài quá {LONGEST_DESCRIPTION} ký tự. Hãy rút gọn và gửi chi tiết thành tệp.", field="description"
        )
    return sheet.criterion(code)


def _check_level(criterion: Criterion, dossier: Dossier, sent: Mapping[str, Any]) -> None:
    level, case = sent["level"], sent["case"]
    if level == 0 and criterion.zero_level_printed:
        raise DomainError("Tiêu chí này có sẵn mức 0 điểm; hãy chọn mức đó.", field="level")
    if criterion.kind == "alternatives" and not criterion.options_of(case):
        raise DomainError("Hãy chọn trường hợp trước khi chọn mức.", field="level")
    if level != 0:
        choice = {"case": case, "level": level} if case or criterion.kind == "alternatives" else level
        if errors := check_choices(sheet_of(dossier), {criterion.code: choice}):
            raise DomainError(errors[0], field="level")
