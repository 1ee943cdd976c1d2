"""The evaluation regimes: which decision governs a dossier, its bands, competence and validity.

Data: one folder per decision, `data/<code>/regime.yaml`; a decision ends the day before the next one begins. Articles of R4:
QĐ 26/2026, Đ.3.1, 3.3, 4.1, 4.3, 11, 12.

>>> regime_on(date(2026, 5, 22)).code
'R4'
>>> get_regime("R4").band_of(Decimal("69.99"))
3
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ocop.law.files import folders, kept, read_yaml

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
    lowest: int


@dataclass(frozen=True, slots=True)
class Forwarding:
    """From which total one level passes a product to the next."""

    by: str
    to: str
    lowest: int


@dataclass(frozen=True, slots=True)
class Transition:
    """One case of the move from the older rules to R4 (Đ.12)."""

    case: str
    article: str | None
    rule: str
    days: int | None
    finish_by: date | None


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
    valid_to: date | None
    parts: Mapping[str, int]
    bands: tuple[StarBand, ...]
    competence: Mapping[int, str]
    forwards: tuple[Forwarding, ...]
    validity_months: int | None
    local_radius: str | None
    sheets: str | None
    procedure: str | None
    catalogue: str | None
    mark: str
    note: str

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


def _rows() -> list[Mapping[str, Any]]:
    """Every decision as its file says, oldest first."""
    files = [file for folder in folders() if (file := folder / "regime.yaml").is_file()]
    return sorted(map(read_yaml, files), key=lambda row: row["valid_from"] or date.min)


def _regime(row: Mapping[str, Any], valid_to: date | None) -> Regime:
    return Regime(
        code=row["code"],
        title=row["title"],
        title_en=row["title_en"],
        instruments=tuple(Instrument(**one) for one in row["instruments"]),
        valid_from=row["valid_from"],
        valid_to=valid_to,
        parts=row["parts"],
        bands=tuple(StarBand(one["star"], one["from"]) for one in row["bands"]),
        competence=row["competence"],
        forwards=tuple(Forwarding(one["by"], one["to"], one["from"]) for one in row.get("forwards", ())),
        validity_months=row["validity_months"],
        local_radius=row["local_radius"],
        sheets=row["sheets"],
        procedure=row["procedure"],
        catalogue=row["catalogue"],
        mark=row["mark"],
        note=row["note"],
    )


@kept
def all_regimes() -> tuple[Regime, ...]:
    """Return every regime, oldest first."""
    rows = _rows()
    last_days = [later["valid_from"] - timedelta(days=1) for later in rows[1:]]
    return tuple(_regime(row, last_day) for row, last_day in zip(rows, [*last_days, None], strict=True))


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


@kept
def transitions(code: str) -> tuple[Transition, ...]:
    """Return the cases of the move to a regime (R4: Đ.12); UnknownRegimeError when the code is not known."""
    rows = [row for row in _rows() if row["code"] == get_regime(code).code]
    return tuple(
        Transition(row["case"], row["article"], row["rule"], row.get("days"), row.get("finish_by"))
        for row in rows[0].get("transition", ())
    )
