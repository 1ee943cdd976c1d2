"""What a council settles after closing: agreed levels, marks that do not apply, a new scoring (QĐ 26/2026, Đ.7.3.d; AMB-07, AMB-11): tables."""

from django.conf import settings
from django.db import models


class AgreedOption(models.Model):
    """Level the council agrees on for a gated criterion (AMB-11)."""

    item = models.ForeignKey("councils.AgendaItem", on_delete=models.CASCADE, related_name="agreed_options")
    criterion_code = models.CharField(max_length=12)
    case_code = models.CharField(max_length=2, blank=True)
    level = models.PositiveSmallIntegerField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "criterion_code"], name="criterion_is_agreed_once")]


class GateWaiver(models.Model):
    """The council's recorded decision that a gate does not apply to a product (AMB-07); points stay as scored."""

    item = models.ForeignKey("councils.AgendaItem", on_delete=models.CASCADE, related_name="gate_waivers")
    criterion_code = models.CharField(max_length=12)
    reason = models.CharField("Lý do", max_length=500)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "criterion_code"], name="gate_is_waived_once")]


class Rescoring(models.Model):
    """The council scores a product again after discussion: why, and what the pass before had given (kept, never changed)."""

    item = models.ForeignKey("councils.AgendaItem", on_delete=models.PROTECT, related_name="rescorings")
    scoring_pass = models.PositiveSmallIntegerField()  # the pass that was replaced
    reason = models.CharField("Lý do", max_length=500)
    result = models.JSONField()  # average, spread, totals and agreed levels of that pass, as they were
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "scoring_pass"], name="pass_is_replaced_once")]
