"""The OCOP office's report on a renewal (QĐ 26/2026, Đ.7.6.c): its table, read through ``models``."""

from django.conf import settings
from django.db import models


class OfficeReport(models.Model):
    """The OCOP office's report on a renewal to the chair of the council: a draft, frozen when it is signed (Đ.7.6.c)."""

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="office_report")
    checked = models.TextField(blank=True)
    changes = models.TextField(blank=True)
    visited_on = models.DateField(
        null=True, blank=True
    )  # only large changes and unclear evidence are looked at on the spot
    visit_findings = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    number = models.CharField("Số báo cáo", max_length=60, blank=True)
    signed_on = models.DateField("Ngày ký", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_as = models.JSONField(default=dict, blank=True)
    content = models.JSONField(default=dict)  # what was signed, word by word
    content_hash = models.CharField(max_length=64, blank=True)
