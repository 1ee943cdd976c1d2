"""The room that holds the look and the shell of every page."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room `web`."""

    name = "ocop.web"
    label = "web"
    verbose_name = "Giao diện"
