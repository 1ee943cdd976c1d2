"""A seat is held from one day to another, and a meeting keeps the rules it was held under."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """Seats get dates; meetings get a column for their rules, filled by the next migration."""

    dependencies = [("councils", "0005_sealed_sheets_never_change")]
    operations = [
        migrations.RemoveConstraint(model_name="councilmember", name="person_sits_once_in_a_council"),
        migrations.AddField("councilmember", "decision_number", models.CharField(blank=True, default="", max_length=60), preserve_default=False),
        migrations.AddField("councilmember", "effective_from", models.DateField(blank=True, null=True)),
        migrations.AddField("councilmember", "effective_to", models.DateField(blank=True, null=True)),
        migrations.AddField("councilmember", "end_reason", models.CharField(blank=True, default="", max_length=300), preserve_default=False),
        migrations.AddConstraint(
            model_name="councilmember",
            constraint=models.UniqueConstraint(
                fields=["council", "account"],
                condition=Q(effective_to__isnull=True),
                name="person_holds_one_seat_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="councilmember",
            constraint=models.CheckConstraint(
                condition=Q(effective_from__isnull=True)
                | Q(effective_to__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
                name="seat_ends_after_it_begins",
            ),
        ),
        migrations.AddField(
            "councilmeeting",
            "rules",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meetings",
                to="councils.councilrules",
            ),
        ),
        migrations.AlterField("councilrules", "quorum_ratio", models.DecimalField(decimal_places=4, max_digits=5)),
    ]  # fmt: skip
