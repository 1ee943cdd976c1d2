"""Registers the room `advisory` with Django."""

from django.apps import AppConfig


class AdvisoryConfig(AppConfig):
    """The room `advisory`."""

    name = "ocop.advisory"
    label = "advisory"
    verbose_name = "Tổ tư vấn"
