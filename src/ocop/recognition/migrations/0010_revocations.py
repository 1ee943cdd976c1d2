"""Decisions that revoke a certificate stand in the table of all decisions; the minister's belong to no province (Đ.8.2)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A further kind, a unit that may be empty, and the row of the minister's numbers."""

    dependencies = [("recognition", "0009_corrections")]
    operations = [
        migrations.AlterField(
            model_name="recognitiondecision",
            name="kind",
            field=models.CharField(
                choices=[
                    ("recognition", "Quyết định công nhận"),
                    ("result_approval", "Quyết định phê duyệt kết quả (từ 90 điểm)"),
                    ("correction", "Quyết định đính chính"),
                    ("revocation", "Quyết định thu hồi giấy chứng nhận"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="recognitiondecision",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="territory.administrativeunit",
            ),
        ),
        migrations.AlterField(
            model_name="recognitiondecision", name="unit_path", field=models.CharField(blank=True, max_length=60)
        ),
        migrations.AddConstraint(
            model_name="recognitiondecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number_year__isnull", False), ("unit__isnull", True)),
                fields=("decision_number", "number_year"),
                name="ministry_decision_number_is_used_once_a_year",
            ),
        ),
    ]
