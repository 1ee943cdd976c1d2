"""A certificate that came with a list may be completed by a fuller one: the database lets empty places be filled, and nothing else.

The triggers are put up, as they read today, after every upgrade; this step only marks the release that began it.
"""

from django.db import migrations


class Migration(migrations.Migration):
    """Changes no table."""

    dependencies = [("recognition", "0007_other_words")]
    operations = [migrations.RunPython(migrations.RunPython.noop, migrations.RunPython.noop)]
