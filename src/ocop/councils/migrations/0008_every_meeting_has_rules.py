"""From here on no meeting is without its rules."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The column that the migration before has filled may not be empty."""

    dependencies = [("councils", "0007_meetings_keep_their_rules")]
    operations = [
        migrations.AlterField(
            "councilmeeting",
            "rules",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meetings",
                to="councils.councilrules",
            ),
        )
    ]
