"""The command-line formats, through the real command: other programs depend on them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ocop.law.tests.reference import SETS, expected_score, law_rows

KEYS = ["set", "parts", "total", "band", "gates", "star", "unmet", "errors"]
TALLY_KEYS = ["totals", "mean", "spread", "rescore", "band", "star", "errors"]


def ocop(*arguments: str, lines: str | bytes = "") -> subprocess.CompletedProcess[str]:
    data = lines if isinstance(lines, bytes) else lines.encode()
    done = subprocess.run([sys.executable, "-m", "ocop.cli", *arguments], input=data, capture_output=True, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def answers(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def line(number: int, choices: Any) -> str:
    return json.dumps({"set": number, "choices": choices})


def top(number: int) -> dict[str, Any]:
    return {row.code: {"case": row.case, "level": row.level} if row.case else row.level for row in law_rows(number)}


def test_score_prints_exactly_the_documented_object() -> None:
    done = ocop("law", "score", lines=line(11, {**top(11), "2.3": 2, "7": 2, "6.2.3": 1, "4.3": 1, "10": 1}) + "\n")
    assert done.returncode == 0
    assert done.stdout == (
        '{"set": 11, "parts": {"A": "39", "B": "20", "C": "25"}, "total": "84", "band": 4, '
        '"gates": {"3": true, "4": false, "5": false}, "star": 3, "unmet": ['
        '{"star": 4, "criterion": "2.3", "needs_level": 3}, {"star": 4, "criterion": "7", "needs_level": 3}, '
        '{"star": 5, "criterion": "7", "needs_level": 4}], "errors": []}\n'
    )


def test_every_set_is_scored_in_the_order_of_the_lines() -> None:
    done = ocop("law", "score", lines="\n".join(line(number, top(number)) for number in reversed(SETS)))
    assert done.returncode == 0
    assert [(one["set"], one["total"], one["star"]) for one in answers(done)] == [(n, "100", 5) for n in reversed(SETS)]


@pytest.mark.parametrize(
    ("text", "number", "errors"),
    [
        (line(99, {}), 99, ["Không có bộ tiêu chí số 99."]),
        (line(11, {"9.9": 1}), 11, ["Bộ 11 không có tiêu chí 9.9."]),
        (line(11, {"1.1": 4}), 11, ["Tiêu chí 1.1: mức 4 không có, chỉ có mức 1 đến 3."]),
        (line(11, {"1.1": 0}), 11, ["Tiêu chí 1.1: mức 0 không có, chỉ có mức 1 đến 3."]),
        (line(11, {"1.1": [1, 2]}), 11, ["Tiêu chí 1.1: chỉ được chọn một mức, không phải nhiều mức."]),
        ('{"set": 11, "choices": {"1.1": 1, "1.1": 2}}', 11, ["Tiêu chí 1.1: ghi hai mức, chỉ được chọn một."]),
        ('{"set": 11, "choices": {"1.1": 1, "1.1": 1}}', 11, ["Tiêu chí 1.1: ghi hai mức, chỉ được chọn một."]),
        (line(11, {"1.1": True}), 11, ["Tiêu chí 1.1: mức phải là số nguyên, không phải giá trị đúng/sai."]),
        ('{"set": 11, "choices": {"1.1": 1.0}}', 11, ["Tiêu chí 1.1: mức phải là số nguyên, không phải số 1.0."]),
        ('{"set": 11, "choices": {"1.1": 1e0}}', 11, ["Tiêu chí 1.1: mức phải là số nguyên, không phải số 1e0."]),
        (line(11, {"1.1": "1"}), 11, ["Tiêu chí 1.1: mức phải là số nguyên, không phải chữ “1”."]),
        (line(11, {"1.1": None}), 11, ["Tiêu chí 1.1: mức phải là số nguyên, không phải giá trị trống."]),
        (line(26, {"8": 1}), 26, ["Tiêu chí 8: phải chọn trường hợp (a, b) rồi mới chọn mức."]),
        (line(26, {"8:a": 1}), 26, ["Bộ 26 không có tiêu chí 8:a."]),
        (
            '{"set": 26, "choices": {"8": {"case": "a", "case": "b", "level": 1}}}',
            26,
            ["Tiêu chí 8: ghi hai mức, chỉ được chọn một."],
        ),
        (line(26, {"8": {"case": "a", "level": 1, "more": 1}}), 26, ["Tiêu chí 8: không hiểu mục more."]),
        ('{"set": "11", "choices": {}}', "11", ["Số bộ tiêu chí (set) phải là số nguyên."]),
        ('{"set": 11.0, "choices": {}}', "11.0", ["Số bộ tiêu chí (set) phải là số nguyên."]),
        ('{"set": true, "choices": {}}', True, ["Số bộ tiêu chí (set) phải là số nguyên."]),
        ('{"choices": {}}', None, ["Thiếu số bộ tiêu chí (set)."]),
        ('{"set": 11}', 11, ["Thiếu các lựa chọn (choices)."]),
        (
            '{"set": 11, "choices": []}',
            11,
            ["Các lựa chọn phải là một danh sách tiêu chí và mức, không phải một danh sách."],
        ),
        ('{"set": 11, "set": 12, "choices": {}}', None, ["Mục set ghi nhiều lần."]),
        ('{"set": 11, "choices": {}, "regime": "R2"}', 11, ["Dòng ghi chế độ R2, lệnh đang chấm theo R4."]),
        ("[]", None, ['Dòng này phải là một đối tượng JSON, ví dụ {"set": 11, "choices": {}}.']),
        ("11", None, ['Dòng này phải là một đối tượng JSON, ví dụ {"set": 11, "choices": {}}.']),
        ("", None, ["Dòng trống."]),
    ],
)
def test_a_line_with_a_fault_is_answered_and_the_others_too(text: str, number: Any, errors: list[str]) -> None:
    good = line(11, {"1.1": 2})
    done = ocop("law", "score", lines=f"{good}\n{text}\n{good}\n")
    before, found, after = answers(done)
    assert done.returncode == 1
    assert list(found) == KEYS
    assert found == {
        "set": number, "parts": None, "total": None, "band": None, "gates": None, "star": None, "unmet": [], "errors": errors
    }  # fmt: skip
    assert (before, before["total"], before["errors"]) == (after, "2", [])


@pytest.mark.parametrize(
    "text", [b"{", b'{"set": 11, "choices": {}} x', b'{"set": 11, "choices": {"1.1": 01}}', b"\xff\xfe", b"[" * 100_000]
)
def test_a_line_that_is_no_json_is_answered(text: bytes) -> None:
    done = ocop("law", "score", lines=b'{"set": 11, "choices": {}}\n' + text + b'\n{"set": 1, "choices": {}}\n')
    good, found, after = answers(done)
    assert (done.returncode, good["star"], after["star"]) == (1, 1, 1)
    assert (found["set"], found["star"]) == (None, None)
    assert found["errors"][0].startswith("Dòng này không phải JSON hợp lệ")


def test_all_faults_of_a_line_are_named_at_once() -> None:
    done = ocop("law", "score", lines=line(11, {"1.1": 9, "x": 1, "1.2": 1, "1.3": "a"}))
    assert answers(done)[0]["errors"] == [
        "Tiêu chí 1.1: mức 9 không có, chỉ có mức 1 đến 3.",
        "Bộ 11 không có tiêu chí x.",
        "Tiêu chí 1.3: mức phải là số nguyên, không phải chữ “a”.",
    ]


def test_line_ends_of_windows_a_byte_order_mark_and_blank_lines_at_the_end_do_no_harm() -> None:
    good = line(11, {"1.1": 2})
    done = ocop("law", "score", lines="\ufeff" + f"{good}\r\n{good}\r\n\r\n\n  \n")
    assert done.returncode == 0
    assert [one["total"] for one in answers(done)] == ["2", "2"]


def test_no_input_gives_no_output() -> None:
    done = ocop("law", "score", lines="\n\n")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_program_that_waits_for_each_answer_gets_it() -> None:
    command = [sys.executable, "-m", "ocop.cli", "law", "score"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for level in (1, 2, 3):
            running.stdin.write(line(11, {"1.1": level}) + "\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["total"] == str(level)
        running.stdin.close()
    assert running.returncode == 0


def test_a_file_and_a_regime_may_be_named(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(line(1, {}) + "\n" + line(11, {}) + "\n", encoding="utf-8")
    assert ocop("law", "score", str(file)).returncode == 0
    old = ocop("law", "score", "--regime", "R2", str(file))
    first, second = answers(old)
    assert (old.returncode, first["errors"], second["star"]) == (1, [], None)
    assert second["errors"] == ["Bộ 11 (148/QĐ-TTg) không dùng để chấm điểm: phần C chỉ đủ 32 trên 35 điểm."]
    assert ocop("law", "score", str(file), "--regime=R2").stdout == old.stdout
    assert ocop("law", "score", "--regime", "R1", str(file)).returncode == 2
    missing = ocop("law", "score", str(tmp_path / "none.jsonl"))
    assert (missing.returncode, missing.stderr) == (2, f"Không tìm thấy tệp {tmp_path / 'none.jsonl'}.\n")


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
        '{"totals": {"a": "100", "b": "99"}, "mean": "99.50", "spread": "1", "rescore": false, "band": 5, "star": 5, "errors": []}\n'
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
    assert (found["mean"], found["star"], found["errors"]) == (
        "99.50",
        None,
        ["Hội đồng chưa thống nhất mức của tiêu chí 2.3."],
    )
    assert answers(ocop("law", "tally", lines=panel(**differing, agreed={"2.3": 3})))[0]["star"] == 5
    assert answers(ocop("law", "tally", lines=panel({"gates_by": "majority"}, **differing)))[0]["star"] == 3
    assert answers(ocop("law", "tally", lines=panel(**differing, waived=["2.3"])))[0]["star"] == 5


@pytest.mark.parametrize(
    ("record", "errors"),
    [
        ({"set": 11, "sheets": []}, ["Thiếu phiếu chấm (sheets)."]),
        ({"set": 11}, ["Thiếu phiếu chấm (sheets)."]),
        ({"set": 0, "sheets": []}, ["Không có bộ tiêu chí số 0."]),
        ({"set": 11, "sheets": [{"choices": {}}]}, ["Phiếu thứ 1: thiếu tên thành viên (member)."]),
        ({"set": 11, "sheets": [{"member": "a"}]}, ["Phiếu a: Thiếu các lựa chọn (choices)."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {}}] * 2}, ["Phiếu a: ghi nhiều lần."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {"1.1": 7}}]}, ["Phiếu a: Tiêu chí 1.1: mức 7 không có, chỉ có mức 1 đến 3."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {}}], "agreed": {"1.1": "x"}}, ["Tiêu chí 1.1: mức phải là số nguyên, không phải chữ “x”."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {}}], "rules": {"spread": 1}}, ["Không có quy tắc spread."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {}}], "rules": {"max_spread": "x"}}, ["Quy tắc max_spread phải là một số không âm, hoặc null khi không giới hạn."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {}}], "rules": {"max_spread": True}}, ["Quy tắc max_spread phải là một số không âm, hoặc null khi không giới hạn."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {}}], "rules": {"gates_by": "all"}}, ["Quy tắc gates_by phải là agreed hoặc majority."]),
        ({"set": 11, "sheets": [{"member": "a", "choices": {}}], "waived": ["x"]}, ["Mục waived phải là danh sách mã tiêu chí có trong bộ."]),
    ],
)  # fmt: skip
def test_a_panel_with_a_fault_is_explained(record: dict[str, Any], errors: list[str]) -> None:
    done = ocop("law", "tally", lines=json.dumps(record) + "\n" + panel())
    found, good = answers(done)
    assert done.returncode == 1
    assert list(found) == TALLY_KEYS
    assert (found["totals"], found["mean"], found["star"], found["errors"]) == ({}, None, None, errors)
    assert good["star"] == 5


@pytest.mark.parametrize("number", [1, 11, 26])
def test_a_sheet_is_printed_with_every_level(number: int) -> None:
    sheet = json.loads(ocop("law", "sheet", str(number), "--json").stdout)
    rows = [
        (
            one["code"],
            one.get("case", ""),
            one["max"],
            one["kind"],
            option["level"],
            option["points"],
            option["star_gate"],
        )
        for one in sheet["criteria"]
        for option in one["options"]
    ]
    assert (sheet["regime"], sheet["set"], list(sheet)) == ("R4", number, ["regime", "set", "criteria"])
    assert rows == [(r.code, r.case, r.max, r.kind, r.level, r.points, r.mark) for r in law_rows(number)]


def test_a_sheet_is_shown_to_people_with_its_source_in_two_languages() -> None:
    shown = ocop("law", "sheet", "11")
    assert shown.returncode == 0
    assert "Chè tươi, chè chế biến" in shown.stdout
    assert "D11-02" in shown.stdout
    assert "Raw-material source" in ocop("law", "sheet", "11", "--lang", "en").stdout
    assert "Không dùng để chấm điểm" in ocop("law", "sheet", "11", "--regime", "R2").stdout
    assert ocop("law", "sheet", "27").returncode == 2


def test_check_reports_every_sheet_and_exits_cleanly() -> None:
    done = ocop("law", "check")
    assert done.returncode == 0
    assert "26 bộ, 787 tiêu chí, 2535 mức; 0 bộ có lỗi." in done.stdout
    found = json.loads(ocop("law", "check", "--json").stdout)
    assert [(one["set"], one["parts"], one["matches"], one["faults"]) for one in found["sheets"]] == [
        (number, [40, 25, 35], True, []) for number in SETS
    ]
    old = json.loads(ocop("law", "check", "--regime", "R2", "--json").stdout)
    assert [one["set"] for one in old["sheets"] if one["refused"]] == [7, 11, 12, 13]


def test_help_explains_with_examples() -> None:
    assert "ocop law check" in ocop("--help").stdout
    assert '"choices"' in ocop("law", "score", "--help").stdout


def test_a_random_line_answers_as_the_independent_scorer() -> None:
    choices = {"1.1": 2, "2.1": 4, "9": 2, "2.4": 1}
    found = answers(ocop("law", "score", lines=line(11, choices)))[0]
    expected = expected_score(11, choices)
    assert (found["total"], found["band"], found["star"]) == (str(expected.total), expected.band, expected.star)
    assert [(one["star"], one["criterion"], one["needs_level"]) for one in found["unmet"]] == expected.unmet
