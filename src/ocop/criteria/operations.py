"""An authorised person confirms that a criteria sheet was compared with the signed decision (QĐ 26/2026, Phụ lục II).

Outside the demo no sheet decides anything without this (rule of the councils).
"""

from datetime import datetime
from typing import TYPE_CHECKING

from ocop.criteria.rules import may_confirm_sheets
from ocop.dossiers.models import SheetConfirmation
from ocop.law.sheets import Sheet
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record, stand_in_line
from ocop.ledger.uniqueness import one_winner
from ocop.people.rights import insist
from ocop.vietnamese import nfc

if TYPE_CHECKING:
    from ocop.people.models import UserAccount


@one_winner()
def confirm_sheet(sheet: Sheet, *, seen_hash: str, note: str, by: "UserAccount", at: datetime) -> SheetConfirmation:
    """Record that the person compared this very version of the sheet with the document named in ``note``.

    Repeating it returns the first confirmation. Raises ``DomainError`` when the sheet changed since it was read.
    """
    insist(may_confirm_sheets(by))
    stand_in_line()  # two who confirm at once: the second is answered with the first one's confirmation
    existing = SheetConfirmation.objects.filter(
        regime=sheet.regime, set_number=sheet.number, sheet_hash=sheet.sheet_hash
    ).first()
    if existing:
        return existing
    words = nfc(note).strip()
    if not words:
        raise DomainError("Hãy ghi đã đối chiếu với văn bản nào, bản nào.", field="note")
    if seen_hash != sheet.sheet_hash:
        raise DomainError("Bộ tiêu chí đã đổi phiên bản từ khi bạn mở trang. Hãy tải lại và đối chiếu bản mới.")
    if not sheet.complete:
        raise DomainError(f"Bộ tiêu chí này chưa đủ để xác nhận: {sheet.incomplete_reason}.")
    confirmation = SheetConfirmation.objects.create(
        regime=sheet.regime,
        set_number=sheet.number,
        sheet_hash=sheet.sheet_hash,
        confirmed_by=by,
        confirmed_at=at,
        note=words,
    )
    record(
        "sheet_confirmed",
        confirmation,
        by=by,
        at=at,
        details={"regime": sheet.regime, "set": sheet.number, "sheet_hash": sheet.sheet_hash},
        records=[confirmation],
    )
    return confirmation
