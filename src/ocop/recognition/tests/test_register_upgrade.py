"""A database in use takes changes of the tables that the register's triggers stand on, and finds as before afterwards."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.models.signals import pre_migrate

from ocop.recognition.models import RegisterEntry
from ocop.recognition.queries.register import search_register
from ocop.recognition.queries.register_filters import Filters
from ocop.recognition.register_indexes import ensure_register_indexes, lay_aside

from .test_register import TODAY, published

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL changes a table where it stands"),
]


def test_a_register_in_use_is_changed_and_still_found_in() -> None:
    published("Trà sen")
    assert pre_migrate.has_listeners(apps.get_app_config("recognition"))
    lay_aside([(SimpleNamespace(app_label="recognition"), False)])
    old, new = RegisterEntry._meta.get_field("name"), models.CharField(max_length=251)
    new.set_attributes_from_name("name")
    with connection.schema_editor() as editor:
        editor.alter_field(RegisterEntry, old, new)
        editor.alter_field(RegisterEntry, new, old)
    ensure_register_indexes()
    published("Trà hoa")
    assert [row.name for row in search_register("tra", Filters(), on=TODAY)] == ["Trà hoa", "Trà sen"]


def test_other_rooms_change_their_tables_without_a_new_index() -> None:
    published("Trà sen")
    lay_aside([(SimpleNamespace(app_label="councils"), False)])
    assert [row.name for row in search_register("tra sen", Filters(), on=TODAY)] == ["Trà sen"]
