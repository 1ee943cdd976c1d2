"""`ocop gs1`: the formats that other programs read."""

import json
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from ocop.cli.gs1 import app


def gs1(command: str, *arguments: str, lines: str = "") -> Result:
    return CliRunner().invoke(app, [command, *arguments], input=lines)


def answers(done: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("command", "asked", "answered"),
    [
        (
            "parse",
            {"uri": "https://a.vn/01/09520123456788/10/AB?17=270131"},
            {
                "ok": True,
                "element_string": "^010952012345678810AB^17270131",
                "canonical": "https://id.gs1.org/01/09520123456788/10/AB?17=270131",
            },
        ),
        ("generate", {"stem": None, "ai_data": "(01)09520123456788(10)A/B"}, {"ok": True, "uri": "https://id.gs1.org/01/09520123456788/10/A%2FB"}),
        (
            "elements",
            {"ai_data": "(01)09520123456788(10)AB"},
            {"ok": True, "element_string": "^010952012345678810AB", "ai_data": "(01)09520123456788(10)AB"},
        ),
        ("scan", {"scan_data": "]d20109520123456788"}, {"ok": True, "symbology": "DM", "data": "^0109520123456788"}),
        ("scan", {"symbology": "DM", "data": "^0109520123456788"}, {"ok": True, "scan_data": "]d20109520123456788"}),
        ("lint", {"linter": "csum", "data": "12345670"}, {"ok": True}),
        ("lint", {"linter": "csum", "data": "12345671"}, {"ok": False, "error": "GS1_LINTER_INCORRECT_CHECK_DIGIT", "markup": "1234567*1*"}),
        ("escape", {"input": "a b+"}, {"as_path": "a%20b%2B", "as_query": "a+b%2B"}),
        ("unescape", {"input": "a+b"}, {"as_path": "a+b", "as_query": "a b"}),
    ],
)  # fmt: skip
def test_one_line_in_one_line_out(command: str, asked: dict[str, Any], answered: dict[str, Any]) -> None:
    done = gs1(command, lines=json.dumps(asked))
    assert answers(done) == [answered]
    assert done.exit_code == (0 if answered.get("ok", True) else 1)


def test_a_refused_line_has_its_reason_and_the_others_are_answered() -> None:
    lines = [
        {"ai_data": "(10)AB"},
        {"ai_data": "(10)AB", "flags": {"validation:gs1_encoder_vREQUISITE_AIS": False}},
        {"ai_data": "(10)AB", "validator": "validateAIrepeats"},
        {"ai_data": "(10)AB", "flags": {"dunno": True}},
        {"ai_data": 7},
        {},
    ]
    done = gs1("elements", lines="\n".join([*map(json.dumps, lines), "", "{}"]))
    found = answers(done)
    assert [one["ok"] for one in found] == [False, True, True, False, False, False, False, False]
    assert "cần đi cùng (01)" in found[0]["reason"]
    assert all(set(one) == {"ok", "reason"} for one in found if not one["ok"])
    assert done.exit_code == 1


def test_the_lenient_reader_is_asked_for_by_a_flag() -> None:
    line = {"uri": "https://a.vn/01/9520123456788"}
    flags = {"flags": {"permitZeroSuppressedGTINinDLuris": True}}
    found = answers(gs1("parse", lines="\n".join(map(json.dumps, (line, {**line, **flags})))))
    assert [one["ok"] for one in found] == [False, True]


def test_a_file_that_is_not_there_is_a_mistake_of_use() -> None:
    done = gs1("parse", "khong-co.jsonl")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Không đọc được tệp" in done.stderr
