"""Producers in their order, as the public list shows them, without sorting all of them."""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

INDEX = models.Index(fields=["sort_key", "id"], name="producer_in_order")


def build(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Build the index beside those who write, where the database can."""
    beside = {"concurrently": True} if editor.connection.vendor == "postgresql" else {}
    editor.add_index(apps.get_model("producers", "Producer"), INDEX, **beside)


def take_down(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it down again."""
    beside = {"concurrently": True} if editor.connection.vendor == "postgresql" else {}
    editor.remove_index(apps.get_model("producers", "Producer"), INDEX, **beside)


class Migration(migrations.Migration):
    """An index, built in a migration of its own."""

    atomic = False
    dependencies = [("producers", "0005_published_contact")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.AddIndex("producer", INDEX)],
            database_operations=[migrations.RunPython(build, take_down)],
        )
    ]
