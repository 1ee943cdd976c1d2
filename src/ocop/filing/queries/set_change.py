"""What becomes of a draft's answers under another set of criteria, told before it is changed."""

from dataclasses import dataclass
from datetime import date

from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.assessment import self_choices
from ocop.law.comparing import Carried, carry_over
from ocop.law.governing import Law, law_on
from ocop.law.sheets import Criterion, Sheet


@dataclass(frozen=True)
class SetChange:
    """A draft and the sheet of another set."""

    law: Law
    answered_on: Sheet
    sheet: Sheet
    carried: Carried
    answered: frozenset[str]

    @property
    def kept(self) -> int:
        """How many answers go along."""
        return len(self.answered & self.carried.kept.keys())

    @property
    def asked_anew(self) -> list[Criterion]:
        """Answered criteria whose level has to be chosen again, as the other sheet prints them."""
        return [self.sheet.criterion(there) for here, there in self.carried.asked_anew.items() if here in self.answered]

    @property
    def gone(self) -> list[Criterion]:
        """Answered criteria that the other sheet does not ask, as the sheet of now prints them."""
        return [self.answered_on.criterion(code) for code in self.carried.gone if code in self.answered]

    @property
    def added(self) -> list[Criterion]:
        """Criteria that only the other sheet asks."""
        return [self.sheet.criterion(code) for code in self.carried.added]


def set_change_of(dossier: Dossier, set_number: int, *, on: date) -> SetChange:
    """Return what another set of the law of a day means for a draft; ``LookupError`` when there is none of this number."""
    law, answered_on, choices = law_on(on), law_of(dossier).sheet, self_choices(dossier)
    sheet = law.sheet_in_force(set_number)
    return SetChange(law, answered_on, sheet, carry_over(choices, answered_on, sheet), frozenset(choices))
