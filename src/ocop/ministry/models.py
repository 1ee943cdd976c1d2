"""What a province sends to the ministry and what the ministry asks of it (QĐ 26/2026, Đ.6.3.a, 7.3.e, 7.4.a, 10.1.b): tables and constraints."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.recognition.models import RecognitionDecision
from ocop.territory.models import AdministrativeUnit

once = models.UniqueConstraint


class SubmissionPackage(models.Model):
    """The package of one potential five-star product (Đ.6.3.a): frozen when it is sent, registered once by the central office."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="packages")
    approval = models.ForeignKey(RecognitionDecision, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="+")  # province
    unit_path = models.CharField(max_length=60)
    letter_number = models.CharField("Số văn bản đề nghị", max_length=60)
    letter_on = models.DateField("Ngày văn bản")
    samples_sent = models.PositiveSmallIntegerField("Số sản phẩm mẫu")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    content = models.JSONField()  # see queries.contents.content_of
    content_hash = models.CharField(max_length=64)
    # The central office's register: one sequence a year, without gaps.
    received_on = models.DateField("Ngày tiếp nhận", null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    register_year = models.PositiveSmallIntegerField(null=True, blank=True)
    register_sequence = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            once(fields=["dossier", "approval"], name="approved_result_is_sent_once"),
            once(fields=["register_year", "register_sequence"], name="package_number_is_given_once"),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True, register_sequence__isnull=True)
                | Q(received_on__isnull=False, received_by__isnull=False, register_sequence__isnull=False),
                name="received_package_has_a_number",
            ),
        ]
        indexes = [models.Index(fields=["unit_path", "received_on"], name="package_queue")]

    @property
    def register_number(self) -> str:
        """The number under which the central office registered the package; empty before."""
        return f"{self.register_sequence:03d}/{self.register_year}" if self.register_sequence else ""


class CompletionRequest(models.Model):
    """The central office asks the province to complete a package by a day; the province answers by a letter (Đ.7.4.a; assumed)."""

    package = models.ForeignKey(SubmissionPackage, on_delete=models.PROTECT, related_name="completion_requests")
    message = models.TextField("Nội dung cần hoàn thiện")
    due_on = models.DateField("Hạn trả lời")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    answer = models.TextField("Trả lời của tỉnh", blank=True)
    letter_number = models.CharField("Số văn bản trả lời", max_length=60, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            once(fields=["package"], condition=Q(answered_at__isnull=True), name="package_has_one_open_request")
        ]


class RedoState(models.TextChoices):
    """Where a request to evaluate again stands (assumed: the law names the duty, not its steps)."""

    SENT = "sent", "Bộ đã gửi, chờ tỉnh tiếp nhận"
    ACCEPTED = "accepted_by_province", "Tỉnh đã tiếp nhận"
    IN_PROGRESS = "redo_in_progress", "Tỉnh đang thực hiện lại"
    REPORTED = "reported", "Tỉnh đã báo cáo Bộ"


class RedoRequest(models.Model):
    """The ministry asks a province to do the evaluation of a round again, because it was not done properly (Đ.10.1.b)."""

    round = models.ForeignKey(EvaluationRound, on_delete=models.PROTECT, related_name="redo_requests")
    unit = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="+")  # province
    unit_path = models.CharField(max_length=60)
    letter_number = models.CharField("Số văn bản của Bộ", max_length=60)
    letter_on = models.DateField("Ngày văn bản")
    reason = models.TextField("Điều không đúng quy định")
    due_on = models.DateField("Hạn báo cáo")
    state = models.CharField(max_length=30, choices=RedoState.choices, default=RedoState.SENT)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    order_number = models.CharField("Số văn bản chỉ đạo", max_length=60, blank=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ordered_at = models.DateTimeField(null=True, blank=True)
    report_number = models.CharField("Số báo cáo", max_length=60, blank=True)
    report = models.TextField("Kết quả thực hiện lại", blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [once(fields=["round", "letter_number", "letter_on"], name="redo_request_is_sent_once")]


class RedoDossier(models.Model):
    """A dossier that is evaluated again on the order of the provincial chair."""

    request = models.ForeignKey(RedoRequest, on_delete=models.PROTECT, related_name="dossiers")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="redone")

    class Meta:
        constraints = [once(fields=["request", "dossier"], name="dossier_is_redone_once_per_request")]
