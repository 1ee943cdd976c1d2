"""Fixtures of this folder."""

from ocop.territory.tests.loaded import units_loaded

__all__ = ["units_loaded"]
