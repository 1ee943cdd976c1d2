"""Every write about producers, by subject: ``profile`` (register, change, delegate) and ``identity`` (name, kind, place from a day on)."""

from .profile import (
    StaleProfileError,
    end_delegation,
    record_delegation,
    register_producer,
    update_producer,
)

__all__ = ["StaleProfileError", "end_delegation", "record_delegation", "register_producer", "update_producer"]
