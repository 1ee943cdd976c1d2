"""Kept for installations that ran it: the guards of signed reports go up after every migration (ledger/apps.py)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("advisory", "0001_initial")]
    operations = []
