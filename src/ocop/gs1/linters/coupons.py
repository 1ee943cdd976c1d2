"""Linters of North American coupon codes, AI (8110) and (8112) (GS1 General Specifications, 3.9.15 and 3.9.17).

A coupon code is a row of fields; many begin with one digit that says how long they are. `_Reader` walks it and stops at the first
fault, `CouponError`.
"""

from collections.abc import Callable

from ocop.gs1.linters.characters import csetnumeric
from ocop.gs1.linters.dates import yymmdd
from ocop.gs1.linters.faults import Fault

SHORTEST_PREFIX = 6  # digits of a company prefix, a funder or a serial number whose length digit is 0
LONGEST_PREFIX_DIGIT, LONGEST_RETAILER_DIGIT, LONGEST_VALUE_DIGIT = 6, 7, 5
SAME_PREFIX = "9"  # "the company prefix of the first purchase"
OFFER, FAMILY, DATE = 6, 3, 6


class CouponError(Exception):
    """The first fault of a coupon code."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.error)
        self.fault = fault


class _Reader:
    def __init__(self, data: str) -> None:
        self.data, self.place = data, 0

    @property
    def left(self) -> int:
        return len(self.data) - self.place

    def refuse(self, name: str, length: int | None = None) -> CouponError:
        """What is left is wrong, or its first characters; where nothing is left, the whole."""
        if not self.left:
            return CouponError(Fault(f"COUPON_{name}", 0, len(self.data)))
        return CouponError(Fault(f"COUPON_{name}", self.place, self.left if length is None else length))

    def take(self, length: int, name: str) -> str:
        if self.left < length:
            raise self.refuse(name)
        self.place += length
        return self.data[self.place - length : self.place]

    def code(self, name: str, allowed: str) -> str:
        """Take one digit out of those allowed."""
        if not self.left:
            raise self.refuse(f"MISSING_{name}")
        if self.data[self.place] not in allowed:
            raise self.refuse(f"INVALID_{name}", 1)
        return self.take(1, name)

    def measured(self, name: str, allowed: str, *, added: int) -> str:
        """Take a field that begins with its length."""
        if not self.left:
            raise self.refuse(f"MISSING_{name}_VLI")
        if self.data[self.place] not in allowed:
            raise self.refuse(f"INVALID_{name}_LENGTH", 1)
        length = int(self.take(1, name))
        return self.take(length + added, f"TRUNCATED_{name}")

    def field(self, digit: str) -> bool:
        """Take the digit that opens an optional field."""
        if self.left and self.data[self.place] == digit:
            self.place += 1
            return True
        return False

    def end(self) -> None:
        if self.left:
            raise self.refuse("EXCESS_DATA")


def _digits(first: int, last: int) -> str:
    return "".join(str(one) for one in range(first, last + 1))


PREFIX_LENGTHS, VALUE_LENGTHS = _digits(0, LONGEST_PREFIX_DIGIT), _digits(1, LONGEST_VALUE_DIGIT)
RETAILER_LENGTHS, SERIAL_LENGTHS = _digits(1, LONGEST_RETAILER_DIGIT), _digits(0, 9)
REQUIREMENTS, RULES = "012349", "0123"
SAVE_VALUES, ITEMS, FLAGS, STORES = "01256", "012", "01", _digits(0, 9)


def couponcode(data: str) -> Fault | None:
    """A coupon of a producer or a shop."""
    return csetnumeric(data) or _fault_of(data, _coupon)


def couponposoffer(data: str) -> Fault | None:
    """A coupon with an offer file, recognised at the point of sale."""
    return csetnumeric(data) or _fault_of(data, _offer)


def _fault_of(data: str, walk: Callable[[_Reader], None]) -> Fault | None:
    try:
        walk(_Reader(data))
    except CouponError as refusal:
        return refusal.fault
    return None


def _coupon(reader: _Reader) -> None:
    reader.measured("GCP", PREFIX_LENGTHS, added=SHORTEST_PREFIX)
    reader.take(OFFER, "TRUNCATED_OFFER_CODE")
    reader.measured("SAVE_VALUE", VALUE_LENGTHS, added=0)
    _purchase(reader, "1ST_PURCHASE")
    if reader.field("1"):
        reader.code("ADDITIONAL_PURCHASE_RULES_CODE", RULES)
        _purchase(reader, "2ND_PURCHASE")
        _company(reader, "2ND_PURCHASE_GCP")
    if reader.field("2"):
        _purchase(reader, "3RD_PURCHASE")
        _company(reader, "3RD_PURCHASE_GCP")
    _validity(reader)
    if reader.field("5"):
        reader.measured("SERIAL_NUMBER", SERIAL_LENGTHS, added=SHORTEST_PREFIX)
    if reader.field("6"):
        reader.measured("RETAILER_GCP_OR_GLN", RETAILER_LENGTHS, added=SHORTEST_PREFIX)
    if reader.field("9"):
        reader.code("SAVE_VALUE_CODE", SAVE_VALUES)
        reader.code("SAVE_VALUE_APPLIES_TO_ITEM", ITEMS)
        reader.code("STORE_COUPON_FLAG", STORES)
        reader.code("DONT_MULTIPLY_FLAG", FLAGS)
    reader.end()


def _purchase(reader: _Reader, name: str) -> None:
    reader.measured(f"{name}_REQUIREMENT", VALUE_LENGTHS, added=0)
    reader.code(f"{name}_REQUIREMENT_CODE", REQUIREMENTS)
    reader.take(FAMILY, f"TRUNCATED_{name}_FAMILY_CODE")


def _company(reader: _Reader, name: str) -> None:
    if not reader.field(SAME_PREFIX):
        reader.measured(name, PREFIX_LENGTHS, added=SHORTEST_PREFIX)


def _validity(reader: _Reader) -> None:
    opened, expiry = reader.place, ""
    if reader.field("3"):
        expiry = _date(reader, "EXPIRATION", "EXIPIRATION")  # spelt so in the standard's tests
    if reader.field("4"):
        start = _date(reader, "START", "START")
        if expiry and start > expiry:
            raise CouponError(Fault("COUPON_EXPIRATION_BEFORE_START", opened, reader.place - opened))


def _date(reader: _Reader, name: str, wrong: str) -> str:
    date = reader.take(DATE, f"TOO_SHORT_FOR_{name}_DATE")
    if yymmdd(date):
        raise CouponError(Fault(f"COUPON_INVALID_{wrong}_DATE", reader.place - DATE, DATE))
    return date


def _offer(reader: _Reader) -> None:
    reader.code("FORMAT_CODE", FLAGS)
    reader.measured("FUNDER", PREFIX_LENGTHS, added=SHORTEST_PREFIX)
    reader.take(OFFER, "TRUNCATED_OFFER_CODE")
    reader.measured("SERIAL_NUMBER", SERIAL_LENGTHS, added=SHORTEST_PREFIX)
    reader.end()
