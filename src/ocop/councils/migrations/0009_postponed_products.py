"""A product may be left to a later meeting."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more state."""

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
    ]
