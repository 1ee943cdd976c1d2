"""The database keeps user names apart that people cannot."""

from django.db import migrations

import ocop.people.models


class Migration(migrations.Migration):
    """Make the key unique."""

    dependencies = [("people", "0014_user_name_key")]
    operations = [
        migrations.AlterField(
            "useraccount",
            "user_name_key",
            ocop.people.models.UserNameKey(editable=False, max_length=200, unique=True),
        )
    ]
