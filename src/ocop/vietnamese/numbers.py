"""Numbers as they are written in Vietnam: 1.234.567,89 on screen, several forms on the way in.

A text that means one thing in Vietnamese and another in English is not guessed: `AmbiguousNumberError` carries
both readings and the sentence that asks back.

>>> format_decimal(Decimal("1234567.89"))
'1.234.567,89'
>>> parse_decimal("1,5")
Decimal('1.5')
"""

import re
from decimal import ROUND_HALF_UP, Decimal

SPACES = re.compile(r"[\s\u00a0\u202f]")
LONGEST = 60  # of a whole number, with its points; Python refuses to read some thousand digits
PLAIN = re.compile(r"-?\d+")
GROUPED = re.compile(r"-?[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*")
ONE_GROUP = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
FRACTION = re.compile(r"-?\d+[.,]\d+")
GROUPED_FRACTION = re.compile(r"-?[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*(?!(?P=mark))[.,]\d+")


class NumberError(ValueError):
    """The text is not a number; the message says so in Vietnamese."""


class AmbiguousNumberError(NumberError):
    """The text has two readings; ask back instead of guessing."""

    def __init__(self, text: str, as_fraction: Decimal, as_thousands: Decimal) -> None:
        self.as_fraction, self.as_thousands = as_fraction, as_thousands
        super().__init__(
            f"“{text}” là {format_decimal(as_fraction)} (có phần thập phân) hay {format_decimal(as_thousands)} "
            f"(hàng nghìn)? Hãy ghi rõ, ví dụ {format_decimal(as_fraction)}0 hoặc {as_thousands}."
        )


def parse_decimal(text: str) -> Decimal:
    """Read a decimal number; NumberError for no number, AmbiguousNumberError for `1.234`."""
    bare = _bare(text)
    if ONE_GROUP.fullmatch(bare):
        raise AmbiguousNumberError(text.strip(), Decimal(bare.replace(",", ".")), Decimal(_digits(bare)))
    if PLAIN.fullmatch(bare) or GROUPED.fullmatch(bare):
        return Decimal(_digits(bare))
    if FRACTION.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    if GROUPED_FRACTION.fullmatch(bare):
        whole, mark, part = bare.rpartition("," if bare.rfind(",") > bare.rfind(".") else ".")
        return Decimal(f"{_digits(whole)}.{part}") if mark else Decimal(whole)
    raise NumberError(f"“{text.strip()}” không phải là một số. Ví dụ: 1234,5.")


def parse_integer(text: str) -> int:
    """Read a whole number; `1.234` is 1234. NumberError for anything else."""
    bare = _bare(text)
    if len(bare) <= LONGEST and (PLAIN.fullmatch(bare) or GROUPED.fullmatch(bare)):
        return int(_digits(bare))
    raise NumberError(f"“{text.strip()}” không phải là một số nguyên. Ví dụ: 1234.")


def format_decimal(value: Decimal | int, decimals: int | None = None) -> str:
    """Print a number the Vietnamese way; with `decimals` rounded half up to that many places."""
    number = Decimal(value)
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


def format_integer(value: int) -> str:
    """Print a whole number with points between thousands."""
    return format_decimal(value)


def _bare(text: str) -> str:
    return SPACES.sub("", text).replace("\u2212", "-")


def _digits(text: str) -> str:
    return text.replace(".", "").replace(",", "")
