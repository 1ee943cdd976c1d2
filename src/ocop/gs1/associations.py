"""Which identifiers may stand together on one item (GS1 General Specifications, section 4.14; rows `req` and `ex` of the dictionary).

>>> from ocop.gs1.elements import read_bracketed
>>> associate(read_bracketed("(02)09520123456788"))
Traceback (most recent call last):
ocop.gs1.elements.GS1Error: (02) cần đi cùng (37).
"""

from collections.abc import Callable

from ocop.gs1.elements import Element, ElementString, GS1Error
from ocop.gs1.identifiers import matches
from ocop.gs1.options import STRICT, Options

Elements = tuple[Element, ...]
SIGNATURE = "8030"
SERIALISED = {"253": 13, "255": 13, "8003": 14}  # keys whose serial part is optional, and the length without it


def no_repeats(elements: Elements) -> None:
    """The same identifier twice says the same."""
    seen: dict[str, str] = {}
    for one in elements:
        if seen.setdefault(one.code, one.value) != one.value:
            raise GS1Error(f"({one.code}) ghi nhiều lần với dữ liệu khác nhau.")


def none_excluded(elements: Elements) -> None:
    """No identifier stands beside one that it excludes."""
    codes = {one.code for one in elements}
    for one in elements:
        for pattern in one.identifier.excludes:
            for other in sorted(codes - {one.code}):
                if matches(other, pattern):
                    raise GS1Error(f"({one.code}) không đi cùng ({other}).")


def none_missing(elements: Elements) -> None:
    """Each identifier has beside it what it needs."""
    codes = {one.code for one in elements}
    for one in elements:
        others = codes - {one.code}
        for groups in one.identifier.needs:
            if not any(all(any(matches(other, pattern) for other in others) for pattern in group) for group in groups):
                choice = " hoặc ".join(" + ".join(f"({pattern})" for pattern in group) for group in groups)
                raise GS1Error(f"({one.code}) cần đi cùng {choice}.")


def signed_key_is_serialised(elements: Elements) -> None:
    """A digital signature signs one thing: a key whose serial part is optional has it."""
    if any(one.code == SIGNATURE for one in elements):
        for one in elements:
            if len(one.value) == SERIALISED.get(one.code):
                raise GS1Error(f"({one.code}) cần phần số sê-ri khi có chữ ký số ({SIGNATURE}).")


RULES: dict[str, Callable[[Elements], None]] = {
    "exclusive": none_excluded,
    "needed": none_missing,
    "repeats": no_repeats,
    "signature": signed_key_is_serialised,
}


def associate(found: ElementString, options: Options = STRICT) -> ElementString:
    """Return the elements when they may stand together; GS1Error with the first rule that they break."""
    for name, rule in RULES.items():
        if name in options.associations:
            rule(found.elements)
    return found
