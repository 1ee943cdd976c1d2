"""Kinds of values that a council's working rules hold: how each is said, typed, read and checked, the same at every door."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any, Protocol

from ocop.vietnamese import NumberError, format_decimal, nfc, parse_decimal
from ocop.vietnamese.text import narrow

TWO_THIRDS = Decimal("0.6666")  # rounded down, so that 6 of 9 and 4 of 6 are enough
PERCENT = 100
MOST_POINTS = 100
YES, NO = "yes", "no"


class Kind(Protocol):
    """What every kind of value can do."""

    def say(self, value: Any, /) -> str:
        """Say a value in words."""

    def typed(self, value: Any, /) -> str:
        """Write a value as people type it, or as a form names a choice."""

    def read(self, text: str, /) -> Any:
        """Return what was typed; ``ValueError`` with a sentence when it cannot be read."""

    def kept(self, value: Any, /) -> Any:
        """Return a value, of the law's file or of an operation, as the column holds it."""

    def fault(self, value: Any, /) -> str:
        """Return the sentence that says why a value cannot be; empty when it can."""


@dataclass(frozen=True)
class Ratio:
    """A share between nobody and everybody, typed as 75, 75 %, 66,7 % or 2/3; two thirds are 0.6666, never more."""

    noun: str

    def say(self, value: Decimal) -> str:
        """Two thirds as a fraction, everything else in percent."""
        if value.normalize() == TWO_THIRDS:
            return "2/3"
        return f"{format_decimal((value * PERCENT).normalize())} %"

    typed = say

    def read(self, text: str) -> Decimal:
        """Return the share, rounded down to four places; a share of one ("0,75") is asked back: 75 % is meant."""
        bare = narrow(nfc(text)).replace("%", "").strip()
        if (share := _share_of_one(bare)) and not (bare == "1" and "%" in narrow(text)):
            raise ValueError(f"Ý bạn là {share} %? Hãy ghi tỷ lệ theo phần trăm, ví dụ {share} %.")
        try:
            if "/" in bare:
                part, whole = (int(one) for one in bare.split("/", 1))
                exact = Fraction(part, whole)
            else:
                exact = Fraction(parse_decimal(bare)) / PERCENT
        except (ValueError, ZeroDivisionError) as error:
            raise ValueError("Hãy ghi tỷ lệ như 75 % hoặc 2/3.") from error
        return (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.0001"), rounding=ROUND_DOWN)

    def kept(self, value: Any) -> Decimal:
        """As an exact number."""
        return Decimal(value)

    def fault(self, value: Decimal) -> str:
        """More than nobody, and not more than everybody."""
        return "" if 0 < value <= 1 else f"{self.noun} phải lớn hơn 0 và không quá 100 %."


def _share_of_one(text: str) -> str:
    """The percentage that a number between nought and one seems to mean; empty for anything else."""
    try:
        number = parse_decimal("0" * text.startswith((".", ",")) + text.replace(".", ","))
    except NumberError:
        return ""
    return format_decimal((number * PERCENT).normalize()) if 0 < number <= 1 else ""


@dataclass(frozen=True)
class Points:
    """Points with at most one decimal, or nothing for no limit."""

    noun: str

    def say(self, value: Decimal | None) -> str:
        """The points, or that there is no limit."""
        return "không giới hạn" if value is None else f"{format_decimal(Decimal(value).normalize())} điểm"

    def typed(self, value: Decimal | None) -> str:
        """The number alone."""
        return "" if value is None else format_decimal(Decimal(value).normalize())

    def read(self, text: str) -> Decimal:
        """Return the points."""
        try:
            return parse_decimal(text)
        except NumberError as error:
            raise ValueError("Hãy ghi số điểm, ví dụ 10 hoặc 7,5; để trống nếu không giới hạn.") from error

    def kept(self, value: Any) -> Decimal | None:
        """As an exact number."""
        return None if value is None else Decimal(value)

    def fault(self, value: Decimal | None) -> str:
        """Within the points of a sheet."""
        if value is None or (0 < value <= MOST_POINTS and value == value.quantize(Decimal("0.1"))):
            return ""
        return f"{self.noun} lớn hơn 0, không quá {MOST_POINTS} điểm, nhiều nhất một chữ số thập phân."


@dataclass(frozen=True)
class Count:
    """A whole number between two ends."""

    lowest: int
    highest: int
    too_low: str = ""  # a sentence of its own for what is below

    @property
    def sentence(self) -> str:
        """What asks back."""
        return f"Hãy ghi một số từ {self.lowest} đến {self.highest}."

    def say(self, value: int) -> str:
        """The number."""
        return str(value)

    typed = say

    def read(self, text: str) -> int:
        """Return the number."""
        try:
            return int(text)
        except ValueError as error:
            raise ValueError(self.sentence) from error

    def kept(self, value: Any) -> int:
        """As it is."""
        return int(value)

    def fault(self, value: int) -> str:
        """Not below the one end nor above the other."""
        if value < self.lowest:
            return self.too_low or self.sentence
        return "" if value <= self.highest else self.sentence


@dataclass(frozen=True)
class Choice:
    """One of several answers, each with its words."""

    words: Mapping[str, str]

    def say(self, value: str) -> str:
        """The words of the answer."""
        return self.words[value]

    def typed(self, value: str) -> str:
        """The answer as the form names it."""
        return value

    read = kept = typed

    def fault(self, value: str) -> str:
        """One of the answers."""
        return "" if value in self.words else "Hãy chọn một câu trả lời."


@dataclass(frozen=True)
class YesOrNo:
    """Yes or no."""

    def say(self, value: bool) -> str:  # noqa: FBT001 – a value to be said in words
        """Yes or no in words."""
        return "có" if value else "không"

    def typed(self, value: bool) -> str:  # noqa: FBT001
        """The answer as the form names it."""
        return YES if value else NO

    def read(self, text: str) -> bool:
        """Whether the answer is yes."""
        return text == YES

    def kept(self, value: Any) -> bool:
        """As it is."""
        return bool(value)

    def fault(self, value: bool) -> str:  # noqa: FBT001
        """Both answers can be."""
        return ""
