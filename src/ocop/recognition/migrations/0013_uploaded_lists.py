"""Lists that offices send, and their lines as they were understood: two new tables, nothing else changes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two new tables."""

    dependencies = [
        ("recognition", "0012_imports_taken_back"),
        ("territory", "0002_one_value_without_unit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UploadedList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uploaded_at", models.DateTimeField()),
                ("file_name", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("headings", models.JSONField(default=list)),
                ("answers", models.JSONField(default=dict)),
                ("remarks", models.JSONField(default=list)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="recognition.importbatch",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.administrativeunit",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UploadedLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("sheet", models.CharField(blank=True, max_length=255)),
                ("row", models.PositiveIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("created", "Tạo mới"),
                            ("matched", "Khớp với đã có"),
                            ("held", "Chờ người xem"),
                            ("refused", "Không nhận"),
                            ("skipped", "Bỏ qua"),
                        ],
                        max_length=10,
                    ),
                ),
                ("values", models.JSONField(default=dict)),
                ("problems", models.JSONField(default=list)),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="recognition.uploadedlist"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="uploadedlist",
            index=models.Index(fields=["unit", "-uploaded_at"], name="uploaded_list_of_unit"),
        ),
        migrations.AddIndex(
            model_name="uploadedline",
            index=models.Index(fields=["upload", "outcome", "position"], name="line_by_outcome"),
        ),
        migrations.AddConstraint(
            model_name="uploadedline",
            constraint=models.UniqueConstraint(fields=("upload", "position"), name="line_of_a_list_is_kept_once"),
        ),
    ]
