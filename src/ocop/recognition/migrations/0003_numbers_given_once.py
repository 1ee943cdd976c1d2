"""A decision number is used once a year by one province, and a certificate number is given once.

Signed decisions are never edited: where an earlier release took a number twice in a year, the first decision keeps its place and
the later ones are named and stay outside the new rule.
"""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ocop.ledger.upgrading import refuse_equal_rows, tell


def fill_years(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write the year of each decision, except where its number stands in that year already."""
    decisions = apps.get_model("recognition", "RecognitionDecision").objects
    seen: dict[tuple[int, str, int], int] = {}
    rows = decisions.order_by("decided_on", "pk").values_list("pk", "unit_id", "decision_number", "decided_on")
    for pk, unit, number, day in rows:
        first = seen.setdefault((unit, number, day.year), pk)
        if first == pk:
            decisions.filter(pk=pk).update(number_year=day.year)
        else:
            tell(f"Số quyết định {number} năm {day.year} có ở quyết định {first} và {pk}; hãy đối chiếu bản ký.")


class Migration(migrations.Migration):
    """The year of a number, filled from what is there, and two constraints."""

    dependencies = [("recognition", "0002_register")]
    operations = [
        migrations.RunPython(
            refuse_equal_rows(
                "recognition", "Certificate", "certificate_number",
                where=models.Q(dossier__isnull=False) & ~models.Q(certificate_number=""), what="số giấy chứng nhận",
            ),
            migrations.RunPython.noop,
        ),
        migrations.AddField(
            "recognitiondecision", "number_year", models.PositiveSmallIntegerField(blank=True, null=True)
        ),
        migrations.RunPython(fill_years, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="recognitiondecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number_year__isnull", False)),
                fields=("unit", "decision_number", "number_year"),
                name="decision_number_is_used_once_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dossier__isnull", False), models.Q(("certificate_number", ""), _negated=True)),
                fields=("certificate_number",),
                name="certificate_number_is_given_once",
            ),
        ),
    ]  # fmt: skip
