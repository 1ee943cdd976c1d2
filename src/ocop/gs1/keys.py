"""GS1 keys as people type them: GTIN, GLN, SSCC, with their check digit (GS1 General Specifications, section 7.9.1).

>>> gtin14("8934563138165")
'08934563138165'
"""

from ocop.gs1.elements import GS1Error
from ocop.gs1.linters.check_digits import csum

GTIN_LENGTHS = (8, 12, 13, 14)
STORED = 14
GLN_LENGTH, SSCC_LENGTH = 13, 18


def gtin14(text: str) -> str:
    """Return a GTIN as it is stored, 14 digits; GS1Error names what is wrong."""
    digits = _digits(text)
    if len(digits) not in GTIN_LENGTHS:
        raise GS1Error(f"Mã GTIN có 8, 12, 13 hoặc 14 chữ số, không phải {len(digits)}.")
    return _checked(digits, "GTIN").zfill(STORED)


def gln(text: str) -> str:
    """Return a global location number, 13 digits; GS1Error names what is wrong."""
    return _of_length(text, GLN_LENGTH, "GLN")


def sscc(text: str) -> str:
    """Return a serial shipping container code, 18 digits; GS1Error names what is wrong."""
    return _of_length(text, SSCC_LENGTH, "SSCC")


def _of_length(text: str, length: int, name: str) -> str:
    digits = _digits(text)
    if len(digits) != length:
        raise GS1Error(f"Mã {name} có {length} chữ số, không phải {len(digits)}.")
    return _checked(digits, name)


def _digits(text: str) -> str:
    digits = "".join(text.split()).replace("-", "")
    if not (digits.isascii() and digits.isdigit()):
        raise GS1Error("Mã chỉ gồm chữ số.")
    return digits


def _checked(digits: str, name: str) -> str:
    if csum(digits):
        raise GS1Error(f"Mã {name} {digits} sai số kiểm tra: hãy so lại với bao bì.")
    return digits
