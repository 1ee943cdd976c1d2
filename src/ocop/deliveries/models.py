"""What was taken in from devices: tables and database constraints, nothing else (QĐ 26/2026, Đ.7.3.d)."""

from django.conf import settings
from django.db import models


class DeviceDelivery(models.Model):
    """One record of a device, taken in once; the answer is kept so that asking again gives the same receipt."""

    key = models.UUIDField(unique=True)  # made on the device
    purpose = models.CharField(max_length=40)  # e.g. "council.mark"
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    received_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["received_at"], name="delivery_by_age")]
