"""Requests of the ministry to evaluate a round again (Đ.10.1.b)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0008_central_review_states"),
        ("ministry", "0001_initial"),
        ("territory", "0002_one_value_without_unit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RedoRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit_path", models.CharField(max_length=60)),
                ("letter_number", models.CharField(max_length=60, verbose_name="Số văn bản của Bộ")),
                ("letter_on", models.DateField(verbose_name="Ngày văn bản")),
                ("reason", models.TextField(verbose_name="Điều không đúng quy định")),
                ("due_on", models.DateField(verbose_name="Hạn báo cáo")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "Bộ đã gửi, chờ tỉnh tiếp nhận"),
                            ("accepted_by_province", "Tỉnh đã tiếp nhận"),
                            ("redo_in_progress", "Tỉnh đang thực hiện lại"),
                            ("reported", "Tỉnh đã báo cáo Bộ"),
                        ],
                        default="sent",
                        max_length=30,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("order_number", models.CharField(blank=True, max_length=60, verbose_name="Số văn bản chỉ đạo")),
                ("ordered_at", models.DateTimeField(blank=True, null=True)),
                ("report_number", models.CharField(blank=True, max_length=60, verbose_name="Số báo cáo")),
                ("report", models.TextField(blank=True, verbose_name="Kết quả thực hiện lại")),
                ("reported_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redo_requests",
                        to="dossiers.evaluationround",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.administrativeunit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "letter_number", "letter_on"), name="redo_request_is_sent_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RedoDossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="redone", to="dossiers.dossier"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dossiers", to="ministry.redorequest"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("request", "dossier"), name="dossier_is_redone_once_per_request"),
                ],
            },
        ),
    ]
