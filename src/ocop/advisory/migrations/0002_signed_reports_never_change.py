"""The database refuses to change a signed report, its surveys and its test requests."""

from django.db import migrations

from ocop.advisory.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [("advisory", "0001_initial")]
    operations = [migrations.RunPython(GUARDS.put_up, GUARDS.take_down)]
