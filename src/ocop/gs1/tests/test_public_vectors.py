"""The public conformance cases of GS1, as far as they lie beside the project."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ocop.gs1 import (
    GS1Error,
    Options,
    Scan,
    link_of,
    read_bracketed,
    read_elements,
    read_link,
    read_scan,
    write_link,
    write_scan,
)
from ocop.gs1.associations import RULES
from ocop.gs1.linters import LINTERS, lint
from ocop.gs1.percent import escape, unescape

VECTORS = Path(__file__).resolve().parents[5] / "shared" / "vectors"
RULE_OF = {
    "validateAIrepeats": "repeats",
    "validateAImutex": "exclusive",
    "validateAIrequisites": "needed",
    "validateDigSigRequiresSerialisedKey": "signature",
}
# Each stands twice with two different answers, with and without a list of company prefixes, and among cases that need none.
NEED_A_LIST_OF_PREFIXES = {"012345612345611110123101101230123456", "012345612345611110123611234567"}


def vectors(name: str) -> Any:
    file = VECTORS / f"{name}.json"
    if not file.exists():
        pytest.skip("the reference folder is not beside the project")
    return json.loads(file.read_text(encoding="utf-8"))


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = vectors(f"gs1-syntax-engine/{name}")["vectors"]
    assert found
    return found


def options(case: dict[str, Any]) -> Options:
    flags = case.get("flags", {})
    return Options(
        short_gtin=flags.get("permitZeroSuppressedGTINinDLuris", False),
        unknown_identifiers=flags.get("permitUnknownAIs", False),
        short_names=flags.get("permitConvenienceAlphas", False),
        unknown_attributes=not flags.get("validation:gs1_encoder_vUNKNOWN_AI_NOT_DL_ATTR", True),
    )


def answer(read: Callable[[], str]) -> str | None:
    try:
        return read()
    except GS1Error:
        return None


@pytest.mark.parametrize(
    ("name", "key", "answered", "read"),
    [
        ("dl_parse_uri", "uri", "element_string", lambda uri, o: read_link(uri, o).element_string),
        ("ai_parse_bracketed", "ai_data", "element_string", lambda text, o: read_bracketed(text, o).element_string),
        (
            "ai_process_element_string",
            "element_string",
            "element_string",
            lambda text, o: read_elements(text, o).element_string,
        ),
    ],
)
def test_readers(name: str, key: str, answered: str, read: Callable[[str, Options], str]) -> None:
    for case in cases(name):
        expected = case[answered] if case["should_succeed"] else None
        assert answer(lambda case=case: read(case[key], options(case))) == expected, case  # type: ignore[misc]


def test_links_are_written() -> None:
    for case in cases("dl_generate_uri"):
        chosen = options(case)

        def written(case: dict[str, Any] = case, chosen: Options = chosen) -> str:
            return write_link(link_of(read_bracketed(case["ai_data"], chosen), chosen), case["stem"])

        assert answer(written) == (case["uri"] if case["should_succeed"] else None), case


@pytest.mark.parametrize(("name", "change"), [("uri_escape", escape), ("uri_unescape", unescape)])
def test_percent_encoding(name: str, change: Callable[..., str]) -> None:
    for case in cases(name):
        found = change(case["input"], in_query=False), change(case["input"], in_query=True)
        assert found == (case["as_path"], case["as_query"]), case


def test_what_may_stand_together() -> None:
    for case in cases("ai_association_rules"):
        elements = read_bracketed(case["ai_data"], options(case)).elements
        rule = RULES[RULE_OF[case["validator"]]]
        assert (answer(lambda rule=rule, elements=elements: rule(elements) or "") == "") == case["should_succeed"], case  # type: ignore[misc]


def test_scans() -> None:
    for case in cases("scandata_process"):
        expected = Scan(case["symbology"], case["data"]) if case["should_succeed"] else None
        assert answer(lambda case=case: read_scan(case["scan_data"])) == expected, case  # type: ignore[misc]
    for case in cases("scandata_generate"):
        assert answer(lambda case=case: write_scan(Scan(case["symbology"], case["data"]))) == case["scan_data"], case  # type: ignore[misc]


def test_linters() -> None:
    linters = vectors("gs1-syntax-dictionary/linter_vectors")["linters"]
    assert set(linters) == set(LINTERS)
    for name, content in linters.items():
        for case in content["vectors"]:
            if case["data"] in NEED_A_LIST_OF_PREFIXES:
                continue
            fault = lint(name, case["data"])
            found = (fault is None, fault and fault.error, fault and fault.markup(case["data"]))
            assert found == (case["pass"], case.get("error"), case.get("markup")), case
