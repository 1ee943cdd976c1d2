"""Registers the room `people` with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room `people`."""

    name = "ocop.people"
    label = "people"
    verbose_name = "Con người và vai trò"
