"""The numbers the forms print: product code and registration form number (Phụ lục II, Mẫu 01; AMB-17).

Codes are labels, not keys: they stay text, keep their leading zeros and change at each evaluation year.

>>> product_code("80", "25900", 12, 2026)
'80-25900-12-2026'
>>> registration_form_number(7, "80", "25900", 2026)
'07/PĐK-80-25900-2026'
"""

import re
from dataclasses import dataclass

PRODUCT_CODE = re.compile(r"(?P<province>\d{2})-(?P<commune>\d{5})-(?P<sequence>\d+)-(?P<year>20\d{2})", re.ASCII)
OLD_PRODUCT_CODE = re.compile(r"(\d{2})-(\d{3})-(\d{5})-(\d+)-(20\d{2})", re.ASCII)
FORM_NUMBER = re.compile(r"(?P<sequence>\d+)/PĐK-(?P<province>\d{2})-(?P<commune>\d{5})-(?P<year>20\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class UnitNumber:
    """The parts of a number: unit codes per 19/2025/QĐ-TTg, the sequence kept there, the year."""

    province: str
    commune: str
    sequence: int
    year: int


def product_code(province: str, commune: str, sequence: int, year: int) -> str:
    """Return the product code `(T)-(X)-(STT)-20YY`; ValueError when a part has the wrong shape."""
    return _checked(PRODUCT_CODE, f"{province}-{commune}-{sequence}-{year}", "Mã số sản phẩm")


def registration_form_number(sequence: int, province: str, commune: str, year: int) -> str:
    """Return the number of Form 01, at least two digits for the sequence; ValueError for parts of the wrong shape."""
    return _checked(FORM_NUMBER, f"{sequence:02d}/PĐK-{province}-{commune}-{year}", "Số phiếu đăng ký")


def read_product_code(text: str) -> UnitNumber | None:
    """Read a product code of R4; None for any other text."""
    return _parts(PRODUCT_CODE.fullmatch(text.strip()))


def read_registration_form_number(text: str) -> UnitNumber | None:
    """Read the number of Form 01; None for any other text."""
    return _parts(FORM_NUMBER.fullmatch(text.strip()))


def is_older_product_code(text: str) -> bool:
    """Tell whether a text has the form of R1 and R2, with the district: `83-829-28780-3-2022` (assumed)."""
    return OLD_PRODUCT_CODE.fullmatch(text.strip()) is not None


def _checked(pattern: re.Pattern[str], text: str, what: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(f"{what} không đúng dạng: {text}.")
    return text


def _parts(match: re.Match[str] | None) -> UnitNumber | None:
    if match is None:
        return None
    return UnitNumber(match["province"], match["commune"], int(match["sequence"]), int(match["year"]))
