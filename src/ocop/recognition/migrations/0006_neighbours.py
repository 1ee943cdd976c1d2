"""Products of a province and a set in their order, as a product page asks for its neighbours, without walking the whole province."""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

INDEX = models.Index(fields=["province_code", "set_number", "sort_key"], name="register_neighbours")


def build(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Build the index beside those who write, where the database can."""
    beside = {"concurrently": True} if editor.connection.vendor == "postgresql" else {}
    editor.add_index(apps.get_model("recognition", "RegisterEntry"), INDEX, **beside)


def take_down(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it down again."""
    beside = {"concurrently": True} if editor.connection.vendor == "postgresql" else {}
    editor.remove_index(apps.get_model("recognition", "RegisterEntry"), INDEX, **beside)


class Migration(migrations.Migration):
    """An index, built in a migration of its own."""

    atomic = False
    dependencies = [("recognition", "0005_snapshots_of_what_was_decided")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.AddIndex("registerentry", INDEX)],
            database_operations=[migrations.RunPython(build, take_down)],
        )
    ]
