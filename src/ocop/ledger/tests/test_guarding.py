"""Guards of every room: they stand after a migration, cover every unique key of their table, and come back when they were lifted."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import UniqueConstraint
from django.db.models.signals import post_migrate, pre_migrate

from ocop.ledger.freezing import Frozen, FrozenTables
from ocop.ledger.guarding import all_guards, all_lifted, missing_guards

pytestmark = pytest.mark.django_db
FROZEN = [frozen for guards in all_guards() if isinstance(guards, FrozenTables) for frozen in guards.frozen]
# Triggers that keep days apart instead of freezing rows (`people/guards.py`).
KEEPING_APART = {
    "sqlite": {"guard_people_deputyship_insert", "guard_people_deputyship_update"},
    "postgresql": {"guard_people_deputyship_change"},
}


def standing() -> set[str]:
    """Names of the triggers in the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        return {name for (name,) in cursor.fetchall() if name.startswith("guard_")}


def expected() -> set[str]:
    steps = ["update", "delete"]
    always = {f"guard_{one.table}_{step}" for one in FROZEN for step in steps} | KEEPING_APART[connection.vendor]
    if connection.vendor == "sqlite":
        return always | {f"guard_{one.table}_insert" for one in FROZEN}
    return (
        always
        | {f"guard_{one.table}_truncate" for one in FROZEN}
        | {f"guard_{one.table}_insert" for one in FROZEN if one.joined}
    )


def test_all_guards_stand_in_a_migrated_database() -> None:
    assert standing() == expected()


def test_lifted_guards_come_back() -> None:
    with all_lifted(connection):
        assert standing() == set()
    assert standing() == expected()


def test_guards_that_are_missing_are_named_and_the_ledger_is_not_called_sound() -> None:
    assert missing_guards(connection) == []
    with all_lifted(connection):
        assert set(missing_guards(connection)) == expected()
        with pytest.raises(CommandError, match=r"guard_ledger_auditentry_delete.*ocop manage migrate"):
            call_command("verify_ledger", verbosity=0)
    call_command("verify_ledger", verbosity=0)


def test_guards_go_down_before_a_migration_and_up_after_it() -> None:
    ledger = apps.get_app_config("ledger")
    told = {"app_config": ledger, "verbosity": 0, "interactive": False, "using": "default", "plan": ["a migration"]}
    pre_migrate.send(ledger, **told)
    assert standing() == set()
    post_migrate.send(ledger, **told)
    assert standing() == expected()


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda one: one.table)
def test_a_guard_knows_every_unique_key_of_its_table(frozen: Frozen) -> None:
    """A key that is left out would let REPLACE delete a frozen row unseen."""
    model = next(one for one in apps.get_models() if one._meta.db_table == frozen.table)
    single = {(field.column,) for field in model._meta.concrete_fields if field.unique and not field.primary_key}
    several = {
        tuple(model._meta.get_field(name).column for name in one.fields)  # type: ignore[union-attr]
        for one in model._meta.constraints
        if isinstance(one, UniqueConstraint)
    }
    declared = {tuple(part.strip() for part in key.partition(" WHERE ")[0].split(",")) for key in frozen.keys}
    assert declared == single | several
    assert frozen.primary == model._meta.pk.column
