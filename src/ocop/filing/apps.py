"""Registers the room `filing` with Django."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """The room `filing`."""

    name = "ocop.filing"
    label = "filing"
    verbose_name = "Nộp hồ sơ"
