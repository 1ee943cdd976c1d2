"""Registers the room `portal` with Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The room `portal`."""

    name = "ocop.portal"
    label = "portal"
    verbose_name = "Cổng công khai"
