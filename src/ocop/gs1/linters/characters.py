"""Linters of characters: which signs a component may hold (GS1 General Specifications, figures 7.11-1 to 7.11-3; RFC 4648, section 5).

Each returns the first fault or None.
"""

import re
import string

from ocop.gs1.linters.faults import Fault, whole

DIGITS = frozenset(string.digits)
CSET39 = frozenset("#-/" + string.digits + string.ascii_uppercase)
CSET64 = frozenset("-_" + string.digits + string.ascii_letters)
CSET82 = frozenset("!\"%&'()*+,-./" + string.digits + ":;<=>?" + string.ascii_uppercase + "_" + string.ascii_lowercase)
PADDING = "="
GROUP = 3  # base64url is padded to whole groups of three bytes; the dictionary counts its characters by three
PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
ESCAPE = 3  # a percent sign and two digits


def first_outside(data: str, characters: frozenset[str], name: str) -> Fault | None:
    """Return a fault at the first character that is not in a set."""
    for place, one in enumerate(data):
        if one not in characters:
            return Fault(name, place, 1)
    return None


def csetnumeric(data: str) -> Fault | None:
    """Digits only."""
    return first_outside(data, DIGITS, "NON_DIGIT_CHARACTER")


def cset39(data: str) -> Fault | None:
    """Capital letters, digits, # - and /."""
    return first_outside(data, CSET39, "INVALID_CSET39_CHARACTER")


def cset82(data: str) -> Fault | None:
    """The characters of most element strings."""
    return first_outside(data, CSET82, "INVALID_CSET82_CHARACTER")


def cset64(data: str) -> Fault | None:
    """Base64url, with padding that completes the last group of three or none."""
    body = data.rstrip(PADDING)
    padding = len(data) - len(body)
    if fault := first_outside(body, CSET64, "INVALID_CSET64_CHARACTER"):
        return fault
    if padding and (not body or padding >= GROUP or len(data) % GROUP):
        return Fault("INVALID_CSET64_PADDING", len(body), padding)
    return None


def hasnondigit(data: str) -> Fault | None:
    """At least one character that is no digit."""
    return whole("REQUIRES_NON_DIGIT_CHARACTER", data) if DIGITS.issuperset(data) else None


def hyphen(data: str) -> Fault | None:
    """Hyphens only."""
    return None if data and set(data) == {"-"} else whole("NOT_HYPHEN", data)


def importeridx(data: str) -> Fault | None:
    """One character of base64url."""
    if len(data) != 1:
        return whole("IMPORTER_IDX_MUST_BE_ONE_CHARACTER", data)
    return first_outside(data, CSET64, "INVALID_IMPORT_IDX_CHARACTER")


def pcenc(data: str) -> Fault | None:
    """Every percent sign is followed by two hexadecimal digits."""
    if match := PERCENT.search(data):
        return Fault("INVALID_PERCENT_SEQUENCE", match.start(), min(ESCAPE, len(data) - match.start()))
    return None
