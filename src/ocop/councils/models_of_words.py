"""What a council says in words: its report, and opinions given in writing (QĐ 26/2026, Đ.7.3.d, Đ.7.6.d): tables and constraints."""

from django.conf import settings
from django.db import models


class CouncilReport(models.Model):
    """Báo cáo của Hội đồng with the minutes' figures, signed by the chair (Đ.7.3.d)."""

    meeting = models.OneToOneField("councils.CouncilMeeting", on_delete=models.PROTECT, related_name="report")
    number = models.CharField("Số báo cáo", max_length=60)
    signed_on = models.DateField("Ngày ký")
    summary = models.TextField("Kết luận của phiên họp", blank=True)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()


class WrittenOpinion(models.Model):
    """What a member says in writing to the office's proposal on a renewal, sent with the own sheet (Đ.7.6.d)."""

    item = models.ForeignKey("councils.AgendaItem", on_delete=models.PROTECT, related_name="opinions")
    member = models.ForeignKey("councils.CouncilMember", on_delete=models.PROTECT, related_name="opinions")
    scoring_pass = models.PositiveSmallIntegerField(default=1)
    agrees = models.BooleanField()
    wants_meeting = models.BooleanField(default=False)
    reason = models.TextField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "member", "scoring_pass"], name="opinion_is_given_once")]
