"""An import that was taken back stays as a record; its file may be imported again. Certificates of lists go only while one is taken back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Four columns; the hash of a file is unique among imports that stand."""

    dependencies = [
        ("recognition", "0011_register_of_a_unit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="replaced",
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="undoing",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="undone_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="undone_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="importbatch",
            name="sha256",
            field=models.CharField(max_length=64),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)), fields=("sha256",), name="list_is_imported_once"
            ),
        ),
    ]
