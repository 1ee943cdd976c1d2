"""`ocop law tally`: the sheets of one council panel per line.

Rules that a line does not give come from the settings. With a fault in a sheet nothing is computed; where only an
agreed level that decides the star is missing, totals, mean and spread are given, the star is null and `undecided` says why.
"""

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from ocop.cli.lines import Answer, LineError, PrintedNumber, Record, dump, read_record
from ocop.cli.score_lines import choices_of, sheet_of
from ocop.law.arithmetic import Tally, TallyRules, tally
from ocop.law.arithmetic.tallying import agreed_faults
from ocop.law.governing import Law
from ocop.law.sheets import Sheet

RULES = {"max_spread", "gates_by", "aggregate"}
GATES_BY = ("agreed", "majority")
AGGREGATES = ("mean", "median", "mean_without_extremes")


class TallyLines:
    """Answers panels by one law."""

    def __init__(self, law: Law) -> None:
        self.law = law

    def __call__(self, line: bytes) -> Answer:
        """Answer one line."""
        try:
            record = read_record(line)
            sheet = sheet_of(self.law, record)
            rules = rules_of(record.get("rules"), self.law.tally_rules)
            members = members_of(sheet, record.get("sheets"))
            agreed = agreed_of(sheet, record.get("agreed"))
            result = tally(sheet, members, rules, agreed, waived_of(sheet, record.get("waived")))
        except LineError as fault:
            return dump(refusal(fault.args)), False
        if result.mean is None:
            return dump(refusal(result.errors)), False
        return dump(tally_json(result)), not result.errors


def rules_of(given: object, defaults: TallyRules) -> TallyRules:
    """Read the council rules of a line over the defaults; LineError for a rule or value that is not known."""
    if given is None:
        return defaults
    if not isinstance(given, Record):
        raise LineError("Mục rules phải là một đối tượng.")
    if given.repeated:
        raise LineError(f"Mục rules ghi nhiều lần {', '.join(given.repeated)}.")
    if unknown := [name for name in given if name not in RULES]:
        raise LineError(f"Không có quy tắc {', '.join(unknown)}.")
    values: dict[str, Any] = {}
    if "max_spread" in given:
        values["max_spread"] = _spread(given["max_spread"])
    for name, known in (("gates_by", GATES_BY), ("aggregate", AGGREGATES)):
        if name in given:
            if given[name] not in known:
                raise LineError(f"Quy tắc {name} phải là {' hoặc '.join(known)}.")
            values[name] = given[name]
    return replace(defaults, **values)


def _spread(value: object) -> Fraction | None:
    if value is None:
        return None
    if isinstance(value, (str, int, PrintedNumber)) and not isinstance(value, bool):
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite() and number >= 0:
            return Fraction(number)
    raise LineError("Quy tắc max_spread phải là một số không âm, hoặc null khi không giới hạn.")


def members_of(sheet: Sheet, given: object) -> dict[str, Record]:
    """Read the members' sheets; LineError with every fault, each with the member's name."""
    if not isinstance(given, list) or not given:
        raise LineError("Thiếu phiếu chấm (sheets).")
    members: dict[str, Record] = {}
    errors: list[str] = []
    for place, one in enumerate(given, start=1):
        name = one.get("member") if isinstance(one, Record) else None
        if not isinstance(one, Record) or not isinstance(name, str) or not name:
            errors.append(f"Phiếu thứ {place}: thiếu tên thành viên (member).")
            continue
        if name in members or one.repeated:
            errors.append(f"Phiếu {name}: ghi nhiều lần.")
            continue
        try:
            members[name] = choices_of(sheet, one.get("choices"), "choices")
        except LineError as fault:
            members[name] = Record()
            errors += [f"Phiếu {name}: {error}" for error in fault.args]
    if errors:
        raise LineError(*errors)
    return members


def agreed_of(sheet: Sheet, given: object) -> Record | None:
    """Read the levels the council agreed on (AMB-11), 0 where it agreed that none is met; LineError with every fault."""
    if given is None:
        return None
    try:
        return choices_of(sheet, given, "agreed", agreed_faults)
    except LineError as fault:
        raise LineError(*(f"Mức thống nhất: {error}" for error in fault.args)) from fault


def waived_of(sheet: Sheet, given: object) -> frozenset[str]:
    """Read the criteria whose star marks the council set aside (AMB-07); LineError when one is not known."""
    if given is None:
        return frozenset()
    if not isinstance(given, list) or not all(isinstance(code, str) and sheet.has(code) for code in given):
        raise LineError("Mục waived phải là danh sách mã tiêu chí có trong bộ.")
    return frozenset(given)


def tally_json(result: Tally) -> dict[str, Any]:
    """Return a result as the command prints it."""
    return {
        "totals": {member: str(total) for member, total in result.totals.items()},
        "mean": result.mean_text,
        "spread": str(result.spread),
        "rescore": result.rescore,
        "band": result.band,
        "star": result.star,
        "errors": list(result.errors),
        "undecided": list(result.undecided),
    }


def refusal(errors: tuple[Any, ...]) -> dict[str, Any]:
    """Return the answer to a line with faults: every key, no star."""
    return {
        "totals": {},
        "mean": None,
        "spread": None,
        "rescore": None,
        "band": None,
        "star": None,
        "errors": [str(error) for error in errors],
        "undecided": [],
    }
