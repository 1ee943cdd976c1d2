"""Bring lists of earlier recognitions into the register: a package of its own inside the room `recognition`; see README.md."""

from ocop.recognition.importing.bounds import expiry_bounds
from ocop.recognition.importing.operations import import_register
from ocop.recognition.importing.report import Finding, ImportReport

__all__ = ["Finding", "ImportReport", "expiry_bounds", "import_register"]
