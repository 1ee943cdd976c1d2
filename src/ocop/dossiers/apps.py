"""Registers the room `dossiers` with Django."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """The room `dossiers`."""

    name = "ocop.dossiers"
    label = "dossiers"
    verbose_name = "Hồ sơ"
