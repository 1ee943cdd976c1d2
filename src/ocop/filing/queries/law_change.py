"""The law changes under a draft: what it was answered on, what it will be filed under, and which answers still fit.

A dossier is governed by the law of the day it is filed (QĐ 26/2026, Đ.11.1), not of the day its draft was opened.
"""

from dataclasses import dataclass
from datetime import date

from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.queries.assessment import self_choices
from ocop.law.catalogue import same_leaf
from ocop.law.comparing import Carried, carry_over
from ocop.law.governing import Law, law_on
from ocop.law.regimes import Regime
from ocop.law.sheets import Criterion, Sheet, UnknownSheetError
from ocop.vietnamese import format_date


@dataclass(frozen=True)
class LawChange:
    """What a draft meets; ``sheet`` is None where the law of the day has no such set any more."""

    before: Regime
    answered_on: Sheet
    law: Law
    sheet: Sheet | None
    carried: Carried | None  # None where the sheet stays as it is

    @property
    def regime_changes(self) -> bool:
        """Whether another decision governs now, not only a corrected sheet."""
        return self.before != self.law.regime

    @property
    def sentence(self) -> str:
        """What happened, in a sentence."""
        number = self.answered_on.number
        if self.sheet is None:
            return f"{self.law.regime.title} không còn bộ tiêu chí số {number} cho sản phẩm này."
        if self.regime_changes:
            since = f" từ ngày {format_date(self.law.regime.valid_from)}" if self.law.regime.valid_from else ""
            return f"Hồ sơ nộp{since} theo {self.law.regime.title}, không theo {self.before.title} như lúc bạn mở bản nháp."
        since = f", áp dụng từ ngày {format_date(self.sheet.since)}" if self.sheet.since else ""
        return f"Bộ tiêu chí số {number} đã được đính chính (phiên bản {self.sheet.version}{since})."

    @property
    def blocks(self) -> bool:
        """Whether the draft cannot be filed before its producer has taken the new sheet."""
        return self.sheet is None or self.carried is not None

    @property
    def asked_anew(self) -> list[Criterion]:
        """The criteria whose answer no longer fits, as the new sheet prints them."""
        if self.sheet is None or self.carried is None:
            return []
        return [self.sheet.criterion(code) for code in self.carried.asked_anew.values()]

    @property
    def gone(self) -> list[Criterion]:
        """The criteria that the new sheet does not ask any more, as the old one printed them."""
        return [self.answered_on.criterion(code) for code in self.carried.gone] if self.carried else []

    @property
    def added(self) -> list[Criterion]:
        """The criteria that only the new sheet asks."""
        if self.sheet is None or self.carried is None:
            return []
        return [self.sheet.criterion(code) for code in self.carried.added]

    @property
    def kept(self) -> int:
        """How many criteria go on with their answer."""
        return len(self.carried.kept) if self.carried else len(self.answered_on.scored_criteria)


def law_change_of(dossier: Dossier, *, on: date) -> LawChange | None:
    """Return what changed under a draft by a day; None where nothing did, and for a dossier that is filed."""
    if dossier.state != DossierState.DRAFT or dossier.submitted_at is not None:
        return None
    law, known = law_on(on), law_of(dossier)
    sheet = _sheet_now(dossier, law)
    same = sheet is not None and sheet.sheet_hash == known.sheet.sheet_hash
    if same and law.regime == known.regime:
        return None
    carried = None
    if sheet is not None and not same:
        carried = carry_over(self_choices(dossier), known.sheet, sheet)
    return LawChange(known.regime, known.sheet, law, sheet, carried)


def _sheet_now(dossier: Dossier, law: Law) -> Sheet | None:
    """The sheet of the day, where the set still means the same goods."""
    if not same_leaf(dossier.regime, dossier.set_number, law.regime.code):
        return None
    try:
        return law.sheet_in_force(dossier.set_number)
    except UnknownSheetError:
        return None
