"""The evaluation regimes: which decision governs a dossier, its bands, competence and validity.

Data: one folder per decision, `data/<code>/regime.yaml`; a decision ends the day before the next one begins. Articles of R4:
QĐ 26/2026, Đ.3.1, 3.3, 4.1, 4.3, 11, 12.

>>> regime_on(date(2026, 5, 22)).code
'R4'
>>> get_regime("R4").band_of(Decimal("69.99"))
3
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from importlib.resources.abc import Traversable
from typing import Annotated

from ocop.law.files import folders, kept
from ocop.law.reading import Key, read, reading

Points = int | Decimal | Fraction


class UnknownRegimeError(LookupError):
    """There is no regime with this code."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A decision that makes or amends a regime."""

    number: str
    issued: date


@dataclass(frozen=True, slots=True)
class StarBand:
    """The lowest average total of a star; the band ends where the next one starts."""

    star: int
    lowest: Annotated[int, Key("from")]


@dataclass(frozen=True, slots=True)
class Forwarding:
    """From which total one level passes a product to the next."""

    by: str
    to: str
    lowest: Annotated[int, Key("from")]


@dataclass(frozen=True, slots=True)
class Transition:
    """One case of the move from the older rules to R4 (Đ.12)."""

    case: str
    article: str | None
    rule: str
    days: int | None = None
    finish_by: date | None = None


@dataclass(frozen=True, slots=True)
class Vacancy:
    """From this day to the end of the regime nobody could recognise the star."""

    star: int
    since: Annotated[date, Key("from")]
    note: str


@dataclass(frozen=True, slots=True)
class Competence:
    """Who recognises a star on a day: a level and the authority that signs there; both None where nobody does."""

    regime: str
    level: str | None
    authority: str | None


@dataclass(frozen=True, slots=True)
class Regime:
    """One set of rules in force between two dates, both included.

    `sheets`, `procedure` and `catalogue` name the decision whose files hold them; None where they are not kept.
    """

    code: str
    title: str
    title_en: str
    instruments: tuple[Instrument, ...]
    valid_from: date | None
    parts: Mapping[str, int]
    bands: tuple[StarBand, ...]
    competence: Mapping[int, str]
    validity_months: int | None
    local_radius: str | None
    sheets: str | None
    procedure: str | None
    catalogue: str | None
    mark: str
    note: str
    valid_to: date | None
    forwards: tuple[Forwarding, ...] = ()
    transition: tuple[Transition, ...] = ()
    authorities: Mapping[int, str] | None = None
    vacancies: tuple[Vacancy, ...] = ()

    def band_of(self, mean: Points) -> int:
        """Return the star whose band holds this average; ValueError where the regime has no bands or x < 0."""
        reached = [band.star for band in self.bands if band.lowest <= mean]
        if not reached:
            raise ValueError(f"Chế độ {self.code} không có khung điểm cho {mean}.")
        return max(reached)

    def lowest_of(self, star: int) -> int:
        """Return the lowest average total of a star; ValueError when the regime has no such star."""
        for band in self.bands:
            if band.star == star:
                return band.lowest
        raise ValueError(f"Chế độ {self.code} không có hạng {star} sao.")

    @property
    def term_months(self) -> int:
        """How many months a certificate is valid (R4, Đ.4.3: 36); ValueError where the regime is not known to say."""
        if self.validity_months is None:
            raise ValueError(f"Chế độ {self.code} không ghi thời hạn của giấy chứng nhận.")
        return self.validity_months

    def decides(self, star: int) -> str | None:
        """Return which level recognises this star, None where no decision is issued (Đ.4.1.a)."""
        return self.competence.get(star)

    def forwarded_from(self, by: str) -> int | None:
        """Return the total from which this level passes a product upward, None where it does not."""
        return next((one.lowest for one in self.forwards if one.by == by), None)


@kept
def all_regimes() -> tuple[Regime, ...]:
    """Return every regime, oldest first."""
    files = [file for folder in folders() if (file := folder / "regime.yaml").is_file()]
    found = sorted(map(_regime, files), key=lambda one: one.valid_from or date.min)
    last_days = [later.valid_from - timedelta(days=1) for later in found[1:] if later.valid_from]
    return tuple(replace(one, valid_to=last_day) for one, last_day in zip(found, [*last_days, None], strict=True))


def _regime(file: Traversable) -> Regime:
    with reading(file) as row:
        return read(Regime, row, valid_to=None)


@kept
def get_regime(code: str) -> Regime:
    """Return one regime; UnknownRegimeError when the code is not known."""
    for regime in all_regimes():
        if regime.code == code:
            return regime
    raise UnknownRegimeError(f"Không có chế độ đánh giá {code}.")


def regime_on(filed_on: date) -> Regime:
    """Return the regime that governs a dossier filed with the receiving committee on this day (Đ.11.1)."""
    return next(one for one in reversed(all_regimes()) if one.valid_from is None or one.valid_from <= filed_on)


def competence_on(star: int, day: date) -> Competence:
    """Return who recognises a star under the regime in force on a day (R4: Đ.4.1, Đ.7.3.e, Đ.7.4.e).

    Nobody recognises one or two stars (Đ.4.1.a), nobody three from 1 to 5/7/2025, and what the provinces ruled before R1 is not known.
    """
    regime = regime_on(day)
    if any(one.star == star and one.since <= day for one in regime.vacancies):
        return Competence(regime.code, None, None)
    return Competence(regime.code, regime.decides(star), (regime.authorities or {}).get(star))
