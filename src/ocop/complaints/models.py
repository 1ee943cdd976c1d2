"""Complaints about a result, with what was sent and what was answered: tables and constraints.

QĐ 26/2026 orders no appeal; what it leaves to the general law on complaints is a setting (``complaint.routing``, ``complaint.answer_days``).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ocop.inspections.models import HeldFile
from ocop.people.models import Role
from ocop.products.models import Product


class ComplaintState(models.TextChoices):
    """How far a complaint has come."""

    WAITING = "waiting", "Chờ trả lời"
    ANSWERED = "answered", "Đã trả lời"
    WITHDRAWN = "withdrawn", "Đã rút"


class AnsweringBody(models.TextChoices):
    """The body that answers, named by the role of its officers."""

    COMMUNE = Role.COMMUNE_OFFICER.value, "Ủy ban nhân dân cấp xã"
    PROVINCE = Role.PROVINCIAL_OFFICER.value, "Cơ quan tham mưu OCOP của tỉnh"
    MINISTRY = Role.CENTRAL_OFFICER.value, "Cơ quan tham mưu OCOP của Bộ"


class Complaint(models.Model):
    """What somebody holds to be wrong about a product's result, who answers it, and the answer."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="complaints")
    digest = models.CharField(max_length=64)  # of who complains about what on which day: the same one is recorded once
    about = models.CharField("Kết quả, quyết định bị khiếu nại", max_length=200)
    complainant = models.CharField("Người khiếu nại", max_length=200)
    contact = models.CharField("Địa chỉ, điện thoại", max_length=200, blank=True)
    is_of_producer = models.BooleanField(default=False)  # the producer complains, and reads everything
    content = models.TextField("Nội dung khiếu nại")
    received_on = models.DateField("Ngày nhận")
    due_on = models.DateField()  # the last day to answer, counted from the day it came in
    body = models.CharField("Cơ quan trả lời", max_length=30, choices=AnsweringBody.choices)
    state = models.CharField(max_length=20, choices=ComplaintState.choices, default=ComplaintState.WAITING)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    answer = models.TextField("Nội dung trả lời", blank=True)
    answer_number = models.CharField("Số văn bản trả lời", max_length=60, blank=True)
    withdrawal_reason = models.TextField("Lý do rút", blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="complaint_is_recorded_once"),
            models.CheckConstraint(
                condition=Q(state="answered") | (~Q(state="answered") & Q(answer="")), name="answered_complaint_says_so"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="complaint_by_due_day")]


class PaperPurpose(models.TextChoices):
    """What a file of a complaint is."""

    COMPLAINT = "complaint", "Đơn và tài liệu kèm theo"
    ANSWER = "answer", "Văn bản trả lời"


class ComplaintFile(HeldFile):
    """A file of a complaint: what came with it, or the answer on paper."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="files")
    purpose = models.CharField(max_length=20, choices=PaperPurpose.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "purpose", "sha256"], name="complaint_file_is_kept_once"),
        ]
