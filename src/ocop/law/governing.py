"""The law that governs a dossier, and the law of a day: the one door through which other rooms read what has versions.

A dossier is governed by the regime of the day it was filed (QĐ 26/2026, Đ.11.1; Đ.12 for what was pending), by the
version of the sheet whose hash it carries, by the procedure of its regime and by the settings of its day. A plan, an
advice or a new dossier is governed by the law in force on a day. Nobody is governed by "the newest".

>>> law = law_on(date(2026, 6, 1))
>>> law.regime.code, law.procedure.commune_days.value, law.setting("council.size_min")
('R4', 15, 5)
>>> law.sheet_in_force(11).version
2
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ocop.law.arithmetic.scoring import GateRules, gate_rules
from ocop.law.arithmetic.tallying import TallyRules, tally_rules
from ocop.law.calendar import add_working_days
from ocop.law.catalogue import CatalogueEntry, entry_of
from ocop.law.evidence import EvidenceType, evidence_types
from ocop.law.files import kept
from ocop.law.forms import FormCode, OfficialForm, official_form
from ocop.law.procedure import Procedure, procedure
from ocop.law.regimes import Regime, get_regime, regime_on
from ocop.law.settings import setting
from ocop.law.sheets import Sheet
from ocop.law.shelf import sheet_in_force, sheet_with_hash, sheets_in_force


@dataclass(frozen=True, slots=True)
class Law:
    """A regime with the settings of a day."""

    regime: Regime
    day: date

    @property
    def procedure(self) -> Procedure:
        """The procedure of the regime; UnknownProcedureError where the data keeps none for it."""
        return procedure(self.regime.code)

    @property
    def gate_rules(self) -> GateRules:
        """How star marks and conditions are read."""
        return gate_rules(self.day)

    @property
    def tally_rules(self) -> TallyRules:
        """The national defaults of a council's count."""
        return tally_rules(self.day)

    @property
    def evidence_types(self) -> Mapping[str, EvidenceType]:
        """The kinds of evidence by code."""
        return evidence_types(self.regime.code)

    def setting(self, name: str) -> Any:
        """Return the national default of a setting; UnknownSettingError when there is none."""
        return setting(name, self.day)

    def form(self, code: FormCode) -> OfficialForm:
        """Return one of the official forms."""
        return official_form(self.regime.code, code)

    def entry(self, number: int) -> CatalogueEntry:
        """Return the leaf of the classification that a set scores; LookupError when there is none."""
        return entry_of(self.regime.code, number)

    def sheet_in_force(self, number: int) -> Sheet:
        """Return the version of a sheet in force on the day; UnknownSheetError when there is none."""
        return sheet_in_force(self.regime.code, number, self.day)

    def sheets_in_force(self) -> tuple[Sheet, ...]:
        """Return the 26 sheets as they are on the day; UnknownSheetError for a regime without sheets."""
        return sheets_in_force(self.regime.code, self.day)

    def working_days_after(self, day: date, n: int) -> date:
        """Return the n-th working day after a day, counted as this law counts."""
        return add_working_days(day, n, law_of=self.day)

    def commune_deadline(self, received_on: date) -> date:
        """Return the last day for the commune to propose a dossier received on this day (R4, Đ.7.2: 15 working days)."""
        return self.procedure.commune_days.due_on(received_on, law_of=self.day)


@dataclass(frozen=True, slots=True)
class DossierLaw(Law):
    """The law of one dossier: also the version of the sheet it was filed on."""

    sheet: Sheet


@kept
def law_on(day: date) -> Law:
    """Return the law in force on a day."""
    return Law(regime_on(day), day)


@kept
def law_under(regime: str, day: date) -> Law:
    """Return a regime with the settings of a day; UnknownRegimeError when the code is not known."""
    return Law(get_regime(regime), day)


@kept
def law_filed_under(regime: str, number: int, sheet_hash: str, day: date) -> DossierLaw:
    """Return the law of what was filed under a regime, on a version of a sheet, on a day.

    Raises UnknownSheetError when no version on the shelf has the hash: nothing is ever read by another version.
    """
    return DossierLaw(get_regime(regime), day, sheet_with_hash(regime, number, sheet_hash))
