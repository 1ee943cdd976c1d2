"""Registers the room `ledger` with Django and puts the guards of every room up around migrations; the file is its owner's."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils import timezone


class LedgerConfig(AppConfig):
    """The room `ledger`."""

    name = "ocop.ledger"
    label = "ledger"
    verbose_name = "Nhật ký"

    def ready(self) -> None:
        """Take the guards down before tables change, and put up all of them, as they read today, when migrations are done.

        SQLite rebuilds a table to change it and forgets its triggers without a word; so no migration carries guards itself.
        """
        from . import inside  # noqa: F401 - the lookup of every floor above

        connection_created.connect(_for_the_owner_only)
        pre_migrate.connect(_take_guards_down, sender=self)
        post_migrate.connect(_put_guards_up, sender=self)
        post_migrate.connect(_take_on_what_was_there, sender=self)


def _for_the_owner_only(*, connection: Any, **_: Any) -> None:
    """The embedded database is a file: nobody else on this machine reads it, nor what stands beside it."""
    if connection.vendor != "sqlite":
        return
    for suffix in ("", "-wal", "-shm"):
        file = Path(f"{connection.settings_dict['NAME']}{suffix}")
        with suppress(OSError):  # in memory, not there yet, or not ours to change
            if file.stat().st_mode & 0o077:
                file.chmod(0o600)


def _take_guards_down(*, using: str, plan: Any = None, **_: Any) -> None:
    from .guarding import all_guards

    if plan:
        for guards in all_guards():
            guards.drop_on(connections[using])


def _put_guards_up(*, using: str, plan: Any = None, **_: Any) -> None:
    from .guarding import all_guards

    if plan is None:  # a test that emptied its tables
        return
    for guards in all_guards():
        guards.raise_on(connections[using])


def _take_on_what_was_there(*, using: str, plan: Any = None, **_: Any) -> None:
    """After an upgrade: records that this release begins to keep are taken under a hash, once every table is as it must be."""
    from django.db.migrations.executor import MigrationExecutor

    from .adopting import adopt_what_was_there

    if not plan or using != DEFAULT_DB_ALIAS:
        return
    executor = MigrationExecutor(connections[using])
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        adopt_what_was_there(at=timezone.now())
