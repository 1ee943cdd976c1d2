"""A slip in a file of the law is refused with its place; nothing is read as something else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest

from ocop.law.reading import Key, Named, RecordError, read, reading


@dataclass(frozen=True, slots=True)
class Step:
    days: int
    unit: Literal["days", "working_days"]


@dataclass(frozen=True, slots=True)
class Paper(Named):
    number: Annotated[int, Key("set")]
    steps: tuple[Step, ...]
    points: Mapping[str, int]
    free: Any
    since: date | None = None
    is_open: bool = False


ROW: dict[str, Any] = {
    "code": "P1", "vi": "Giấy", "en": "Paper", "set": 7, "points": {"A": 40}, "free": [1],
    "steps": [{"days": 5, "unit": "days"}],
}  # fmt: skip


def test_a_record_is_made_of_what_the_file_says() -> None:
    paper = Paper("Giấy", "Paper", "P1", 7, (Step(5, "days"),), {"A": 40}, [1], None, is_open=False)
    assert read(Paper, ROW) == paper
    assert read(Paper, ROW | {"since": date(2026, 5, 22), "is_open": True}) == Paper(
        "Giấy", "Paper", "P1", 7, (Step(5, "days"),), {"A": 40}, [1], date(2026, 5, 22), is_open=True
    )


def test_what_the_caller_made_is_taken_as_it_is() -> None:
    assert read(Paper, ROW | {"steps": "any"}, steps=(), number=8).steps == ()


@pytest.mark.parametrize(
    ("slip", "sentence"),
    [
        ({"set": "7"}, "set: không nhận '7'"),
        ({"set": True}, "set: không nhận True"),
        ({"is_open": 1}, "is_open: không nhận 1"),
        ({"since": "2026-05-22"}, "since: không nhận '2026-05-22'"),
        ({"steps": {"days": 5}}, "steps: không nhận {'days': 5}"),
        ({"steps": [{"days": 5, "unit": "weeks"}]}, "steps[0].unit: không nhận 'weeks'"),
        ({"steps": [{"days": 5}]}, "steps[0]: thiếu mục unit"),
        ({"steps": [5]}, "steps[0]: không nhận 5"),
        ({"points": {"A": "40"}}, "points.A: không nhận '40'"),
        ({"colour": "red", "age": 1}, "tệp: không biết mục age, colour"),
        ({"number": 7}, "tệp: set và number là một mục"),
    ],
)
def test_a_slip_is_refused_with_its_place(slip: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RecordError, match=f"^{re.escape(sentence)}$"):
        read(Paper, ROW | slip)


def test_a_word_that_is_missing_is_named_as_the_file_writes_it() -> None:
    with pytest.raises(RecordError, match=r"^tệp: thiếu mục set$"):
        read(Paper, {word: value for word, value in ROW.items() if word != "set"})


def test_the_sentence_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "papers.yaml"
    file.write_text("- {days: 5, unit: weeks}\n", encoding="utf-8")
    with pytest.raises(RecordError, match=r"^papers\.yaml: unit: không nhận 'weeks'$"), reading(file) as rows:
        read(Step, rows[0])
