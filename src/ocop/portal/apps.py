"""Registers the room `portal` with Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The room `portal`."""

    name = "ocop.portal"
    label = "portal"
    verbose_name = "Cổng công khai"

    def ready(self) -> None:
        """Have the English catalogue compiled before the first page is asked for."""
        from .catalogue import ensure_compiled

        ensure_compiled()
