"""Save marks on the own sheet of a member: one tap, one criterion, one ledger line that does not tell the mark."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ocop.councils.arithmetic import Mark, choices_of
from ocop.councils.models import AgendaItem, CriterionScore, ScoreSheet
from ocop.councils.queries.standing import Standing, standing_in_item
from ocop.councils.rules import may_score
from ocop.dossiers.law import law_of
from ocop.law.arithmetic import check_choices
from ocop.law.sheets import Sheet
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.vietnamese import nfc
from ocop.vietnamese.legacy import legacy_text

from .locking import lock_item

NOTE_LENGTH = 500


def save_mark(
    item: AgendaItem,
    criterion_code: str,
    *,
    case_code: str = "",
    level: int,
    note: str = "",
    by: UserAccount,
    at: datetime,
) -> ScoreSheet:
    """Save the level chosen for one criterion; see ``save_marks``."""
    return save_marks(item, [Mark(criterion_code, case_code, level, note)], by=by, at=at)


@transaction.atomic
def save_marks(
    item: AgendaItem, marks: Sequence[Mark], *, of_pass: int | None = None, by: UserAccount, at: datetime
) -> ScoreSheet:
    """Save levels chosen on the own sheet; what is there already stays, and a repeated mark writes nothing.

    ``of_pass`` is the scoring pass in which a device that was without a network chose them. Raises ``DomainError`` when it is over,
    when the person may not score now, or when a mark does not fit the criteria sheet.
    """
    item = lock_item(item.pk)
    if of_pass not in {None, item.scoring_pass}:
        raise DomainError("Mức này chọn ở lượt chấm trước, đã khép lại. Hãy chọn lại ở lượt chấm này.")
    standing = standing_in_item(item, by)
    insist(may_score(standing, item))
    law = law_of(item.dossier).sheet
    wanted = [_checked(law, mark) for mark in marks]
    sheet = standing.sheet or _new_sheet(item, standing, at)
    changed = _write(sheet, wanted, at)
    if changed:
        details = {"criteria": changed, "pass": sheet.scoring_pass}
        record("mark_saved", sheet, by=by, at=at, unit_path=item.meeting.council.unit_path, details=details)
    return sheet


def _new_sheet(item: AgendaItem, standing: Standing, at: datetime) -> ScoreSheet:
    return ScoreSheet.objects.create(
        item=item,
        member=standing.own_seat,
        scoring_pass=item.scoring_pass,
        sheet_hash=item.dossier.sheet_hash,
        started_at=at,
        nonce=new_nonce(),
    )


def new_nonce() -> str:
    """Return what keeps the published hash of a sheet from being guessed."""
    return secrets.token_urlsafe(32)


def _checked(law: Sheet, mark: Mark) -> Mark:
    if not law.has(mark.criterion_code):
        raise DomainError(f"Bộ {law.number} không có tiêu chí {mark.criterion_code}.")
    # Only as it was typed can a note of an old font be read later, when the sheet is checked: NFC drops letters of such a font.
    note = (mark.note if legacy_text(mark.note) else nfc(mark.note)).strip()
    if len(note) > NOTE_LENGTH:
        raise DomainError(f"Ghi chú của tiêu chí {mark.criterion_code} dài quá {NOTE_LENGTH} ký tự.")
    clean = Mark(mark.criterion_code, mark.case_code if mark.level else "", mark.level, note)
    if faults := check_choices(law, choices_of([clean])):
        raise DomainError(faults[0])
    return clean


def _write(sheet: ScoreSheet, marks: Sequence[Mark], at: datetime) -> list[str]:
    """Insert or update the marks that differ; return their criteria."""
    codes = [mark.criterion_code for mark in marks]
    known = {row.criterion_code: row for row in CriterionScore.objects.filter(sheet=sheet, criterion_code__in=codes)}
    fresh, changed = [], []
    for mark in marks:
        row = known.get(mark.criterion_code)
        if row is not None and (row.case_code, row.level, row.note) == (mark.case_code, mark.level, mark.note):
            continue
        changed.append(mark.criterion_code)
        target = row or CriterionScore(sheet=sheet, criterion_code=mark.criterion_code)
        target.case_code, target.level, target.note, target.saved_at = mark.case_code, mark.level, mark.note, at
        if row is None:
            fresh.append(target)
        else:
            row.save()
    CriterionScore.objects.bulk_create(fresh)
    return changed
