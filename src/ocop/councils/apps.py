"""Registers the room `councils` with Django."""

from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    """The room `councils`."""

    name = "ocop.councils"
    label = "councils"
    verbose_name = "Hội đồng"
