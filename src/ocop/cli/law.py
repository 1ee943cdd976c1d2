"""`ocop law`: check, show and use the scoring sheets of the law without the web.

The formats of `score`, `tally` and `sheet --json` are stable: other programs call them.
"""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from ocop.cli.answering import answer_file, law_asked_for
from ocop.law.governing import Law
from ocop.law.sheets import Criterion, Option, Sheet, UnknownSheetError
from ocop.law.shelf import all_versions, get_sheet

app = typer.Typer(help="The scoring sheets of the law: check, show, score, tally.", no_args_is_help=True)

Regime = Annotated[
    str, typer.Option(help="A regime, R4 (26/2026), R2 or R3 (148/2023, history); without it the one in force.")
]
Lines = Annotated[Path, typer.Argument(help="A file of JSON lines; - is the standard input.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
STDIN = Path("-")


@app.command()
def check(regime: Regime = "", *, as_json: AsJson = False) -> None:
    """Check every version of every sheet: sums, rising ladders, monotone star marks, agreement with the law's numbers.

    With OCOP_LAW_OVERLAY set, the official wording as well: only words may differ. Exit status 1 when a sheet has a fault.
    """
    from ocop.law.checking import check_sheets
    from ocop.law.overlay import OverlayRefusedError, overlay_in_use

    regime = _law(regime).regime.code
    checks = check_sheets(all_versions(regime))
    if as_json:
        rows = [
            {
                "set": one.sheet.number,
                "version": one.sheet.version,
                "criteria": one.criteria,
                "levels": one.levels,
                "parts": list(one.parts),
                "marks": list(one.marks),
                "matches": one.matches,
                "refused": one.sheet.incomplete_reason,
                "faults": list(one.faults),
            }
            for one in checks
        ]
        typer.echo(json.dumps({"regime": regime, "sheets": rows}, ensure_ascii=False))
    else:
        from ocop.cli.tables import print_checks

        print_checks(regime, checks)
    try:
        overlay_in_use()
    except OverlayRefusedError as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from refusal
    raise typer.Exit(any(one.faults for one in checks))


@app.command()
def sheet(
    number: Annotated[int, typer.Argument(help="The number of the set, 1 to 26.")],
    regime: Regime = "",
    lang: Annotated[str, typer.Option(help="Labels of the table: vi or en.")] = "vi",
    version: Annotated[int, typer.Option(help="A version of the sheet; without it the one in force today.")] = 0,
    *,
    as_json: AsJson = False,
) -> None:
    """Show one sheet as it is today, or another version: every criterion with its levels, points and star marks."""
    law = _law(regime)
    found = _sheet(law, number, version)
    if as_json:
        typer.echo(json.dumps(sheet_json(found, law.regime.code), ensure_ascii=False))
        return
    from ocop.cli.tables import print_sheet

    print_sheet(found, english=lang == "en")


@app.command()
def score(file: Lines = STDIN, regime: Regime = "") -> None:
    r"""Score one sheet per line.

    In:  {"set": 11, "choices": {"1.1": 2, "6.1.1": 1}} where a level counts from 1 as printed; absent = nothing ticked.
    Set 26: {"8": {"case": "a", "level": 1}}. Out: parts, total, band, gates, star, unmet marks, errors, stopped, warnings, in
    the same order.

    "stopped" holds the codes of rules that follow from the chosen levels alone (set 16: a chosen level of 0 points in 6.1
    to 6.4 is "stop_zero_sensory"); the star is then null. "warnings" holds sentences on what is allowed but doubtful (points
    for a story that is not there, cases that differ). Both are empty lists otherwise.

    A line with a fault, a blank one included, is answered with its errors and a star of null; the others are still
    answered, and the exit status is 1.
    """
    raise typer.Exit(answer_file("score", str(file), regime))


@app.command()
def tally(file: Lines = STDIN, regime: Regime = "") -> None:
    """Tally one council panel per line.

    In: {"set": 11, "rules": {"max_spread": "10", "gates_by": "agreed"}, "sheets": [{"member": "a", "choices": {}}],
    "agreed": {"2.3": 3}}. Rules not given come from the settings. Out: totals, mean, spread, rescore, band, star, errors,
    undecided.

    With gates_by "agreed" the council settles a marked criterion on which the members differ: "agreed" names what was
    settled, a level that at least one member chose, or 0 for no level where a member ticked none. A level that no member
    chose is refused in errors. "undecided" lists the criteria where some settlement meets and some misses a mark at or
    below the best star that any settlement allows; the star is null only while that list is not empty, otherwise every
    settlement leads to it.

    With "majority" a mark is met when more than half of the sheets reach it. There, and on a line that is refused,
    "undecided" is [].
    """
    raise typer.Exit(answer_file("tally", str(file), regime))


def sheet_json(found: Sheet, regime: str) -> dict[str, Any]:
    """Return a sheet as the command prints it; a criterion with cases gives one entry per case."""
    return {
        "regime": regime,
        "set": found.number,
        "criteria": [entry for criterion in found.scored_criteria for entry in _criterion_json(criterion)],
    }


def _criterion_json(criterion: Criterion) -> list[dict[str, Any]]:
    ladders = [({"case": one.code}, one.options) for one in criterion.cases] or [({}, criterion.options)]
    return [
        {
            "code": criterion.code,
            **case,
            "max": criterion.max_points,
            "kind": criterion.kind,
            "options": [_option_json(option) for option in ladder],
        }
        for case, ladder in ladders
    ]


def _option_json(option: Option) -> dict[str, Any]:
    return {"level": option.level, "points": option.points, "star_gate": option.star_gate}


def _law(regime: str) -> Law:
    try:
        return law_asked_for(regime)
    except UnknownSheetError as fault:
        raise typer.BadParameter(str(fault)) from fault


def _sheet(law: Law, number: int, version: int) -> Sheet:
    try:
        return get_sheet(law.regime.code, number, version) if version else law.sheet_in_force(number)
    except UnknownSheetError as fault:
        raise typer.BadParameter(str(fault)) from fault
