"""The register of a sector in its order, and the register inside a unit."""

from django.db import migrations, models

from ocop.ledger.upgrading import index_built

SECTOR = models.Index(fields=["sector_code", "sort_key", "product"], name="register_sector")
UNIT = models.Index(fields=["unit_path"], opclasses=["varchar_pattern_ops"], name="register_of_unit")


class Migration(migrations.Migration):
    """Indexes, built in a migration of their own."""

    atomic = False
    dependencies = [("recognition", "0010_revocations")]
    operations = [
        index_built("recognition", "registerentry", SECTOR),
        index_built("recognition", "registerentry", UNIT),
    ]
