"""The database refuses to change or delete a ledger line, and the head of the chain exists from the start."""

from django.db import migrations

from ocop.ledger.chain import GENESIS
from ocop.ledger.guards import GUARDS


def lay_the_first_stone(apps, _editor):
    apps.get_model("ledger", "LedgerHead").objects.get_or_create(pk=1, defaults={"entry_hash": GENESIS, "length": 0})


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_initial")]
    operations = [
        migrations.RunPython(lay_the_first_stone, migrations.RunPython.noop),
        migrations.RunPython(GUARDS.put_up, GUARDS.take_down),
    ]
