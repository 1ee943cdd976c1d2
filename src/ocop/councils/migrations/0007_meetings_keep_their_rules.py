"""Meetings held so far were held under the rules of their council."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def copy_rules(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write the rules of its council into every meeting."""
    council = apps.get_model("councils", "Council").objects.filter(pk=OuterRef("council"))
    meetings = apps.get_model("councils", "CouncilMeeting").objects
    meetings.filter(rules__isnull=True).update(rules=Subquery(council.values("rules")[:1]))


class Migration(migrations.Migration):
    """Stands alone, because PostgreSQL changes no table in the transaction that changed its rows."""

    dependencies = [("councils", "0006_seats_in_time")]
    operations = [migrations.RunPython(copy_rules, migrations.RunPython.noop)]
