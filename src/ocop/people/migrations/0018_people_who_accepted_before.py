"""Whoever accepted an invitation before it was asked who had opened the link goes on as before; the record says so."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def fill(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """Mark them."""
    accepted = apps.get_model("people", "Invitation").objects.filter(
        accepted_at__isnull=False, confirmed_at__isnull=True
    )
    accepted.update(confirmed_way="earlier", confirmed_at=F("accepted_at"))


class Migration(migrations.Migration):
    """Fill the new columns."""

    dependencies = [("people", "0017_invitations_sent_and_confirmed")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
