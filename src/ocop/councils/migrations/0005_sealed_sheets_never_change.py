"""The database refuses to change a sealed sheet or its marks."""

from django.db import migrations

from ocop.councils.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [("councils", "0004_rescoring")]
    operations = [migrations.RunPython(GUARDS.put_up, GUARDS.take_down)]
