"""Amounts of money as people type them: 1.250.000, 500 triệu, 1,2 tỷ, 1 tỷ 250 triệu; whole đồng.

>>> parse_money("1 tỷ 250 triệu đồng")
1250000000
"""

import re
from decimal import Decimal

from .numbers import NumberError, parse_decimal, parse_integer
from .text import nfc

CURRENCY = re.compile(r"\s*(?:đồng|vnđ|vnd|đ|₫)\.?$")
UNITS = {
    "nghìn": 1_000, "ngàn": 1_000, "k": 1_000, "triệu": 1_000_000, "tr": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000,
}  # fmt: skip
PIECE = re.compile(rf"\s*([\d.,]+)\s*({'|'.join(sorted(UNITS, key=len, reverse=True))})(?![^\W\d_])")


def parse_money(text: str) -> int:
    """Read an amount in đồng; NumberError, with the sentence that asks back, for anything else."""
    bare = CURRENCY.sub("", nfc(text).casefold().strip())
    pieces = list(PIECE.finditer(bare))
    if "".join(piece.group() for piece in pieces) == bare and pieces:
        units = [UNITS[piece.group(2)] for piece in pieces]
        amount = sum(
            (parse_decimal(piece.group(1)) * unit for piece, unit in zip(pieces, units, strict=True)), Decimal()
        )
        falling = units == sorted(set(units), reverse=True)
    else:
        amount, falling = Decimal(parse_integer(bare)), True
    if not falling or amount < 0 or amount != amount.to_integral_value():
        raise NumberError(f"“{text.strip()}” không phải là một số tiền. Ví dụ: 1.250.000 hoặc 1,25 tỷ.")
    return int(amount)
