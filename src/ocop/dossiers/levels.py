"""The two levels that evaluate a dossier (QĐ 26/2026, Đ.4.1): each has a round, a report of its advisory group and a result of its own."""

from django.db import models


class EvaluationLevel(models.TextChoices):
    """Where an evaluation takes place."""

    PROVINCE = "province", "Cấp tỉnh"
    CENTRAL = "central", "Cấp trung ương"
