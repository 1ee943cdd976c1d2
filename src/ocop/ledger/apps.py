"""Registers the room `ledger` with Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The room `ledger`."""

    name = "ocop.ledger"
    label = "ledger"
    verbose_name = "Nhật ký"
