"""The database refuses to change a sealed sheet or its marks."""

from django.db import migrations

from ocop.councils.guards import put_up_guards, take_down_guards


class Migration(migrations.Migration):
    dependencies = [("councils", "0004_rescoring")]
    operations = [migrations.RunPython(put_up_guards, take_down_guards)]
