"""What may exist once is kept once by the database, and each such promise has its sentence for whoever comes second."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from ocop.ledger.uniqueness import TakenError, broken_constraint, kept_once, one_winner, sentences
from ocop.people.models import Role, RoleAssignment
from ocop.recognition.models import ImportBatch
from tests import builders
from tests.builders import AT

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


@pytest.mark.django_db
def test_the_broken_constraint_is_named_on_both_engines() -> None:
    person, unit = builders.account(email="a@example.vn"), builders.province()
    role = {"account": person, "role": Role.COMMUNE_OFFICER, "effective_from": AT.date()}
    RoleAssignment.objects.create(**role, unit=unit)
    RoleAssignment.objects.create(**role)
    ImportBatch.objects.create(**BATCH)
    again = {
        "role_is_assigned_once": lambda: RoleAssignment.objects.create(**role, unit=unit),
        "role_without_unit_is_assigned_once": lambda: RoleAssignment.objects.create(**role),
        "importbatch.sha256": lambda: ImportBatch.objects.create(**BATCH),
        "email_belongs_to_one_account": lambda: builders.account(email="A@example.vn"),
    }
    for name, step in again.items():
        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            step()
        assert broken_constraint(refusal.value) == name
        with pytest.raises(TakenError) as taken, one_winner():
            step()
        assert (taken.value.constraint, taken.value.sentence) == (name, sentences()[name]["says"])


BATCH = {"file_name": "a.csv", "sha256": "0" * 64, "rows": 0, "created": 0, "unchanged": 0, "imported_at": AT}


@pytest.mark.django_db
def test_another_refusal_of_the_database_stays_what_it_is() -> None:
    """A row without its day is a fault of ours, not somebody who came second."""
    with pytest.raises(IntegrityError), one_winner():
        RoleAssignment.objects.create(account=builders.account(), role=Role.COMMUNE_OFFICER, effective_from=None)


def test_a_lock_leaves_the_key_free() -> None:
    """``FOR UPDATE`` would also stop everyone who writes a line naming the row: two writers could wait for each other."""
    calls = (
        (path.relative_to(SOURCE), call)
        for path in SOURCE.rglob("*.py")
        for call in LOCK.findall(path.read_text(encoding="utf-8"))
    )
    assert [(str(path), call) for path, call in calls if "no_key=True" not in call] == []
