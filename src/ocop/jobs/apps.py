"""Registers the room `jobs` with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The room `jobs`."""

    name = "ocop.jobs"
    label = "jobs"
    verbose_name = "Việc chạy lâu"
