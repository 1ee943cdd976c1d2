"""What may exist once is kept once by the database, and each such promise has its sentence for whoever comes second."""

import re
from collections import Counter
from pathlib import Path

from ocop.ledger.uniqueness import kept_once, sentences

SOURCE = Path(__file__).resolve().parent.parent / "src" / "ocop"
LOCK = re.compile(r"\.select_for_update\((?:[^()]|\([^()]*\))*\)")


def test_everything_that_exists_once_has_its_sentence() -> None:
    assert set(sentences()) == set(kept_once())


def test_every_sentence_ends_and_names_no_column() -> None:
    assert [
        entry["says"] for entry in sentences().values() if not entry["says"].endswith(".") or "_" in entry["says"]
    ] == []


def test_two_promises_of_one_table_are_told_apart_by_their_columns() -> None:
    """SQLite names the columns of a broken constraint, not the constraint."""
    places = Counter(place for place in kept_once().values() if place[1])
    assert [place for place, times in places.items() if times > 1] == []


def test_a_lock_leaves_the_key_free() -> None:
    """``FOR UPDATE`` would also stop everyone who writes a line naming the row: two writers could wait for each other."""
    calls = (
        (path.relative_to(SOURCE), call)
        for path in SOURCE.rglob("*.py")
        for call in LOCK.findall(path.read_text(encoding="utf-8"))
    )
    assert [(str(path), call) for path, call in calls if "no_key=True" not in call] == []
