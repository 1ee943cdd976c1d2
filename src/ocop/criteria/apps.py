"""Registers the room `criteria` with Django."""

from django.apps import AppConfig


class CriteriaConfig(AppConfig):
    """The room `criteria`."""

    name = "ocop.criteria"
    label = "criteria"
    verbose_name = "Bộ tiêu chí"
