"""The scoring sheets of the law as frozen objects (QĐ 26/2026/QĐ-TTg, Phụ lục II; 148/QĐ-TTg for history).

A sheet is Part → Section → Criterion → Option. Texts are short labels in our own words; codes, points and
star marks are the law's. One file per sheet stands in `law/data/<regime>/sheet-NN.yaml`; `loading` turns it
into these objects, `shelf` keeps each one in memory after its first use.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from ocop.law.reading import Key, Named, Worded

SET_NUMBERS = range(1, 27)

CriterionKind = Literal["choice", "single", "alternatives", "sum"]
ProductKind = Literal["goods", "tourism"]
Phase = Literal["dossier", "product"]
Effect = Literal["reject", "not_evaluated", "stop_evaluation"]


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter_of(level: int) -> str:
    """Return the letter by which people call a level; "0" for no level.

    A level by its number would be taken for the points printed beside it: on most criteria they differ.
    """
    return LETTERS[level - 1] if level else "0"


class UnknownSheetError(LookupError):
    """There is no sheet with this regime and number."""


class IncompleteSheetError(ValueError):
    """The sheet is known only in part and may not be used for scoring."""


class UnknownCriterionError(LookupError):
    """The sheet has no criterion with this code."""


@dataclass(frozen=True, slots=True)
class Option(Worded):
    """One printed level of a criterion; `star_gate` is the mark printed on it."""

    level: int
    points: Annotated[int, Key("p")]
    star_gate: Annotated[int | None, Key("star")] = None

    @property
    def letter(self) -> str:
        """What people call this level."""
        return letter_of(self.level)


@dataclass(frozen=True, slots=True)
class Case(Named):
    """One of the alternative ladders of a criterion (set 26)."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What a part, a section and a criterion have in common: code, title and the points that can be had."""

    code: str
    title: str
    title_en: str
    max_points: Annotated[int, Key("max")]


@dataclass(frozen=True, slots=True)
class Criterion(Heading):
    """The smallest scored item, or (kind `sum`) a heading whose `criteria` add up."""

    kind: CriterionKind
    options: tuple[Option, ...]
    cases: tuple[Case, ...]
    criteria: tuple["Criterion", ...]
    notes: tuple[Named, ...]  # printed explanations and conditions, in our own words
    zero_level_printed: Annotated[bool, Key("zero_level")]
    part_code: str
    section_code: str
    ambiguities: tuple[str, ...] = ()
    needs: str | None = None

    def leaves(self) -> Iterator["Criterion"]:
        """Yield the scored criteria under this one, itself when it is one."""
        if self.kind != "sum":
            yield self
        for child in self.criteria:
            yield from child.leaves()

    def options_of(self, case: str | None) -> tuple[Option, ...]:
        """Return the ladder of the given case, or the only ladder; empty when the case is unknown."""
        if self.kind != "alternatives":
            return self.options
        return next((one.options for one in self.cases if one.code == case), ())

    @property
    def has_gate(self) -> bool:
        """Tell whether any level of this criterion carries a star mark."""
        return any(option.star_gate for option in self.options)


@dataclass(frozen=True, slots=True)
class Section(Heading):
    """A numbered group of criteria; a section that is itself scored holds one criterion of the same code."""

    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Part(Heading):
    """Part A, B or C of a sheet (Đ.3.1)."""

    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class RejectionRule(Named):
    """A printed ground that rejects a dossier, or rejects, skips or stops a product."""

    phase: Phase
    effect: Effect
    criterion: str | None = None
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A place where the printed sheet is doubtful; `high` touches points, gates or a maximum."""

    id: str
    severity: str
    where: str
    type: str
    resolution: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a sheet comes from and what must be checked before it decides anything."""

    instrument: str
    annex: str
    issued: date
    source: str
    check: str
    discrepancies: tuple[Discrepancy, ...]


@dataclass(frozen=True, slots=True)
class Gap(Worded):
    """Why a sheet is known only in part, and which part of it."""

    where: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """For a star, the lowest level a criterion must reach."""

    star: int
    criterion: str
    needs_level: int


@dataclass(frozen=True, eq=False)
class Sheet:
    """One scoring sheet; compared by identity, so that derived tables can be kept beside it."""

    regime: str
    number: Annotated[int, Key("set")]
    version: int
    title: str
    title_en: str
    sector_code: Annotated[str, Key("sector")]
    group: str
    product_kind: ProductKind
    sample_required: bool
    parts: tuple[Part, ...]
    rejection_rules: tuple[RejectionRule, ...]
    notes: tuple[Named, ...]
    ambiguities: tuple[str, ...]
    grade: str
    provenance: Provenance
    since: date | None = None  # first day of a correction; None for the sheet the regime began with
    subgroup: str | None = None
    incomplete: Gap | None = None
    _by_code: Mapping[str, Criterion] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the criteria by their code."""
        found = {leaf.code: leaf for leaf in self.scored_criteria}
        object.__setattr__(self, "_by_code", found)

    @property
    def complete(self) -> bool:
        """Tell whether the sheet is known in full and may be used for scoring."""
        return self.incomplete is None

    @property
    def incomplete_reason(self) -> str | None:
        """Why the sheet is known only in part; None for a complete one."""
        return self.incomplete.label if self.incomplete else None

    @cached_property
    def scored_criteria(self) -> tuple[Criterion, ...]:
        """The scored criteria in printed order, without the headings that only add up."""
        return tuple(
            leaf
            for part in self.parts
            for section in part.sections
            for criterion in section.criteria
            for leaf in criterion.leaves()
        )

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """The star marks as requirements: by star, then in printed order."""
        return tuple(
            Requirement(star, criterion.code, max(marked))
            for star in (3, 4, 5)
            for criterion in self.scored_criteria
            if (marked := [option.level for option in criterion.options if option.star_gate == star])
        )

    @cached_property
    def sheet_hash(self) -> str:
        """The SHA-256 of the codes, points, marks and labels in canonical form."""
        text = json.dumps(canonical(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    def has(self, code: str) -> bool:
        """Tell whether the sheet scores a criterion with this code."""
        return code in self._by_code

    def criterion(self, code: str) -> Criterion:
        """Return the scored criterion with this code; UnknownCriterionError when there is none."""
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownCriterionError(f"Bộ {self.number} không có tiêu chí {code}.") from None


def skeleton(sheet: Sheet) -> list[Any]:
    """Return the codes, points and marks of a sheet without any words: what an overlay may not change."""
    return [
        [part.code, section.code, criterion.code, case, option.level, option.points, option.star_gate]
        for part in sheet.parts
        for section in part.sections
        for heading in section.criteria
        for criterion in heading.leaves()
        for case, ladder in [(one.code, one.options) for one in criterion.cases] or [("", criterion.options)]
        for option in ladder
    ]


def canonical(sheet: Sheet) -> dict[str, Any]:
    """Return the content that the hash of a sheet covers."""
    words = [
        [criterion.code, criterion.title, criterion.title_en, criterion.max_points, criterion.kind]
        + [[option.label, option.label_en] for ladder in _ladders(criterion) for option in ladder]
        for criterion in sheet.scored_criteria
    ]
    return {
        "regime": sheet.regime,
        "set": sheet.number,
        "version": sheet.version,
        "title": [sheet.title, sheet.title_en],
        "skeleton": skeleton(sheet),
        "words": words,
        "rules": [[one.code, one.phase, one.effect, one.criterion] for one in sheet.rejection_rules],
        **({"since": sheet.since.isoformat()} if sheet.since else {}),
    }


def _ladders(criterion: Criterion) -> list[tuple[Option, ...]]:
    return [case.options for case in criterion.cases] or [criterion.options]
