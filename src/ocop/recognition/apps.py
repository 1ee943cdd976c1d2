"""Registers the room `recognition` with Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class RecognitionConfig(AppConfig):
    """The room `recognition`."""

    name = "ocop.recognition"
    label = "recognition"
    verbose_name = "Công nhận"

    def ready(self) -> None:
        """Let every ``migrate`` see to the triggers and the word index of the register."""
        from .register_indexes import ensure_register_indexes, lay_aside

        pre_migrate.connect(lay_aside, sender=self, dispatch_uid="register-indexes-aside")
        post_migrate.connect(ensure_register_indexes, sender=self, dispatch_uid="register-indexes")
