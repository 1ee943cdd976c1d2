"""Dossiers inside a unit, found by the beginning of their path on PostgreSQL too."""

from django.db import migrations, models

from ocop.ledger.upgrading import index_built, index_dropped

NEW = models.Index(
    fields=["unit_path", "state", "due_on"],
    opclasses=["varchar_pattern_ops", "varchar_ops", "date_ops"],
    name="dossier_of_unit",
)
OLD = models.Index(fields=["unit_path", "state", "due_on"], name="dossier_queue")


class Migration(migrations.Migration):
    """Indexes, built in a migration of their own."""

    atomic = False
    dependencies = [("dossiers", "0008_central_review_states")]
    operations = [index_built("dossiers", "dossier", NEW), index_dropped("dossiers", "dossier", OLD)]
