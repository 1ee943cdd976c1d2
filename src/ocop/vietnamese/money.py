"""Amounts of money as people type them: 1.250.000, 1200 triệu, 1,2 tỷ, 1 tỷ 250 triệu, 1,2 ty, 2 tỷ rưỡi; whole đồng.

>>> parse_money("1 tỷ 250 triệu đồng")
1250000000
>>> format_money(1250000000)
'1.250.000.000 đồng'
"""

import re
from decimal import Decimal

from .numbers import AmbiguousNumberError, NumberError, format_integer, parse_decimal, parse_integer
from .text import fold, nfc

BEFORE = re.compile(r"^(?:vnđ|vnd|₫)\s*")
CURRENCY = re.compile(r"\s*(?:đồng|dong|vnđ|vnd|đ|₫)\.?$")
UNITS = {
    "nghin": 1_000,
    "ngan": 1_000,
    "k": 1_000,
    "trieu": 1_000_000,
    "tr": 1_000_000,
    "ty": 1_000_000_000,
    "ti": 1_000_000_000,
}
PIECE = re.compile(rf"\s*([\d.,]+)\s*({'|'.join(sorted(UNITS, key=len, reverse=True))})(?![^\W\d_])")
HALF = re.compile(r"(.*[\d\s](?:ty|ti|trieu|tr))\s+ruoi")
SPACES = re.compile(r"[\s\u00a0\u202f]+")
MOST = 10**15  # đồng: more than the whole programme; what is longer has a slip of the finger in it


def parse_money(text: str) -> int:
    """Read an amount in đồng; NumberError, with the sentence that asks back, for anything else."""
    plain = SPACES.sub(" ", nfc(text).casefold()).strip()
    try:
        amount = _amount(fold(CURRENCY.sub("", BEFORE.sub("", plain))))
    except AmbiguousNumberError:
        raise
    except NumberError:
        amount = None
    if amount is None or not 0 <= amount < MOST or amount != amount.to_integral_value():
        raise NumberError(f"“{text.strip()}” không phải là một số tiền. Ví dụ: 1.250.000 hoặc 1,25 tỷ.")
    return int(amount)


def _amount(bare: str) -> Decimal | None:
    half = HALF.fullmatch(bare)
    bare = half.group(1) if half else bare
    pieces = list(PIECE.finditer(bare))
    if not pieces or "".join(piece.group() for piece in pieces) != bare:
        return None if half else Decimal(parse_integer(bare))
    units = [UNITS[piece.group(2)] for piece in pieces]
    if units != sorted(set(units), reverse=True):
        return None
    amounts = (parse_decimal(piece.group(1)) * unit for piece, unit in zip(pieces, units, strict=True))
    return sum(amounts, Decimal()) + (Decimal(units[-1]) / 2 if half else 0)


def format_money(amount: int) -> str:
    """Print an amount with its unit: 1.250.000.000 đồng."""
    return f"{format_integer(amount)} đồng"
