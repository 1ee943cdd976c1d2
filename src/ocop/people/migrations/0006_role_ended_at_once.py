"""A role given by mistake can be taken back during its last day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_invitations"),
    ]

    operations = [
        migrations.AddField(
            model_name="roleassignment",
            name="ended_at_once",
            field=models.BooleanField(default=False),
        ),
    ]
