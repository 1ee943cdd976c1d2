"""Seal a sheet: from here on it never changes, and the member holds a receipt with its hash."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from ocop.councils.arithmetic import Mark, choices_of, missing_criteria
from ocop.councils.models import AgendaItem, ScoreSheet
from ocop.councils.queries.standing import standing_in_item
from ocop.councils.rules import may_score
from ocop.dossiers.law import law_of
from ocop.law.arithmetic import score
from ocop.ledger.chain import content_hash
from ocop.ledger.errors import DomainError
from ocop.ledger.models import Receipt
from ocop.ledger.operations import give_receipt, new_code, record
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.vietnamese import nfc

from .locking import lock_item
from .scoring import save_marks


def receipt_key(sheet: ScoreSheet) -> str:
    """Return the idempotency key of a sheet's receipt: one sheet, one receipt."""
    return f"scoresheet:{sheet.pk}:seal"


def marks_of(sheet: ScoreSheet) -> tuple[Mark, ...]:
    """Return the marks of a sheet in the order of their codes."""
    rows = sheet.scores.order_by("criterion_code").values_list("criterion_code", "case_code", "level", "note")
    return tuple(Mark(*row) for row in rows)


def sealed_content(sheet: ScoreSheet, marks: tuple[Mark, ...]) -> dict[str, Any]:
    """Return what the hash of a sheet covers, the nonce included."""
    return {
        "item": sheet.item_id,
        "member": sheet.member_id,
        "pass": sheet.scoring_pass,
        "criteria": sheet.sheet_hash,
        "marks": [[mark.criterion_code, mark.case_code, mark.level, mark.note] for mark in marks],
        "comment": sheet.comment,
        "nonce": sheet.nonce,
    }


@transaction.atomic
def seal_sheet(
    item: AgendaItem, *, comment: str = "", meant: Sequence[Mark] = (), by: UserAccount, at: datetime
) -> Receipt:
    """Seal the own sheet of the current pass and give the receipt; sealing again returns the same receipt.

    ``meant`` are marks whose notes were typed with an old font, with the notes as they were meant. Raises ``DomainError`` when the person may not, or a criterion has no choice yet (OQ-23).
    """
    item = lock_item(item.pk)
    standing = standing_in_item(item, by)
    sheet = standing.sheet
    if sheet is not None and sheet.sealed_at is not None:
        return Receipt.objects.get(key=receipt_key(sheet))
    insist(may_score(standing, item))
    sheet = save_marks(item, meant, by=by, at=at) if meant else sheet
    law = law_of(item.dossier)
    marks = marks_of(sheet) if sheet else ()
    missing = missing_criteria(law.sheet, marks)
    if sheet is None or (missing and not law.setting("scoring.allow_empty")):
        raise DomainError(f"Phiếu còn {len(missing)} tiêu chí chưa chọn mức: {', '.join(missing)}.")
    result = score(law.sheet, choices_of(marks), law.gate_rules)
    sheet.comment = nfc(comment).strip()
    sheet.content_hash = content_hash(sealed_content(sheet, marks))
    sheet.total = Decimal(result.total)
    sheet.part_totals = {part: str(points) for part, points in result.parts.items()}
    sheet.sealed_at = at
    sheet.receipt_code = new_code()
    sheet.save()
    receipt = {"code": sheet.receipt_code, "key": receipt_key(sheet), "kind": "score_sheet"}
    details = {"content_hash": sheet.content_hash, "pass": sheet.scoring_pass, "receipt": receipt}
    entry = record(
        "sheet_sealed", sheet, by=by, at=at, unit_path=item.meeting.council.unit_path, details=details, records=[sheet]
    )
    return give_receipt(
        key=receipt_key(sheet),
        kind="score_sheet",
        subject=sheet,
        content_hash=sheet.content_hash,
        entry=entry,
        code=sheet.receipt_code,
        by=by,
        at=at,
    )
