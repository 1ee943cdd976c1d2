"""Telephones of accounts in the one form in which they are read now; what cannot be read stays as it is."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ocop.vietnamese import telephone


def fill(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write +84 912 345 678 as 0912345678."""
    accounts = apps.get_model("people", "UserAccount").objects
    for pk, phone in accounts.exclude(phone="").values_list("pk", "phone"):
        try:
            number = telephone(phone)
        except ValueError:
            continue
        if number != phone:
            accounts.filter(pk=pk).update(phone=number)


class Migration(migrations.Migration):
    """Rewrite the column."""

    dependencies = [("people", "0019_proved_addresses")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
