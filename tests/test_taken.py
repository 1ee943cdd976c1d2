"""The refusal of a database is named on both engines, and becomes the sentence of what exists once."""

import pytest
from django.db import IntegrityError, transaction

from ocop.ledger.uniqueness import TakenError, broken_constraint, one_winner, sentences
from ocop.people.models import Role, RoleAssignment
from ocop.recognition.models import ImportBatch
from tests import builders
from tests.builders import AT


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
        "list_is_imported_once": lambda: ImportBatch.objects.create(**BATCH),
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
