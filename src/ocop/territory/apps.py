"""Registers the room `territory` with Django."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """The room `territory`."""

    name = "ocop.territory"
    label = "territory"
    verbose_name = "Địa bàn"
