"""Registers the room `ledger` with Django and puts the guards of every room up around migrations."""

from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
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
        pre_migrate.connect(_take_guards_down, sender=self)
        post_migrate.connect(_put_guards_up, sender=self)
        post_migrate.connect(_take_on_what_was_there, sender=self)


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
