"""Registers the room `ministry` with Django."""

from django.apps import AppConfig


class MinistryConfig(AppConfig):
    """The room `ministry`."""

    name = "ocop.ministry"
    label = "ministry"
    verbose_name = "Cấp trung ương"
