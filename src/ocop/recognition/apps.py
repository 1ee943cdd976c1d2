"""Registers the room `recognition` with Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class RecognitionConfig(AppConfig):
    """The room `recognition`."""

    name = "ocop.recognition"
    label = "recognition"
    verbose_name = "Công nhận"

    def ready(self) -> None:
        """Let every ``migrate`` see to the triggers, the word index and the words of the register."""
        from .jobs import ask_for_words
        from .register_indexes import ensure_register_indexes, lay_aside

        pre_migrate.connect(lay_aside, sender=self, dispatch_uid="register-indexes-aside")
        post_migrate.connect(ensure_register_indexes, sender=self, dispatch_uid="register-indexes")
        post_migrate.connect(ask_for_words, sender=self, dispatch_uid="register-words")
