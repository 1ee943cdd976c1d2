"""The head of the chain exists from the start. (The guards of the ledger go up after every migration, see apps.py.)"""

from django.db import migrations

from ocop.ledger.chain import GENESIS


def lay_the_first_stone(apps, _editor):
    apps.get_model("ledger", "LedgerHead").objects.get_or_create(pk=1, defaults={"entry_hash": GENESIS, "length": 0})


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_initial")]
    operations = [
        migrations.RunPython(lay_the_first_stone, migrations.RunPython.noop),
    ]
