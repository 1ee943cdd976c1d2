"""Dossiers from registration to a round (QĐ 26/2026, Đ.5–7, Mẫu 01–03): tables and database constraints, nothing else."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.territory.models import AdministrativeUnit

from .models_of_reports import OfficeReport

__all__ = [
    "TERMINAL_STATES", "CommuneAssessment", "Dossier", "DossierReceipt", "DossierSnapshot", "DossierState", "DossierType", "EvaluationRound",
    "Evidence", "OfficeReport", "RegistrationForm", "SelfScore", "SheetConfirmation", "SupplementRequest",
]  # fmt: skip


class DossierType(models.TextChoices):
    """Kinds of dossier (Đ.6.1; Mẫu 01, 4); which one a product may file on a day says ``filing.arithmetic``."""

    FIRST_TIME = "first_time", "Đánh giá lần đầu"
    UPGRADE = "upgrade", "Nâng hạng"
    RE_RECOGNITION = "re_recognition", "Phân hạng lại"


class DossierState(models.TextChoices):
    """The steps of the procedure (Đ.7); labels are shown as they are."""

    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Đã nộp"
    COMMUNE_REVIEW = "commune_review", "Xã đang xem xét"
    COMMUNE_SUPPLEMENT = "commune_supplement", "Chờ chủ thể hoàn thiện (xã)"
    COMMUNE_ASSESSED = "commune_assessed", "Xã đã đánh giá"
    PROVINCE_REVIEW = "province_review", "Tỉnh đang kiểm tra"
    PROVINCE_SUPPLEMENT = "province_supplement", "Chờ hoàn thiện (tỉnh)"
    IN_ROUND = "in_round", "Đã vào đợt"
    ADVISORY_REVIEW = "advisory_review", "Tổ tư vấn đánh giá"
    COUNCIL_REVIEW = "council_review", "Hội đồng đánh giá"
    PROVINCE_SCORED = "province_scored", "Đã có kết quả Hội đồng"
    DECISION_PENDING = "decision_pending", "Chờ quyết định"
    RECOGNISED = "recognised", "Được công nhận"
    POTENTIAL_FIVE_STAR = "potential_five_star", "Tiềm năng 5 sao"
    CENTRAL_REVIEW = "central_review", "Bộ đang kiểm tra"
    CENTRAL_SUPPLEMENT = "central_supplement", "Chờ hoàn thiện (Bộ)"
    CENTRAL_ADVISORY_REVIEW = "central_advisory_review", "Tổ tư vấn trung ương đánh giá"
    CENTRAL_COUNCIL_REVIEW = "central_council_review", "Hội đồng trung ương đánh giá"
    CENTRAL_SCORED = "central_scored", "Đã có kết quả Hội đồng trung ương"
    CENTRAL_DECISION_PENDING = "central_decision_pending", "Chờ Bộ trưởng quyết định"
    PROVINCE_FALLBACK = "province_fallback", "Chờ tỉnh xử lý kết quả của Bộ"
    NOT_RECOGNISED = "not_recognised", "Không được công nhận"
    REJECTED = "rejected", "Bị loại"
    STOPPED = "stopped", "Dừng đánh giá"
    RETURNED = "returned", "Trả lại"
    WITHDRAWN = "withdrawn", "Đã rút"


TERMINAL_STATES = (
    "recognised",
    "not_recognised",
    "rejected",
    "stopped",
    "returned",
    "withdrawn",
)


class EvaluationRound(models.Model):
    """A round with its cut-off and end (Đ.5); more rounds than the law's two are allowed when the council rules say so."""

    # Empty: a round of the ministry, for the whole country (Đ.5.2).
    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit_path = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    proposals_before = models.DateField()
    finished_before = models.DateField()
    legal_source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "number"], name="round_is_planned_once"),
            models.UniqueConstraint(  # two empty units are not equal to the database
                fields=["year", "number"], condition=Q(unit__isnull=True), name="central_round_is_planned_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Dossier(models.Model):
    """What a producer files for one product in one evaluation; regime and sheet version are fixed when it is filed."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="dossiers")
    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="dossiers")
    dossier_type = models.CharField(max_length=20, choices=DossierType.choices, default=DossierType.FIRST_TIME)
    state = models.CharField(max_length=30, choices=DossierState.choices, default=DossierState.DRAFT)
    regime = models.CharField(max_length=4)
    set_number = models.PositiveSmallIntegerField()
    sheet_hash = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="+")  # commune
    unit_path = models.CharField(max_length=60)
    round = models.ForeignKey(EvaluationRound, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers")
    central_round = models.ForeignKey(  # of the ministry (Đ.5.2); the round of the province stays beside it
        EvaluationRound, null=True, blank=True, on_delete=models.PROTECT, related_name="central_dossiers"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)  # of the present step, see law/data/r4/procedure.yaml
    revision = models.PositiveSmallIntegerField(default=0)  # number of submissions, supplements included
    version = models.PositiveIntegerField(default=0)  # optimistic lock of the editable content
    is_demo = models.BooleanField(default=False)
    target_star = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # aimed at by an upgrade, to be kept by a renewal
    based_on = models.ForeignKey(  # the filed dossier an upgrade or renewal began as a copy of
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    late_reason = models.CharField(max_length=1_000, blank=True, default="", db_default="")  # OQ-09, where it is taken

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product"],
                condition=~Q(state__in=TERMINAL_STATES),
                name="one_open_dossier_per_product",  # OQ-24
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False), name="filed_dossier_has_a_date"
            ),
            models.CheckConstraint(
                condition=Q(dossier_type="upgrade", target_star__isnull=False) | ~Q(dossier_type="upgrade"),
                name="upgrade_names_its_star",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit_path", "state", "due_on"],
                opclasses=["varchar_pattern_ops", "varchar_ops", "date_ops"],
                name="dossier_of_unit",
            ),
            models.Index(fields=["producer", "state"], name="dossier_producer"),
        ]


class RegistrationForm(models.Model):
    """Form 01 and the general parts of Form 02 as the producer answers them; keys and questions stand in law/data/r4/forms."""

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="registration_form")
    answers = models.JSONField(default=dict)  # {"representative_name": "…", "business_plan_results": "…"}
    declared_true_at = models.DateTimeField(null=True, blank=True)


class SelfScore(models.Model):
    """Level chosen by the producer for one criterion (Form 02 part III); level 0 is the explicit ``no_level_met``.

    Without a level the row keeps what was typed so far, and the criterion counts as not answered.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="self_scores")
    criterion_code = models.CharField(max_length=12)
    case_code = models.CharField(max_length=2, blank=True)
    level = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # null: a description was typed, no level chosen yet
    description = models.TextField(blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "criterion_code"], name="criterion_is_self_scored_once")
        ]


class Evidence(models.Model):
    """A file that supports a criterion. The stored name is the content hash; the given name is shown, never trusted."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="evidence")
    criterion_code = models.CharField(max_length=12, blank=True)
    evidence_type = models.CharField(max_length=40)
    title = models.CharField("Tên tài liệu", max_length=200, blank=True)
    original_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    valid_until = models.DateField("Có giá trị đến", null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["dossier", "criterion_code"], name="evidence_of_criterion")]


class DossierSnapshot(models.Model):
    """Frozen content taken at each submission, with its hash and the version of the sheet."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="snapshots")
    revision = models.PositiveSmallIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    self_score_total = models.DecimalField(max_digits=5, decimal_places=2)
    self_score_star = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "revision"], name="revision_is_frozen_once")]


class DossierReceipt(models.Model):
    """Receipt of a dossier at one level with its registration form number (Form 01, block for authorities)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="receipts")
    evaluation_level = models.CharField(max_length=10)  # commune | province
    registration_form_number = models.CharField(max_length=40)
    sequence = models.PositiveIntegerField()
    unit = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    received_on = models.DateField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "evaluation_level"], name="dossier_is_received_once_per_level"),
            models.UniqueConstraint(fields=["unit", "year", "sequence"], name="form_number_is_given_once"),
        ]


class SupplementRequest(models.Model):
    """Named gaps, the date to answer by, and the answer (Đ.7.2.a, 7.3.a). Only the named parts are open for editing."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplement_requests")
    evaluation_level = models.CharField(max_length=10)  # commune | province | advisory
    message = models.TextField("Nội dung cần hoàn thiện")
    open_parts = models.JSONField(default=list)  # ["registration_form", "criterion:1.1", …]
    due_on = models.DateField("Hạn hoàn thiện")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    answer = models.TextField("Giải trình của chủ thể", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(answered_at__isnull=True), name="one_open_supplement_request"
            )
        ]


class CommuneAssessment(models.Model):
    """Form 03: the four contents (Đ.7.2.a), and the proposal letter signed by the commune chair (Đ.7.2.b)."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="commune_assessment")
    local_material = models.TextField("Nguồn gốc sản phẩm, nguyên liệu địa phương", blank=True)
    local_labour = models.TextField("Sử dụng lao động địa phương", blank=True)
    idea_origin = models.TextField("Nguồn gốc ý tưởng sản phẩm", blank=True)
    local_identity = models.TextField("Bản sắc, trí tuệ địa phương", blank=True)
    meeting_held_on = models.DateField("Ngày họp xét (nếu có)", null=True, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    letter_number = models.CharField("Số văn bản đề nghị", max_length=50, blank=True)
    letter_on = models.DateField("Ngày văn bản", null=True, blank=True)
    samples_sent = models.PositiveSmallIntegerField("Số sản phẩm mẫu", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_as = models.JSONField(
        default=dict, blank=True
    )  # name, position, and for whom, as they were (people.queries.signed_as)


class SheetConfirmation(models.Model):
    """An authorised person compared a criteria sheet with the signed decision; outside the demo none decides without it."""

    regime = models.CharField(max_length=4)
    set_number = models.PositiveSmallIntegerField()
    sheet_hash = models.CharField(max_length=64)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    note = models.CharField("Đã đối chiếu với", max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regime", "set_number", "sheet_hash"], name="sheet_is_confirmed_once")
        ]
