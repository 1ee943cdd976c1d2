"""What no two accounts share of their user names: filled for those that exist; of two that look alike, the older keeps the key."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import ocop.people.models
from ocop.vietnamese import user_name_key


def fill(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """A later look-alike signs in by its exact name only: its key holds a sign that no name holds."""
    accounts, seen = apps.get_model("people", "UserAccount"), set()
    for pk, username in accounts.objects.order_by("pk").values_list("pk", "username"):
        key = user_name_key(username)
        key = f"{key} #{pk}" if key in seen else key
        seen.add(key)
        accounts.objects.filter(pk=pk).update(user_name_key=key)


class Migration(migrations.Migration):
    """Add the column and fill it."""

    dependencies = [("people", "0013_erased_accounts")]
    operations = [
        migrations.AddField(
            "useraccount",
            "user_name_key",
            ocop.people.models.UserNameKey(editable=False, max_length=200, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
