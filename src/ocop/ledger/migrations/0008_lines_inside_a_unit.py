"""Lines of the ledger inside a unit, found by the beginning of their path on PostgreSQL too."""

from django.db import migrations, models

from ocop.ledger.upgrading import index_built, index_dropped

NEW = models.Index(
    fields=["unit_path", "at"], opclasses=["varchar_pattern_ops", "timestamptz_ops"], name="entry_in_unit"
)
OLD = models.Index(fields=["unit_path", "at"], name="entry_of_unit")


class Migration(migrations.Migration):
    """Indexes, built in a migration of their own."""

    atomic = False
    dependencies = [("ledger", "0007_lines_by_action")]
    operations = [index_built("ledger", "auditentry", NEW), index_dropped("ledger", "auditentry", OLD)]
