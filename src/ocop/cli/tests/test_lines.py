"""The two readers of a line agree, and lines are found whatever the pieces they arrive in."""

import io
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.cli.lines import answer_lines
from ocop.cli.main import demo_port, plain_form
from ocop.cli.score_lines import ScoreLines
from ocop.law.governing import law_under
from ocop.law.tests.reference import SETS, expected_score, random_choices
from ocop.law.tests.usual import DAY


@pytest.mark.parametrize("number", SETS)
def test_the_quick_reader_answers_as_the_careful_one_and_the_independent_scorer(number: int) -> None:
    dice = random.Random(number)  # noqa: S311
    lines = ScoreLines(law_under("R4", DAY))
    lines(json.dumps({"set": number, "choices": {}}).encode())
    for _ in range(150):
        choices = random_choices(number, dice, dice.choice((0.3, 0.9, 1)))
        line = json.dumps({"set": number, "choices": choices}).encode()
        quick = lines._quick(line)
        careful, fine = lines._careful(line)
        assert (quick, fine) == (careful, True)
        found, expected = json.loads(quick), expected_score(number, choices)
        assert found["parts"] == {part: str(points) for part, points in expected.parts.items()}
        stopped = number == 16 and any(choices.get(code) == 1 for code in ("6.1", "6.2", "6.3", "6.4"))  # 0 points
        star = None if stopped else expected.star
        assert (found["total"], found["band"], found["star"]) == (str(expected.total), expected.band, star)
        assert found["stopped"] == ["stop_zero_sensory"] * stopped
        assert found["gates"] == {str(star): met for star, met in expected.gates.items()}
        assert [(one["star"], one["criterion"], one["needs_level"]) for one in found["unmet"]] == expected.unmet


WARM = ScoreLines(law_under("R4", DAY))
for known in (11, 26):
    WARM(json.dumps({"set": known, "choices": {}}).encode())

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 6)
    | st.floats(allow_nan=False)
    | st.sampled_from(["a", "b", "1", "1.1", "8:a"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["case", "level", "1.1", "8", "x"]), inner, max_size=3)
    ),
    max_leaves=4,
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from((11, 26)), st.dictionaries(st.sampled_from(["1.1", "2.4", "8", "9", "x", "8:a"]), JSON, max_size=4)
)
def test_no_odd_line_slips_through_the_quick_reader(number: int, choices: dict[str, Any]) -> None:
    line = json.dumps({"set": number, "choices": choices}).encode()
    assert WARM(line) == WARM._careful(line)


class Pieces(io.RawIOBase):
    """A source that gives its bytes in the pieces it was built from."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces: Iterator[bytes] = iter([piece for piece in pieces if piece])

    def read1(self, _size: int) -> bytes:
        return next(self.pieces, b"")


@settings(deadline=None)
@given(st.lists(st.sampled_from([b"a", b"bc\n", b"\n", b" \n", b"d\ne", b"\r\n"]), max_size=12))
def test_lines_do_not_depend_on_how_they_arrive(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    expected = [line.strip() for line in whole.rstrip().split(b"\n")] if whole.strip() else []
    target = io.BytesIO()
    counted: list[int] = []
    fine = answer_lines(Pieces(pieces), target, lambda line: (line.decode().strip() or "-", True), counted.append)  # type: ignore[arg-type]
    assert fine
    assert target.getvalue().splitlines() == [line or b"-" for line in expected]
    assert sum(counted) == len(expected)


@pytest.mark.parametrize(
    ("arguments", "plain"),
    [
        (["law", "score"], ("score", "-", "R4")),
        (["law", "tally", "-"], ("tally", "-", "R4")),
        (["law", "score", "x.jsonl", "--regime", "R2"], ("score", "x.jsonl", "R2")),
        (["law", "score", "--regime", "R2", "x.jsonl"], ("score", "x.jsonl", "R2")),
        (["law", "score", "--regime"], None),
        (["law", "score", "--regime=R2"], None),
        (["law", "score", "--help"], None),
        (["law", "score", "a", "b"], None),
        (["law", "sheet", "11"], None),
        (["law"], None),
        ([], None),
    ],
)
def test_only_plain_forms_bypass_the_framework(arguments: list[str], plain: Any) -> None:
    assert plain_form(arguments) == plain


@pytest.mark.parametrize(
    ("arguments", "port"),
    [
        (["demo"], 8000),
        (["demo", "--port", "8123"], 8123),
        (["demo", "--port"], None),
        (["demo", "--port", "vài"], None),
        (["demo", "--port", "²"], None),
        (["demo", "--port", "8123", "--no-serve"], None),
        (["demo", "--help"], None),
        (["law", "check"], None),
        ([], None),
    ],
)
def test_only_the_plain_demonstration_starts_without_the_framework(arguments: list[str], port: int | None) -> None:
    assert demo_port(arguments) == port
