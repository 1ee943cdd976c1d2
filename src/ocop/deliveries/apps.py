"""The room `deliveries` as a Django application."""

from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    """Deliveries from devices."""

    name = "ocop.deliveries"
    verbose_name = "Việc gửi từ máy"
    default_auto_field = "django.db.models.BigAutoField"
