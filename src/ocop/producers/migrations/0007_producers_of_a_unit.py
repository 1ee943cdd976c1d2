"""Producers inside a unit, found by the beginning of their path on PostgreSQL too."""

from django.db import migrations, models

from ocop.ledger.upgrading import index_built, index_dropped

NEW = models.Index(fields=["unit_path"], opclasses=["varchar_pattern_ops"], name="producer_of_unit")
OLD = models.Index(fields=["unit_path"], name="producer_unit")


class Migration(migrations.Migration):
    """Indexes, built in a migration of their own."""

    atomic = False
    dependencies = [("producers", "0006_in_order")]
    operations = [index_built("producers", "producer", NEW), index_dropped("producers", "producer", OLD)]
