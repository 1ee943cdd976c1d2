"""Form 03 keeps as whom it was signed; those signed so far get the signer's name as it is now, for until today only chairs signed."""

from typing import Any

from django.db import migrations, models

CHAIR = "Chủ tịch"


def name_signers(apps: Any, _editor: Any) -> None:
    """Write down who signed, with the chair's position."""
    assessments = apps.get_model("dossiers", "CommuneAssessment").objects
    rows = assessments.filter(signed_at__isnull=False, signed_as={}).order_by("pk")
    for pk, account, name, username in rows.values_list(
        "pk", "signed_by", "signed_by__full_name", "signed_by__username"
    ):
        signed = {"account": account, "name": name or username, "position": CHAIR}
        assessments.filter(pk=pk).update(signed_as=signed)


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0004_advisory_review_state"),
        ("people", "0012_deputies"),
    ]

    operations = [
        migrations.AddField(
            model_name="communeassessment",
            name="signed_as",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.RunPython(name_signers, migrations.RunPython.noop),
    ]
