"""A business registration number belongs to one producer, and a person holds one open delegation of a producer.

Where an earlier release took a number twice, the producer that came first keeps it; the others are named and stay as they are.
"""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ocop.ledger.upgrading import refuse_equal_rows, tell
from ocop.producers.numbers import registration_key_of


def fill_keys(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give each number to the producer that was registered first."""
    producers = apps.get_model("producers", "Producer").objects
    given: dict[str, int] = {}
    for pk, number in producers.exclude(registration_number="").order_by("pk").values_list("pk", "registration_number"):
        key = registration_key_of(number)
        if key is None:
            continue
        if key in given:
            tell(f"Số đăng ký kinh doanh {number} có ở chủ thể {given[key]} và {pk}; hãy kiểm tra chủ thể {pk}.")
            continue
        given[key] = pk
        producers.filter(pk=pk).update(registration_key=key)


class Migration(migrations.Migration):
    """The compared number, filled from what is there, and two constraints."""

    dependencies = [("producers", "0002_version")]
    operations = [
        migrations.RunPython(
            refuse_equal_rows(
                "producers", "Delegation", "producer", "delegate",
                where=models.Q(effective_to__isnull=True), what="ủy quyền đang mở",
            ),
            migrations.RunPython.noop,
        ),
        migrations.AddField("producer", "registration_key", models.CharField(blank=True, max_length=50, null=True)),
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="producer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("registration_key__isnull", False)),
                fields=("registration_key",),
                name="registration_number_belongs_to_one_producer",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("effective_to__isnull", True)),
                fields=("producer", "delegate"),
                name="person_has_one_open_delegation",
            ),
        ),
    ]  # fmt: skip
