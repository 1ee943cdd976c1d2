"""The newest lines of one kind of record by an index, not by walking back through all kinds."""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

INDEX = models.Index(fields=["subject_kind", "sequence"], name="entry_of_kind")


def build(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Build the index; on PostgreSQL beside writers."""
    beside = {"concurrently": True} if editor.connection.vendor == "postgresql" else {}
    editor.add_index(apps.get_model("ledger", "AuditEntry"), INDEX, **beside)


def take_down(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index down again."""
    beside = {"concurrently": True} if editor.connection.vendor == "postgresql" else {}
    editor.remove_index(apps.get_model("ledger", "AuditEntry"), INDEX, **beside)


class Migration(migrations.Migration):
    """One index."""

    atomic = False
    dependencies = [("ledger", "0005_checkpoint_readers")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.AddIndex("auditentry", INDEX)],
            database_operations=[migrations.RunPython(build, take_down)],
        )
    ]
