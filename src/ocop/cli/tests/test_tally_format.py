"""The format of `ocop law tally`, through the real command."""

import json
from typing import Any

import pytest

from ocop.cli.tests.running import answers, ocop, top

TALLY_KEYS = ["totals", "mean", "spread", "rescore", "band", "star", "errors", "undecided"]


def panel(rules: Any = None, **more: Any) -> str:
    sheets = [{"member": name, "choices": {**top(11), **more.pop(name, {})}} for name in ("a", "b")]
    record: dict[str, Any] = {"set": 11, "sheets": sheets, **more}
    if rules is not None:
        record["rules"] = rules
    return json.dumps(record)


def test_tally_prints_exactly_the_documented_object() -> None:
    done = ocop("law", "tally", lines=panel({"max_spread": "10", "gates_by": "agreed"}, b={"10": 1, "12": 1}) + "\n")
    assert json.loads(done.stdout)["errors"] == ["Phiếu b: Bộ 11 không có tiêu chí 12."]
    done = ocop("law", "tally", lines=panel({"max_spread": "10", "gates_by": "agreed"}, b={"10": 1}) + "\n")
    assert done.returncode == 0
    assert done.stdout == (
        '{"totals": {"a": "100", "b": "99"}, "mean": "99.50", "spread": "1", "rescore": false, "band": 5, "star": 5, "errors": [], "undecided": []}\n'
    )


@pytest.mark.parametrize(
    ("rules", "rescore"),
    [
        ({"max_spread": "5"}, False),
        ({"max_spread": "4.9"}, True),
        ({"max_spread": 4}, True),
        ({"max_spread": 5.5}, False),
        ({"max_spread": None}, False),
        (None, False),
    ],
)
def test_the_spread_is_compared_strictly(rules: Any, rescore: bool) -> None:
    found = answers(ocop("law", "tally", lines=panel(rules, b={"6.2.3": 1})))[0]
    assert (found["spread"], found["rescore"]) == ("5", rescore)


def test_an_agreed_level_settles_a_gate() -> None:
    differing = {"b": {"2.3": 2}}
    open_line = ocop("law", "tally", lines=panel(**differing))
    found = answers(open_line)[0]
    assert open_line.returncode == 1
    assert (found["mean"], found["star"], found["undecided"], found["errors"]) == (
        "99.50",
        None,
        ["2.3"],
        ["Hội đồng chưa thống nhất mức của tiêu chí 2.3."],
    )
    assert answers(ocop("law", "tally", lines=panel(**differing, agreed={"2.3": 3})))[0]["star"] == 5
    assert answers(ocop("law", "tally", lines=panel(**differing, agreed={"2.3": 2})))[0]["star"] == 3
    most = answers(ocop("law", "tally", lines=panel({"gates_by": "majority"}, **differing)))[0]
    assert (most["star"], most["undecided"]) == (3, [])
    assert answers(ocop("law", "tally", lines=panel(**differing, waived=["2.3"])))[0]["star"] == 5


BAD_PANELS: list[tuple[dict[str, Any], list[str]]] = [
        ({"set": 11, "sheets": []}, ["Thiếu phiếu chấm (sheets)."]),
        ({"set": 11}, ["Thiếu phiếu chấm (sheets)."]),
        ({"set": 0, "sheets": []}, ["Không có bộ tiêu chí số 0."]),
        ({"set": 11, "sheets": [{"choices": {}}]}, ["Phiếu thứ 1: thiếu tên thành viên (member)."]),
        ({"set": 11, "sheets": [{"member": "a"}]}, ["Phiếu a: Thiếu các lựa chọn (choices)."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {}}] * 2}, ["Phiếu a: ghi nhiều lần."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {"1.1": 7}}]}, ["Phiếu a: Tiêu chí 1.1: mức 7 không có, chỉ có mức 1 đến 3."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {}}], "agreed": {"1.1": "x"}}, ["Mức thống nhất: Tiêu chí 1.1: mức phải là số nguyên, không phải chữ “x”."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {"1.1": 2}}], "agreed": {"1.1": 1}}, ["Mức thống nhất: Tiêu chí 1.1: không phiếu nào chọn mức 1."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {"9": 1}}], "agreed": {"9": 0}}, ["Mức thống nhất: Tiêu chí 9: không phiếu nào chọn “không đạt mức nào”."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {}}], "rules": {"spread": 1}}, ["Không có quy tắc spread."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {}}], "rules": {"max_spread": "x"}}, ["Quy tắc max_spread phải là một số không âm, hoặc null khi không giới hạn."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {}}], "rules": {"max_spread": True}}, ["Quy tắc max_spread phải là một số không âm, hoặc null khi không giới hạn."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {}}], "rules": {"gates_by": "all"}}, ["Quy tắc gates_by phải là agreed hoặc majority."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {}}], "waived": ["x"]}, ["Mục waived phải là danh sách mã tiêu chí có trong bộ."]),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def bad_panels() -> tuple[int, list[dict[str, Any]]]:
    """Answer all faulty panels at once, and a good one at the end."""
    done = ocop("law", "tally", lines="".join(f"{json.dumps(record)}\n" for record, _ in BAD_PANELS) + panel())
    return done.returncode, answers(done)


@pytest.mark.parametrize("place", range(len(BAD_PANELS)))
def test_a_panel_with_a_fault_is_explained(place: int, bad_panels: tuple[int, list[dict[str, Any]]]) -> None:
    status, found = bad_panels
    one = found[place]
    assert (status, found[-1]["star"], list(one)) == (1, 5, TALLY_KEYS)
    assert (one["totals"], one["mean"], one["star"], one["errors"]) == ({}, None, None, BAD_PANELS[place][1])
    assert (one["spread"], one["undecided"]) == (None, [])
