"""Registers the room `recognition` with Django."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    """The room `recognition`."""

    name = "ocop.recognition"
    label = "recognition"
    verbose_name = "Công nhận"
