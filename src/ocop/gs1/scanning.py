"""What a scanner sends: an AIM symbology identifier (ISO/IEC 15424) and the data, with group separators for FNC1.

Data is written as everywhere here: `^` for FNC1, `|` before the composite part; text that is no GS1 data and begins with `^` gets a
backslash before it.

>>> read_scan("]d201095201234567881727013110LO1")
Scan(symbology='DM', data='^01095201234567881727013110LO1')
>>> write_scan(Scan("EAN13", "211234567890"))
']E02112345678900'
"""

import re
from dataclasses import dataclass

from ocop.gs1.digital_link import read_link
from ocop.gs1.elements import SEPARATOR, GS1Error, read_elements
from ocop.gs1.linters.check_digits import check_digit, csum

GROUP_SEPARATOR = "\x1d"
COMPOSITE = "|"
COMPOSITE_MARK = "]e0"
ESCAPED = re.compile(r"\\*\^")
LINK = re.compile("(?:https?|HTTPS?)://")
# Symbols with plain text and with GS1 data.
MATRICES = {"QR": ("]Q1", "]Q3"), "DM": ("]d1", "]d2"), "DotCode": ("]J0", "]J1")}
# Symbols of element strings.
STRINGS = {"DataBarExpanded": "]e0", "GS1_128_CCA": "]C1", "GS1_128_CCC": "]C1"}
# Symbols of one GTIN: the mark and the digits that stand in it.
RETAIL = {"EAN13": ("]E0", 13), "UPCA": ("]E0", 12), "UPCE": ("]E0", 12), "EAN8": ("]E4", 8)}
RETAIL_DIGITS = {"]E0": 13, "]E4": 8}
DATABAR = ("DataBarOmni", "DataBarTruncated", "DataBarStacked", "DataBarStackedOmni", "DataBarLimited")
GTIN, GTIN_DIGITS = "01", 14
LIMITED_FIRST = "01"  # first digits that DataBar Limited can hold
READ_AS = {"]E0": "EAN13", "]E4": "EAN8", "]e0": "DataBarExpanded", "]C1": "GS1_128_CCA"}
MARK = 3


@dataclass(frozen=True, slots=True)
class Scan:
    """A kind of symbol and what it holds."""

    symbology: str
    data: str


def read_scan(text: str) -> Scan:
    """Read what a scanner sent; GS1Error for an unknown symbol or data that is wrong."""
    mark, data = text[:MARK], text[MARK:]
    for name, (plain, gs1) in MATRICES.items():
        if mark == plain:
            return Scan(name, _plain(data))
        if mark == gs1:
            return Scan(name, _elements(data))
    if mark in RETAIL_DIGITS:
        linear, joined, composite = data.partition(COMPOSITE)
        if len(linear) != RETAIL_DIGITS[mark] or csum(linear):
            raise GS1Error("Mã vạch sai số chữ số hoặc sai số kiểm tra.")
        return Scan(READ_AS[mark], linear + (_composite(composite) if joined else ""))
    if mark in READ_AS:
        return Scan(READ_AS[mark], _elements(data))
    raise GS1Error("Không nhận ra loại mã.")


def _plain(data: str) -> str:
    if LINK.match(data):
        read_link(data)
    return "\\" + data if ESCAPED.match(data) else data


def _elements(data: str) -> str:
    text = SEPARATOR + data.replace(GROUP_SEPARATOR, SEPARATOR)
    if SEPARATOR in data:
        raise GS1Error("Dữ liệu có ký tự không được phép.")
    read_elements(text)
    return text


def _composite(part: str) -> str:
    if not part.startswith(COMPOSITE_MARK):
        raise GS1Error("Phần ghép của mã vạch không đúng.")
    return COMPOSITE + _elements(part.removeprefix(COMPOSITE_MARK))


def write_scan(scan: Scan) -> str:
    """Return what a scanner sends for a symbol; GS1Error where the symbol cannot hold the data."""
    if scan.symbology in MATRICES:
        plain, gs1 = MATRICES[scan.symbology]
        if scan.data.startswith(SEPARATOR):
            return gs1 + _sent(scan.data)
        return plain + (scan.data[1:] if ESCAPED.match(scan.data) else scan.data)
    linear, joined, composite = scan.data.partition(COMPOSITE)
    if scan.symbology in RETAIL:
        mark, digits = RETAIL[scan.symbology]
        gtin = _completed(linear, digits).zfill(RETAIL_DIGITS[mark])
        return mark + gtin + (COMPOSITE + COMPOSITE_MARK + _sent(composite) if joined else "")
    if scan.symbology in DATABAR:
        gtin = _completed(linear.removeprefix(SEPARATOR + GTIN), GTIN_DIGITS)
        if scan.symbology == "DataBarLimited" and gtin[0] not in LIMITED_FIRST:
            raise GS1Error("DataBar Limited chỉ chứa GTIN bắt đầu bằng 0 hoặc 1.")
        return COMPOSITE_MARK + GTIN + gtin + (_sent(composite) if joined else "")
    if scan.symbology in STRINGS:
        return _string(scan.symbology, linear, composite, joined)
    raise GS1Error(f"Không có loại mã {scan.symbology}.")


def _string(symbology: str, linear: str, composite: str, joined: str) -> str:
    mark, text = STRINGS[symbology], _sent(linear)
    if not joined:
        return mark + text
    last = read_elements(linear).elements[-1].identifier
    return COMPOSITE_MARK + text + ("" if last.fixed else GROUP_SEPARATOR) + _sent(composite)


def _sent(text: str) -> str:
    """Element strings with group separators, as a scanner sends them."""
    read_elements(text)
    return text.removeprefix(SEPARATOR).replace(SEPARATOR, GROUP_SEPARATOR)


def _completed(digits: str, length: int) -> str:
    """The digits with their check digit, which is added where it is missing."""
    if not (digits.isascii() and digits.isdigit() and len(digits) in (length - 1, length)):
        raise GS1Error(f"Mã vạch này cần {length} chữ số.")
    whole = digits if len(digits) == length else digits + check_digit(digits)
    if csum(whole):
        raise GS1Error("Sai số kiểm tra.")
    return whole
