"""Help to choose one of the 26 criteria sets: the law's classification with explanations and a search in people's words."""

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from ocop.law.catalogue import CatalogueEntry, catalogue
from ocop.law.files import kept
from ocop.law.reading import Named
from ocop.producers.models import OrganisationType, Producer
from ocop.vietnamese import fold

TOURISM_SET = 26
NOT_EXPLAINED: dict[str, Any] = {"gom": "", "khong": "", "khac": []}


def words_of(text: str) -> str:
    """Return the folded words of a text, with one space before each and no punctuation."""
    return "".join(f" {word}" for word in re.findall(r"\w+", fold(text)))


@dataclass(frozen=True)
class SetChoice:
    """One set as the chooser shows it."""

    entry: CatalogueEntry
    holds: str
    not_here: str
    instead: tuple[CatalogueEntry, ...]

    @property
    def words(self) -> str:
        """Everything by which this set is found: folded words with one space before each."""
        return words_of(f"{self.entry.number} {self.entry.label} {self.entry.group.label} {self.holds}")


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


def choices_for(producer: Producer, text: str = "", *, regime: str) -> list[SectorChoice]:
    """The sets of a regime that a producer may choose, grouped by sector.

    With a text: those that name the whole phrase ("cá cảnh"), else those in which every word begins some word.
    """
    allowed = [choice for choice in all_choices(regime) if fits(producer.organisation_type, choice.entry.number)]
    phrase = words_of(text)
    found = [choice for choice in allowed if phrase in choice.words]
    if not found:
        found = [choice for choice in allowed if all(f" {word}" in choice.words for word in phrase.split())]
    sectors = dict.fromkeys(choice.entry.sector for choice in found)
    return [SectorChoice(one, tuple(c for c in found if c.entry.sector == one)) for one in sectors]


def fits(organisation_type: str, set_number: int) -> bool:
    """Associations and operating centres take part with tourism only (Đ.2.3)."""
    return organisation_type != OrganisationType.COMMUNITY_TOURISM_BODY or set_number == TOURISM_SET
