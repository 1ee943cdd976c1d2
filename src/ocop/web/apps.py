"""The room that holds the look and the shell of every page."""

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class WebConfig(AppConfig):
    """The room `web`."""

    name = "ocop.web"
    label = "web"
    verbose_name = "Giao diện"


class StaticFiles(StaticFilesConfig):
    """Static files of every room and package, without the builds of htmx that no page loads."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "htmax-*", "htmx-4*", "htmx-2.js", "django_htmx/ext"]
