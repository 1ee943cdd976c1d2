"""A product may be left to a later meeting; sealed sheets are guarded against deletion on every database."""

from django.db import migrations, models

from ocop.councils.guards import GUARDS


class Migration(migrations.Migration):
    """One more state, and the triggers written anew."""

    dependencies = [("councils", "0008_every_meeting_has_rules")]
    operations = [
        migrations.AlterField(
            "agendaitem",
            "state",
            models.CharField(
                choices=[
                    ("waiting", "Chưa mở"),
                    ("open", "Đang chấm"),
                    ("closed", "Đã đóng chấm"),
                    ("final", "Đã chốt"),
                    ("postponed", "Hoãn sang phiên sau"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.RunPython(GUARDS.renew, migrations.RunPython.noop),
    ]
