"""The command-line formats, through the real command: other programs depend on them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ocop.cli.answering import law_asked_for
from ocop.cli.score_lines import ScoreLines
from ocop.cli.tests.running import answers, line, ocop, top
from ocop.law.tests.reference import SETS, expected_score, law_rows

KEYS = ["set", "parts", "total", "band", "gates", "star", "unmet", "errors", "stopped", "warnings"]


def test_score_prints_exactly_the_documented_object() -> None:
    done = ocop("law", "score", lines=line(11, {**top(11), "2.3": 2, "7": 2, "6.2.3": 1, "4.3": 1, "10": 1}) + "\n")
    assert done.returncode == 0
    assert done.stdout == (
        '{"set": 11, "parts": {"A": "39", "B": "20", "C": "25"}, "total": "84", "band": 4, '
        '"gates": {"3": true, "4": false, "5": false}, "star": 3, "unmet": ['
        '{"star": 4, "criterion": "2.3", "needs_level": 3}, {"star": 4, "criterion": "7", "needs_level": 3}, '
        '{"star": 5, "criterion": "7", "needs_level": 4}], "errors": [], "stopped": [], "warnings": []}\n'
    )


def test_every_set_is_scored_in_the_order_of_the_lines() -> None:
    done = ocop("law", "score", lines="\n".join(line(number, top(number)) for number in reversed(SETS)))
    assert done.returncode == 0
    assert [(one["set"], one["total"], one["star"]) for one in answers(done)] == [(n, "100", 5) for n in reversed(SETS)]


NO_STORY = ["Tiêu chí 5.2 chỉ chấm khi tiêu chí 5.1 có điểm.", "Tiêu chí 5.3 chỉ chấm khi tiêu chí 5.1 có điểm."]
STOP = ["stop_zero_sensory"]
CASES = {"8": {"case": "a", "level": 1}, "9": {"case": "b", "level": 1}}
DIFFERENT_CASES = ["Các tiêu chí chia trường hợp đang chọn những trường hợp khác nhau."]


def without(number: int, *codes: str) -> dict[str, Any]:
    return {code: level for code, level in top(number).items() if code not in codes}


@pytest.mark.parametrize(
    ("number", "choices", "stopped", "warnings"),
    [
        (16, top(16), [], []),
        *((16, {**top(16), code: 1}, STOP, []) for code in ("6.1", "6.2", "6.3", "6.4")),
        (16, without(16, "6.1"), [], []),  # not answered is not a chosen zero
        (16, {**without(16, "5.1"), "6.4": 1}, STOP, NO_STORY),
        (11, without(11, "5.1"), [], NO_STORY),
        (26, CASES, [], DIFFERENT_CASES),
    ],
)
@pytest.mark.parametrize("careful", [False, True])
def test_what_stops_a_sheet_and_what_is_doubtful_is_printed(
    number: int, choices: Any, stopped: list[str], warnings: list[str], *, careful: bool
) -> None:
    """The quick reader and the careful one, which a named regime on the line leads to, print the same."""
    answer = ScoreLines(law_asked_for("R4"))
    answer(line(number, {}).encode())  # the sheet is prepared by the first line
    asked = {"set": number, "choices": choices, **({"regime": "R4"} if careful else {})}
    text, fine = answer(json.dumps(asked).encode())
    found = json.loads(text)
    expected = expected_score(number, choices)
    assert fine is True
    assert (found["stopped"], found["warnings"], found["errors"]) == (stopped, warnings, [])
    assert found["star"] == (None if stopped else expected.star)
    assert (found["total"], found["band"]) == (str(expected.total), expected.band)
    assert found["gates"] == {str(one): met for one, met in expected.gates.items()}


FAULTS: list[tuple[str, Any, list[str]]] = [
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
]


@pytest.fixture(scope="module")
def faulty() -> tuple[int, list[dict[str, Any]]]:
    """Answer all faulty lines at once, a good line before each of them and one at the end."""
    good = line(11, {"1.1": 2})
    done = ocop("law", "score", lines="".join(f"{good}\n{text}\n" for text, _, _ in FAULTS) + good)
    return done.returncode, answers(done)


@pytest.mark.parametrize("place", range(len(FAULTS)))
def test_a_line_with_a_fault_is_answered_and_the_others_too(
    place: int, faulty: tuple[int, list[dict[str, Any]]]
) -> None:
    status, found = faulty
    _, number, errors = FAULTS[place]
    empty = {
        "parts": None,
        "total": None,
        "band": None,
        "gates": None,
        "star": None,
        "unmet": [],
        "stopped": [],
        "warnings": [],
    }
    assert (status, len(found)) == (1, 2 * len(FAULTS) + 1)
    assert list(found[2 * place + 1]) == KEYS
    assert found[2 * place + 1] == {"set": number, **empty, "errors": errors}
    assert [(one["total"], one["errors"]) for one in (found[2 * place], found[2 * place + 2])] == [("2", [])] * 2


def test_lines_that_are_no_json_are_answered() -> None:
    texts = [
        b"{",
        b'{"set": 11, "choices": {}} x',
        b'{"set": 11, "choices": {"1.1": 01}}',
        b"\xff\xfe",
        b"[" * 100_000,
        '\u2028{"set": 11, "choices": {}}'.encode(),
        b'\x0c{"set": 11, "choices": {}}',
    ]
    good = b'{"set": 11, "choices": {}}\n'
    done = ocop("law", "score", lines=good + b"\n".join(texts) + b"\n" + good)
    first, *found, last = answers(done)
    assert (done.returncode, first["star"], last["star"]) == (1, 1, 1)
    assert [(one["set"], one["star"]) for one in found] == [(None, None)] * len(texts)
    assert [one["errors"] for one in found] == [
        ["Dòng này không phải JSON hợp lệ: sai từ ký tự thứ 2."],
        ["Dòng này không phải JSON hợp lệ: sai từ ký tự thứ 28."],
        ["Dòng này không phải JSON hợp lệ: sai từ ký tự thứ 33."],
        ["Dòng này không phải JSON hợp lệ."],
        ["Dòng này không phải JSON hợp lệ."],
        ["Dòng này không phải JSON hợp lệ: sai từ ký tự thứ 1."],
        ["Dòng này không phải JSON hợp lệ: sai từ ký tự thứ 1."],
    ]


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
