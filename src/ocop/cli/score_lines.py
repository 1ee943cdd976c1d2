"""`ocop law score`: one sheet per line.

The usual line is answered without building a single object of the law: its choices are looked up in the packed
table of the sheet and added. Whatever is unusual (a fault, a name given twice, a number with a fraction) is read
again by the careful reader, which explains it. Both use the same table and the same gate rules.
"""

import json
from collections.abc import Callable
from functools import cached_property
from itertools import compress
from json.scanner import make_scanner
from typing import Any

from ocop.cli.lines import Answer, LineError, PrintedNumber, Record, dump, read_record
from ocop.law.arithmetic.choices import Choices, check_choices
from ocop.law.arithmetic.rejecting import stop_or_reject
from ocop.law.arithmetic.scoring import (
    CERTIFIED_STARS,
    GATE_BITS,
    PART_BITS,
    PART_MASK,
    GateRules,
    Score,
    choice_warnings,
    gates_of,
    score,
    star_of,
    table_of,
)
from ocop.law.governing import Law
from ocop.law.sheets import Criterion, IncompleteSheetError, Requirement, Sheet, UnknownSheetError

DECODER: Any = json.JSONDecoder(parse_float=PrintedNumber, parse_constant=PrintedNumber)
SCAN = make_scanner(DECODER)
SHIFT_B, SHIFT_C = GATE_BITS + PART_BITS, GATE_BITS + 2 * PART_BITS
HIGHEST_TOTAL = 100
NOTHING_FOUND = '"stopped": [], "warnings": []'

Doubts = tuple[tuple[str, ...], tuple[str, ...]]  # rules that stop the sheet, warnings
FaultsOf = Callable[[Sheet, object], list[str]]


class FastSheet:
    """The answers of one sheet, prepared: packed levels, bands, and texts for every outcome of the gates."""

    def __init__(self, sheet: Sheet, rules: GateRules) -> None:
        table = table_of(sheet)
        self.level_of = table.levels.__getitem__
        self.start = f'{{"set": {sheet.number}, "parts": {{"A": "'
        self.requirements = [
            (1 << bit, 1 << one.star, json.dumps(requirement_json(one), ensure_ascii=False))
            for bit, one in enumerate(sheet.requirements)
        ]
        self.bits = [bit for bit, _, _ in self.requirements]
        self.texts = [text for _, _, text in self.requirements]
        self.star_masks = [
            (sum(bit for bit, mark, _ in self.requirements if mark == 1 << star), star) for star in CERTIFIED_STARS
        ]
        self.bands = [table.regime.band_of(total) for total in range(HIGHEST_TOTAL + 1)]
        self.outcomes = {missing: self._outcome(missing, rules) for missing in range(1 << len(CERTIFIED_STARS))}
        self.sheet, self.rules = sheet, rules
        self.has_cases = any(one.cases for one in sheet.scored_criteria)
        self.needing = [
            (one.code, _levels(one, scoring=True), one.needs, _levels(sheet.criterion(one.needs), scoring=True))
            for one in sheet.scored_criteria
            if one.needs
        ]
        self.stopping = [
            (code, _levels(sheet.criterion(code), scoring=False))
            for rule in sheet.rejection_rules
            for code in rule.scope
        ]

    def doubts(self, choices: Record) -> Doubts:
        """Return what stops the sheet and what is doubtful in it; most sheets have neither and cost four look-ups."""
        doubtful, level = self.has_cases, choices.get
        for code, scoring, needs, grounds in self.needing:
            if level(code) in scoring and level(needs) not in grounds:
                doubtful = True
        for code, zeros in self.stopping:
            if level(code) in zeros:
                doubtful = True
        return doubts_of(self.sheet, choices, self.rules) if doubtful else ((), ())

    @staticmethod
    def _outcome(missing: int, rules: GateRules) -> tuple[str, tuple[int, ...]]:
        """Return the text of the gates and the star per band, for the stars (as bits) with a mark not met."""
        unmet = [Requirement(star, "", 1) for place, star in enumerate(CERTIFIED_STARS) if missing >> place & 1]
        gates = gates_of(unmet, rules)
        text = json.dumps({str(star): met for star, met in gates.items()})
        return text, (0, *(star_of(band, gates, rules) for band in range(1, 6)))

    def answer(self, number: int, doubts: Doubts) -> str:
        """Print the answer for the packed sum of the chosen levels; a sheet that is stopped has no star."""
        stopped, warnings = doubts
        missing = 0
        for place, (mask, _) in enumerate(self.star_masks):
            if number & mask != mask:
                missing |= 1 << place
        gates, stars = self.outcomes[missing]
        unmet = ", ".join(compress(self.texts, [not number & bit for bit in self.bits])) if missing else ""
        part_a, part_b, part_c = number >> GATE_BITS & PART_MASK, number >> SHIFT_B & PART_MASK, number >> SHIFT_C
        total = part_a + part_b + part_c
        band = self.bands[total]
        star = "null" if stopped else stars[band]
        found = f'"stopped": {dump(stopped)}, "warnings": {dump(warnings)}' if stopped or warnings else NOTHING_FOUND
        return (
            f'{self.start}{part_a}", "B": "{part_b}", "C": "{part_c}"}}, "total": "{total}", "band": {band}, '
            f'"gates": {gates}, "star": {star}, "unmet": [{unmet}], "errors": [], {found}}}'
        )


class ScoreLines:
    """Answers lines by one law; the prepared sheets are kept."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.sheets: dict[int, FastSheet] = {}

    @cached_property
    def rules(self) -> GateRules:
        """The gate rules of the settings."""
        return self.law.gate_rules

    def __call__(self, line: bytes) -> Answer:
        """Answer one line, quickly where it is as expected."""
        if b"true" not in line and b"false" not in line and self.rules.story != "zero":
            try:
                return self._quick(line), True
            except (ValueError, LookupError, TypeError, AttributeError, RecursionError, StopIteration):
                pass
        return self._careful(line)

    def _quick(self, line: bytes) -> str:
        """Answer a line without faults; any exception means that it has to be read with care."""
        text = line.decode("utf-8").rstrip()
        record, end = SCAN(text, 0)
        choices = record["choices"]
        names = len(record) + len(choices)
        sheet = self.sheets[record["set"]]
        try:
            number = sum(map(sheet.level_of, choices.items()))
        except TypeError:
            flat = {
                code: (choice["case"], choice["level"]) if type(choice) is dict else choice
                for code, choice in choices.items()
            }
            names += len(("case", "level")) * sum(type(choice) is dict for choice in choices.values())
            number = sum(map(sheet.level_of, flat.items()))
        # A colon more than there are names means a name given twice; more than two names, something to look at.
        if end != len(text) or len(record) != len(("set", "choices")) or line.count(b":") != names:
            raise ValueError(names)
        return sheet.answer(number, sheet.doubts(choices))

    def _careful(self, line: bytes) -> Answer:
        number: object = None
        try:
            record = read_record(line)
            number = record.get("set")
            sheet = sheet_of(self.law, record)
            choices = choices_of(sheet, record.get("choices"), "choices")
            result = score(sheet, choices, self.rules)
        except LineError as fault:
            return dump(refusal(number, fault.args)), False
        self.sheets.setdefault(sheet.number, FastSheet(sheet, self.rules))
        return dump(score_json(sheet, result, doubts_of(sheet, choices, self.rules))), True


def sheet_of(law: Law, record: Record) -> Sheet:
    """Return the sheet a line names; LineError when it names none that can be used."""
    if "set" not in record:
        raise LineError("Thiếu số bộ tiêu chí (set).")
    number = record["set"]
    if type(number) is not int:
        raise LineError("Số bộ tiêu chí (set) phải là số nguyên.")
    regime = law.regime.code
    if record.get("regime", regime) != regime:
        raise LineError(f"Dòng ghi chế độ {record['regime']}, lệnh đang chấm theo {regime}.")
    try:
        return law.sheet_in_force(number)
    except UnknownSheetError as fault:
        raise LineError(str(fault)) from fault


def choices_of(sheet: Sheet, choices: object, name: str, faults_of: FaultsOf = check_choices) -> Record:
    """Return the choices of a line when they fit the sheet; LineError with every fault otherwise."""
    if choices is None:
        raise LineError(f"Thiếu các lựa chọn ({name}).")
    errors = []
    if isinstance(choices, Record):
        twice = [
            *choices.repeated,
            *(code for code, one in choices.items() if isinstance(one, Record) and one.repeated),
        ]
        errors = [f"Tiêu chí {code}: ghi hai mức, chỉ được chọn một." for code in twice]
    try:
        errors += faults_of(sheet, choices)
    except IncompleteSheetError as fault:
        errors = [str(fault)]
    if errors or not isinstance(choices, Record):
        raise LineError(*errors)
    return choices


def requirement_json(one: Requirement) -> dict[str, Any]:
    """Return a star mark as the command prints it."""
    return {"star": one.star, "criterion": one.criterion, "needs_level": one.needs_level}


def doubts_of(sheet: Sheet, choices: Choices, rules: GateRules) -> Doubts:
    """Return the codes of the rules that the chosen levels alone bring about (AMB-09), and the warnings (AMB-05, AMB-13)."""
    stopped = tuple(rule.code for rule in stop_or_reject(sheet, choices).rules)
    return stopped, choice_warnings(sheet, choices, rules)


def _levels(criterion: Criterion, *, scoring: bool) -> tuple[int, ...]:
    return tuple(one.level for one in criterion.options if (one.points > 0) is scoring)


def score_json(sheet: Sheet, result: Score, doubts: Doubts) -> dict[str, Any]:
    """Return a score as the command prints it; no star where a rule stops the sheet."""
    stopped, warnings = doubts
    return {
        "set": sheet.number,
        "parts": {part: str(points) for part, points in result.parts.items()},
        "total": str(result.total),
        "band": result.band,
        "gates": {str(star): met for star, met in result.gates.items()},
        "star": None if stopped else result.star,
        "unmet": [requirement_json(one) for one in result.unmet],
        "errors": [],
        "stopped": stopped,
        "warnings": warnings,
    }


def refusal(number: object, errors: tuple[Any, ...]) -> dict[str, Any]:
    """Return the answer to a line with faults: every key, the set as it was given, no star."""
    return {
        "set": str(number) if isinstance(number, PrintedNumber) else number,
        "parts": None,
        "total": None,
        "band": None,
        "gates": None,
        "star": None,
        "unmet": [],
        "errors": [str(error) for error in errors],
        "stopped": [],
        "warnings": [],
    }
