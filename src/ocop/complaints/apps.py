"""Registers the room `complaints` with Django."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """The room `complaints`."""

    name = "ocop.complaints"
    label = "complaints"
    verbose_name = "Khiếu nại"
