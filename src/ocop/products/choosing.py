"""Help to choose one of the 26 criteria sets: the law's classification with explanations, and the sets that people's words lead to (``finding``)."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from ocop.law.catalogue import CatalogueEntry, catalogue
from ocop.law.files import kept
from ocop.law.reading import Named
from ocop.producers.models import OrganisationType, Producer
from ocop.products.finding import OFFERED, marked, sets_named, syllables
from ocop.vietnamese import fold

TOURISM_SET = 26
NOT_EXPLAINED: dict[str, Any] = {"gom": "", "khong": "", "khac": []}


@dataclass(frozen=True)
class SetChoice:
    """One set as the chooser shows it."""

    entry: CatalogueEntry
    holds: str
    not_here: str
    instead: tuple[CatalogueEntry, ...]

    def names(self, text: str) -> bool:
        """Whether number, name, group or explanation hold these words, with the diacritics that were typed."""
        key = fold if fold(text) == marked(text) else marked
        told = syllables(f"{self.entry.number} {self.entry.label} {self.entry.group.label} {self.holds}")
        return f" {' '.join(map(key, syllables(text)))} " in f" {' '.join(map(key, told))} "


@dataclass(frozen=True)
class SectorChoice:
    """A sector with its sets."""

    sector: Named
    sets: tuple[SetChoice, ...]


@kept
def all_choices(regime: str) -> tuple[SetChoice, ...]:
    """The sets of a regime with their explanations, in the order of the law; a set without an explanation yet has none."""
    text = (files("ocop.products") / "data" / "set_guide.yaml").read_text(encoding="utf-8")
    guide: dict[int, dict[str, Any]] = yaml.safe_load(text)
    entries = {entry.number: entry for entry in catalogue(regime)}
    return tuple(
        SetChoice(entry, row["gom"], row["khong"], tuple(entries[other] for other in row["khac"] if other in entries))
        for number, entry in entries.items()
        for row in [guide.get(number, NOT_EXPLAINED)]
    )


@dataclass(frozen=True)
class Offers:
    """The sets that words lead to, the likeliest first, and the words that say so."""

    sets: tuple[SetChoice, ...]
    because: tuple[str, ...]


def choices_for(producer: Producer, *, regime: str) -> list[SectorChoice]:
    """The sets of a regime that a producer may choose, grouped by sector."""
    allowed = _allowed(producer, regime)
    sectors = dict.fromkeys(choice.entry.sector for choice in allowed)
    return [SectorChoice(one, tuple(c for c in allowed if c.entry.sector == one)) for one in sectors]


def offers_for(producer: Producer, text: str, *, regime: str) -> Offers:
    """The sets that the name of a thing leads to; without a known word those whose explanation holds what was typed."""
    allowed = {choice.entry.number: choice for choice in _allowed(producer, regime)}
    named = sets_named(text)
    if named.sets:
        return Offers(tuple(allowed[number] for number in named.sets if number in allowed), named.because)
    found = [choice for choice in allowed.values() if syllables(text) and choice.names(text)]
    return Offers(tuple(found[:OFFERED]), ())


def _allowed(producer: Producer, regime: str) -> list[SetChoice]:
    return [choice for choice in all_choices(regime) if fits(producer.organisation_type, choice.entry.number)]


def fits(organisation_type: str, set_number: int) -> bool:
    """Associations and operating centres take part with tourism only (Đ.2.3)."""
    return organisation_type != OrganisationType.COMMUNITY_TOURISM_BODY or set_number == TOURISM_SET
