"""What stands under a hash is what stood under it when the hash was made."""

from pathlib import Path

import yaml

from ocop.ledger.keeping import Kept, all_kept
from ocop.ledger.models import PersonalValue

TABLE = Path(__file__).parents[4] / "tests" / "kept_columns.yaml"


def test_other_columns_under_a_hash_are_a_new_version() -> None:
    """Stored hashes of a province hold only for the columns they were made of; a new version takes the rows on anew."""
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    declared = {
        f"{one.kind}/{version}": (one, version) for one in all_kept().values() for version in range(1, one.version + 1)
    }
    assert {name: sorted(columns.split()) for name, columns in table.items()} == {
        name: sorted([*kept.fields_at(version), *(f"{one}*" for one in kept.personal)])
        for name, (kept, version) in declared.items()
    }


def test_every_column_but_the_number_is_under_the_hash_unless_it_is_said_why_not() -> None:
    kept = Kept(PersonalValue, "Dữ liệu", personal=("value",), outside={"salt": "a reason"})
    assert kept.fields == ("kind", "record_id", "field", "commitment", "written_at", "erased_at")


def test_what_is_personal_or_outside_is_a_column() -> None:
    wrong = {
        f"{kept.kind}.{name}"
        for kept in all_kept().values()
        for name in {*kept.personal, *kept.outside} - {one.attname for one in kept.model._meta.concrete_fields}
    }
    assert wrong == set()
