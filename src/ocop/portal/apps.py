"""Registers the room `portal` with Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The room `portal`."""

    name = "ocop.portal"
    label = "portal"
    verbose_name = "Cổng công khai"

    def ready(self) -> None:
        """Have the English catalogue compiled before the first page is asked for."""
        from .catalogue import PO_FILE, PO_OF_LIBRARIES, ensure_compiled

        for po_file in (PO_FILE, PO_OF_LIBRARIES):
            ensure_compiled(po_file)
