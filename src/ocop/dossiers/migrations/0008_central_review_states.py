"""Dossiers at the ministry's office (Đ.7.4.a); one that waits for the ministry is open, so no second one of its product is filed."""

from django.db import migrations, models
from django.db.models import Q

from ocop.ledger.upgrading import refuse_equal_rows

ENDED = ("recognised", "not_recognised", "rejected", "stopped", "returned", "withdrawn")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0007_based_on_the_last_dossier")]

    operations = [
        migrations.RunPython(
            refuse_equal_rows(
                "dossiers", "dossier", "product", what="hồ sơ đang mở của một sản phẩm", where=~Q(state__in=ENDED)
            ),
            migrations.RunPython.noop,
        ),
        migrations.RemoveConstraint(
            model_name="dossier",
            name="one_open_dossier_per_product",
        ),
        migrations.AlterField(
            model_name="dossier",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Đang soạn"),
                    ("submitted", "Đã nộp"),
                    ("commune_review", "Xã đang xem xét"),
                    ("commune_supplement", "Chờ chủ thể hoàn thiện (xã)"),
                    ("commune_assessed", "Xã đã đánh giá"),
                    ("province_review", "Tỉnh đang kiểm tra"),
                    ("province_supplement", "Chờ hoàn thiện (tỉnh)"),
                    ("in_round", "Đã vào đợt"),
                    ("advisory_review", "Tổ tư vấn đánh giá"),
                    ("council_review", "Hội đồng đánh giá"),
                    ("province_scored", "Đã có kết quả Hội đồng"),
                    ("decision_pending", "Chờ quyết định"),
                    ("recognised", "Được công nhận"),
                    ("potential_five_star", "Tiềm năng 5 sao"),
                    ("central_review", "Bộ đang kiểm tra"),
                    ("central_supplement", "Chờ hoàn thiện (Bộ)"),
                    ("not_recognised", "Không được công nhận"),
                    ("rejected", "Bị loại"),
                    ("stopped", "Dừng đánh giá"),
                    ("returned", "Trả lại"),
                    ("withdrawn", "Đã rút"),
                ],
                default="draft",
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ("recognised", "not_recognised", "rejected", "stopped", "returned", "withdrawn")),
                    _negated=True,
                ),
                fields=("product",),
                name="one_open_dossier_per_product",
            ),
        ),
    ]
