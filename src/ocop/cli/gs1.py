"""`ocop gs1`: read, write and check GS1 identifiers, one JSON line in, one JSON line out, in the same order.

The formats are stable: other programs call them.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from ocop.cli.lines import Answer, LineError, Record, answer_lines, dump, opened, progress_bar, read_record
from ocop.gs1.associations import RULES, associate
from ocop.gs1.digital_link import canonical, link_of, read_link, write_link
from ocop.gs1.elements import GS1Error, read_bracketed, read_elements
from ocop.gs1.linters import UnknownLinterError, lint
from ocop.gs1.options import Options
from ocop.gs1.percent import escape, unescape
from ocop.gs1.scanning import Scan, read_scan, write_scan

app = typer.Typer(help="GS1 identifiers: Digital Link, element strings, scans, linters.", no_args_is_help=True)

Lines = Annotated[Path, typer.Argument(help="A file of JSON lines; - is the standard input.")]
STDIN = Path("-")
USAGE_ERROR = 2
# The words of "flags" and of "validator", as the public test cases write them.
SWITCHES = {
    "permitZeroSuppressedGTINinDLuris": "short_gtin",
    "permitUnknownAIs": "unknown_identifiers",
    "permitConvenienceAlphas": "short_names",
}
VALIDATION = "validation:"
ATTRIBUTE_RULE = "gs1_encoder_vUNKNOWN_AI_NOT_DL_ATTR"
RULE_SWITCHES = {
    "gs1_encoder_vMUTEX_AIS": "exclusive",
    "gs1_encoder_vREQUISITE_AIS": "needed",
    "gs1_encoder_vREPEATED_AIS": "repeats",
    "gs1_encoder_vDIGSIG_SERIAL_KEY": "signature",
}
VALIDATORS = {
    "validateAImutex": "exclusive",
    "validateAIrequisites": "needed",
    "validateAIrepeats": "repeats",
    "validateDigSigRequiresSerialisedKey": "signature",
}
Answering = Callable[[Record], dict[str, Any]]


@app.command()
def parse(file: Lines = STDIN) -> None:
    r"""Read a Digital Link URI per line, strictly unless "flags" say otherwise.

    In:  {"uri": "https://…", "flags": {"permitZeroSuppressedGTINinDLuris": true}}; "flags" may be left out.
    Out: {"ok": true, "element_string": "^01…10…", "canonical": "https://id.gs1.org/01/…"} or {"ok": false, "reason": "…"}.

    Flags: permitZeroSuppressedGTINinDLuris, permitUnknownAIs, permitConvenienceAlphas (true), and validation:NAME (false).
    Exit status 1 when a line was refused, 2 when nothing could be read; so it is for every command here.
    """
    _run("parse", file, _parse)


@app.command()
def generate(file: Lines = STDIN) -> None:
    r"""Write a Digital Link URI per line.

    In:  {"stem": null or "https://…", "ai_data": "(01)…(10)…"}; null is https://id.gs1.org. Out: {"ok": true, "uri": "…"}.
    """
    _run("generate", file, _generate)


@app.command()
def elements(file: Lines = STDIN) -> None:
    r"""Read element strings, bracketed or not, and apply the rules of what may stand together.

    In:  {"ai_data": "(01)…"} or {"element_string": "^01…"}. Out: {"ok": true, "element_string": "^01…", "ai_data": "(01)…"}.

    "validator" asks one of the rules alone: validateAImutex, validateAIrequisites, validateAIrepeats,
    validateDigSigRequiresSerialisedKey; "flags" with validation:gs1_encoder_vREQUISITE_AIS (or vMUTEX_AIS, vREPEATED_AIS,
    vDIGSIG_SERIAL_KEY) set to false leave one out.
    """
    _run("elements", file, _elements)


@app.command()
def scan(file: Lines = STDIN) -> None:
    r"""Read what a scanner sent, or say what it would send.

    In:  {"scan_data": "]d2…"}. Out: {"ok": true, "symbology": "DM", "data": "^01…"}.
    In:  {"symbology": "DM", "data": "^01…"}. Out: {"ok": true, "scan_data": "]d2…"}.
    """
    _run("scan", file, _scan)


@app.command("lint")
def lint_lines(file: Lines = STDIN) -> None:
    r"""Check the data of a component with a linter of the GS1 Barcode Syntax Dictionary.

    In:  {"linter": "csum", "data": "…"}. Out: {"ok": true} or {"ok": false, "error": "GS1_LINTER_…", "markup": "…*…*"}.
    """
    _run("lint", file, _lint)


@app.command("escape")
def escape_lines(file: Lines = STDIN) -> None:
    r"""Percent-encode text for the path and for the query of a link. In: {"input": "…"}. Out: {"as_path": "…", "as_query": "…"}."""
    _run("escape", file, lambda record: _both(escape, record))


@app.command("unescape")
def unescape_lines(file: Lines = STDIN) -> None:
    r"""Decode text from the path and from the query of a link. In: {"input": "…"}. Out: {"as_path": "…", "as_query": "…"}."""
    _run("unescape", file, lambda record: _both(unescape, record))


def _run(command: str, file: Path, answering: Answering) -> None:
    try:
        with opened(file) as source, progress_bar(command) as progress:
            fine = answer_lines(source, sys.stdout.buffer, lambda line: _answer(line, answering), progress)
    except OSError as fault:
        if isinstance(fault, BrokenPipeError):
            raise
        sys.stderr.write(f"Không đọc được tệp {file}.\n")
        raise typer.Exit(USAGE_ERROR) from fault
    raise typer.Exit(0 if fine else 1)


def _answer(line: bytes, answering: Answering) -> Answer:
    try:
        answer = answering(read_record(line))
    except (LineError, GS1Error, UnknownLinterError) as refusal:
        answer = {"ok": False, "reason": str(refusal)}
    return dump(answer), answer.get("ok", True)


def _text(record: Record, key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise LineError(f'Mục "{key}" phải là chữ.')
    return value


def _options(record: Record) -> Options:
    flags = record.get("flags", {})
    if not isinstance(flags, dict):
        raise LineError('Mục "flags" phải là một đối tượng.')
    chosen: dict[str, Any] = {}
    rules = set(RULES)
    for name, value in flags.items():
        rule = name.removeprefix(VALIDATION)
        if not isinstance(value, bool) or not (name in SWITCHES or rule == ATTRIBUTE_RULE or rule in RULE_SWITCHES):
            raise LineError(f'Không biết cờ "{name}" với giá trị này.')
        if name in SWITCHES:
            chosen[SWITCHES[name]] = value
        elif rule == ATTRIBUTE_RULE:
            chosen["unknown_attributes"] = not value
        elif not value:
            rules.discard(RULE_SWITCHES[rule])
    if "validator" in record:
        if record["validator"] not in VALIDATORS:
            raise LineError('Không biết "validator" này.')
        rules = {VALIDATORS[record["validator"]]}
    return Options(**chosen, associations=frozenset(rules))


def _parse(record: Record) -> dict[str, Any]:
    link = read_link(_text(record, "uri"), _options(record))
    return {"ok": True, "element_string": link.element_string, "canonical": canonical(link)}


def _generate(record: Record) -> dict[str, Any]:
    options, stem = _options(record), record.get("stem")
    if stem is not None and not isinstance(stem, str):
        raise LineError('Mục "stem" phải là chữ hoặc null.')
    return {"ok": True, "uri": write_link(link_of(read_bracketed(_text(record, "ai_data"), options), options), stem)}


def _elements(record: Record) -> dict[str, Any]:
    options = _options(record)
    if "ai_data" in record:
        found = read_bracketed(_text(record, "ai_data"), options)
    else:
        found = read_elements(_text(record, "element_string"), options)
    associate(found, options)
    return {"ok": True, "element_string": found.element_string, "ai_data": found.bracketed}


def _scan(record: Record) -> dict[str, Any]:
    if "scan_data" in record:
        found = read_scan(_text(record, "scan_data"))
        return {"ok": True, "symbology": found.symbology, "data": found.data}
    return {"ok": True, "scan_data": write_scan(Scan(_text(record, "symbology"), _text(record, "data")))}


def _lint(record: Record) -> dict[str, Any]:
    data = _text(record, "data")
    fault = lint(_text(record, "linter"), data)
    return {"ok": False, "error": fault.error, "markup": fault.markup(data)} if fault else {"ok": True}


def _both(change: Callable[..., str], record: Record) -> dict[str, Any]:
    text = _text(record, "input")
    return {"as_path": change(text, in_query=False), "as_query": change(text, in_query=True)}
