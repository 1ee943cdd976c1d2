"""Registers the room `producers` with Django."""

from django.apps import AppConfig


class ProducersConfig(AppConfig):
    """The room `producers`."""

    name = "ocop.producers"
    label = "producers"
    verbose_name = "Chủ thể"
