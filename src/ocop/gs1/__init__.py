"""GS1 identifiers: Digital Link 1.6.0, element strings, scans, linters, keys (no Django, floor 0; other programs may import it).

>>> canonical(read_link("https://vi-du.vn/01/08934563138165?99=X"))
'https://id.gs1.org/01/08934563138165?99=X'
"""

from ocop.gs1.associations import associate
from ocop.gs1.digital_link import DigitalLink, canonical, link_of, read_link, write_link
from ocop.gs1.elements import Element, ElementString, GS1Error, read_bracketed, read_elements
from ocop.gs1.keys import gln, gtin14, sscc
from ocop.gs1.linters import UnknownLinterError, lint
from ocop.gs1.linters.faults import Fault
from ocop.gs1.options import LENIENT, STRICT, Options
from ocop.gs1.scanning import Scan, read_scan, write_scan

__all__ = [
    "LENIENT",
    "STRICT",
    "DigitalLink",
    "Element",
    "ElementString",
    "Fault",
    "GS1Error",
    "Options",
    "Scan",
    "UnknownLinterError",
    "associate",
    "canonical",
    "gln",
    "gtin14",
    "link_of",
    "lint",
    "read_bracketed",
    "read_elements",
    "read_link",
    "read_scan",
    "sscc",
    "write_link",
    "write_scan",
]
