"""The database refuses to change a signed report, its surveys and its test requests."""

from django.db import migrations

from ocop.advisory.guards import put_up_guards, take_down_guards


class Migration(migrations.Migration):
    dependencies = [("advisory", "0001_initial")]
    operations = [migrations.RunPython(put_up_guards, take_down_guards)]
