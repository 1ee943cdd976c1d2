"""Packages to the ministry and requests to complete them (Đ.6.3.a, 7.4.a); the constraints come with the tables, so that none is made anew."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("dossiers", "0008_central_review_states"),
        ("recognition", "0009_corrections"),
        ("territory", "0002_one_value_without_unit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SubmissionPackage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit_path", models.CharField(max_length=60)),
                ("letter_number", models.CharField(max_length=60, verbose_name="Số văn bản đề nghị")),
                ("letter_on", models.DateField(verbose_name="Ngày văn bản")),
                ("samples_sent", models.PositiveSmallIntegerField(verbose_name="Số sản phẩm mẫu")),
                ("sent_at", models.DateTimeField()),
                ("content", models.JSONField()),
                ("content_hash", models.CharField(max_length=64)),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="Ngày tiếp nhận")),
                ("register_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("register_sequence", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "approval",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="recognition.recognitiondecision",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="packages", to="dossiers.dossier"
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "indexes": [models.Index(fields=["unit_path", "received_on"], name="package_queue")],
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "approval"), name="approved_result_is_sent_once"),
                    models.UniqueConstraint(
                        fields=("register_year", "register_sequence"), name="package_number_is_given_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_on__isnull", True), ("register_sequence__isnull", True)),
                            models.Q(
                                ("received_by__isnull", False),
                                ("received_on__isnull", False),
                                ("register_sequence__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="received_package_has_a_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompletionRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("message", models.TextField(verbose_name="Nội dung cần hoàn thiện")),
                ("due_on", models.DateField(verbose_name="Hạn trả lời")),
                ("requested_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, verbose_name="Trả lời của tỉnh")),
                ("letter_number", models.CharField(blank=True, max_length=60, verbose_name="Số văn bản trả lời")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="completion_requests",
                        to="ministry.submissionpackage",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("package",),
                        name="package_has_one_open_request",
                    ),
                ],
            },
        ),
    ]
