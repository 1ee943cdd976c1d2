"""Registers the room `reviewing` with Django."""

from django.apps import AppConfig


class ReviewingConfig(AppConfig):
    """The room `reviewing`."""

    name = "ocop.reviewing"
    label = "reviewing"
    verbose_name = "Xem xét hồ sơ"
