"""Registers the room `inspections` with Django."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """The room `inspections`."""

    name = "ocop.inspections"
    label = "inspections"
    verbose_name = "Kiểm tra, thu hồi"
