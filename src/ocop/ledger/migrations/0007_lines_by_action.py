"""Lines of the ledger by what was done, the newest first, without reading every other line."""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

INDEX = models.Index(fields=["action", "sequence"], name="entry_of_action")


def build(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Build the index beside those who write, where the database can."""
    beside = {"concurrently": True} if editor.connection.vendor == "postgresql" else {}
    editor.add_index(apps.get_model("ledger", "AuditEntry"), INDEX, **beside)


def take_down(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it down again."""
    beside = {"concurrently": True} if editor.connection.vendor == "postgresql" else {}
    editor.remove_index(apps.get_model("ledger", "AuditEntry"), INDEX, **beside)


class Migration(migrations.Migration):
    """An index, built in a migration of its own."""

    atomic = False
    dependencies = [("ledger", "0006_newest_lines_of_a_kind")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.AddIndex("auditentry", INDEX)],
            database_operations=[migrations.RunPython(build, take_down)],
        )
    ]
