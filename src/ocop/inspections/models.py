"""Cases in which a certificate may be revoked, with what was asked and handed in, and inspections with their photos (QĐ 26/2026, Đ.8, 9): tables and constraints."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ocop.recognition.models import Certificate, RecognitionDecision


class HeldFile(models.Model):
    """A file that somebody handed in; its content lies under its hash (room ``files``)."""

    sha256 = models.CharField(max_length=64)
    original_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        abstract = True


class RevocationState(models.TextChoices):
    """How far a case has come (Đ.8.3)."""

    OPENED = "opened", "Đã lập hồ sơ"
    VERIFYING = "verifying", "Đang xác minh"
    REVOCATION_SUBMITTED = "revocation_submitted", "Đã trình thu hồi"
    REVOKED = "revoked", "Đã thu hồi"
    DISMISSED = "dismissed", "Không thu hồi"


OPEN_STATES = (RevocationState.OPENED, RevocationState.VERIFYING, RevocationState.REVOCATION_SUBMITTED)


class RevocationCase(models.Model):
    """One certificate that a competent body found fault with, from its conclusion to the decision (Đ.8.1, 8.3, 8.4).

    Who decides is not stored: it follows from the star and the unit of today (``competence``).
    """

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="revocation_cases")
    ground = models.CharField("Trường hợp thu hồi", max_length=30)  # a code of law/data/<regime>/oversight.yaml
    regime = models.CharField(max_length=4)  # whose grounds these are
    concluded_by = models.CharField("Cơ quan kết luận", max_length=200)
    conclusion_number = models.CharField("Số văn bản", max_length=60)
    concluded_on = models.DateField("Ngày kết luận")
    summary = models.TextField("Nội dung kết luận")
    due_on = models.DateField()  # the last day for a decision, counted from the conclusion (Đ.8.4)
    state = models.CharField(max_length=30, choices=RevocationState.choices, default=RevocationState.OPENED)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    # The inspection whose conclusion the case follows from; empty where another body concluded, or a commune confirmed.
    inspection = models.ForeignKey(
        "Inspection", null=True, blank=True, on_delete=models.PROTECT, related_name="revocation_cases"
    )
    report = models.TextField("Kết quả xác minh", blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    dismissal_reason = models.TextField("Lý do không thu hồi", blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    decision = models.OneToOneField(
        RecognitionDecision, null=True, blank=True, on_delete=models.PROTECT, related_name="revocation_case"
    )
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"],
                condition=Q(state__in=[str(one) for one in OPEN_STATES]),
                name="certificate_has_one_open_case",
            ),
            models.CheckConstraint(
                condition=Q(state="revoked", decision__isnull=False) | (~Q(state="revoked") & Q(decision__isnull=True)),
                name="revoked_case_has_a_decision",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="revocation_case_by_due_day")]


class FilePurpose(models.TextChoices):
    """What a file of a case is."""

    CONCLUSION = "conclusion", "Văn bản kết luận"
    EXPLANATION = "explanation", "Tệp giải trình"


class CaseFile(HeldFile):
    """A file of a case: the conclusion it rests on, or what the producer sent with an explanation."""

    case = models.ForeignKey(RevocationCase, on_delete=models.PROTECT, related_name="files")
    purpose = models.CharField(max_length=20, choices=FilePurpose.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "purpose", "sha256"], name="case_file_is_kept_once"),
        ]


class ExplanationRequest(models.Model):
    """The office asks the producer to explain by a day, and what the producer answered."""

    case = models.ForeignKey(RevocationCase, on_delete=models.PROTECT, related_name="explanations")
    message = models.TextField("Nội dung cần giải trình")
    due_on = models.DateField("Hạn giải trình")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField("Giải trình", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_at__isnull=True), name="case_has_one_open_explanation"
            ),
        ]


class InspectionKind(models.TextChoices):
    """Why a product is inspected (Đ.9.2.a)."""

    PERIODIC = "periodic", "Định kỳ"
    AD_HOC = "ad_hoc", "Đột xuất"


class InspectionState(models.TextChoices):
    """How far an inspection has come (Đ.9; the states are assumed)."""

    PLANNED = "planned", "Trong kế hoạch"
    IN_PROGRESS = "in_progress", "Đang kiểm tra"
    FINDINGS_RECORDED = "findings_recorded", "Đã ghi nhận"
    PRODUCER_EXPLAINED = "producer_explained", "Chủ thể đã giải trình"
    CONCLUDED = "concluded", "Đã kết luận"


class InspectionConclusion(models.TextChoices):
    """What an inspection ends with."""

    NONE = "none", "Không có vi phạm"
    REMEDY = "remedy", "Yêu cầu khắc phục"
    REVOCATION = "revocation", "Đề nghị thu hồi giấy chứng nhận"


class Inspection(models.Model):
    """One check of a recognised product, from the plan of the year to the follow-up (Đ.9)."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="inspections")
    kind = models.CharField("Loại kiểm tra", max_length=20, choices=InspectionKind.choices)
    led_by = models.CharField(max_length=30)  # the role of the office that leads (Đ.9.4)
    planned_on = models.DateField("Ngày kiểm tra")
    team = models.TextField("Đoàn kiểm tra")
    state = models.CharField(max_length=30, choices=InspectionState.choices, default=InspectionState.PLANNED)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    visited_on = models.DateField("Ngày làm việc", null=True, blank=True)
    findings = models.TextField("Nội dung ghi nhận", blank=True)
    explain_by = models.DateField("Hạn giải trình", null=True, blank=True)
    explanation = models.TextField("Giải trình của chủ thể", blank=True)
    explained_at = models.DateTimeField(null=True, blank=True)
    conclusion = models.CharField("Kết luận", max_length=20, choices=InspectionConclusion.choices, blank=True)
    conclusion_number = models.CharField("Số văn bản kết luận", max_length=60, blank=True)
    conclusion_words = models.TextField("Nội dung kết luận", blank=True)
    mend_by = models.DateField("Hạn khắc phục", null=True, blank=True)
    concluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    concluded_at = models.DateTimeField(null=True, blank=True)
    followed_up_at = models.DateTimeField(null=True, blank=True)
    follow_up = models.TextField("Kết quả khắc phục", blank=True)
    is_mended = models.BooleanField("Đã khắc phục", null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "led_by"],
                condition=~Q(state="concluded"),
                name="certificate_has_one_open_inspection_of_an_office",
            ),
            models.CheckConstraint(
                condition=Q(conclusion="remedy", mend_by__isnull=False)
                | (~Q(conclusion="remedy") & Q(mend_by__isnull=True)),
                name="remedy_has_a_last_day",
            ),
        ]


class InspectionPhoto(models.Model):
    """A photo taken at an inspection, drawn again by us; the file lies under the hash of its content (room ``files``)."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="photos")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "sha256"], name="inspection_photo_is_kept_once"),
        ]
