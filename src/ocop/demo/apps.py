"""Registers the demonstration with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration."""

    name = "ocop.demo"
    label = "demo"
    verbose_name = "Trình diễn"
