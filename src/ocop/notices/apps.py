"""Registers the room `notices` with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The room `notices`."""

    name = "ocop.notices"
    label = "notices"
    verbose_name = "Thông báo"
