"""Linters of check digits: the digit of GS1 keys, the pair of a GMN, the sum of an IBAN, and the prefix of a company.

GS1 General Specifications, 7.9.1 (modulo 10) and 7.9.5 (modulo 1021 over CSET 82); ISO 13616 (modulo 97).
"""

import re
import string
from itertools import cycle

from ocop.gs1.linters.characters import CSET39, CSET82, cset82, csetnumeric, first_outside
from ocop.gs1.linters.faults import Fault, whole

CSET82_ORDER = "".join(sorted(CSET82))
PAIR_CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
PAIR_MODULUS = 1021
PAIR, LONGEST_WITH_PAIR = 2, 99
IBAN_HEAD, LONGEST_IBAN = 4, 34
IBAN_MODULUS = 97
IBAN = re.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]*")
IBAN_CHARACTERS = frozenset(string.digits + string.ascii_uppercase)


def check_digit(digits: str) -> str:
    """Return the check digit that completes a key: weights 3 and 1 in turn from the right."""
    total = sum(int(one) * weight for one, weight in zip(reversed(digits), cycle((3, 1)), strict=False))
    return str(-total % 10)


def check_pair(text: str) -> str:
    """Return the two characters that complete a global model number; text in CSET 82."""
    weights = _primes(len(text))
    total = (
        sum(CSET82_ORDER.index(one) * weight for one, weight in zip(reversed(text), weights, strict=True))
        % PAIR_MODULUS
    )
    return PAIR_CHARACTERS[total // len(PAIR_CHARACTERS)] + PAIR_CHARACTERS[total % len(PAIR_CHARACTERS)]


def _primes(count: int) -> list[int]:
    found: list[int] = []
    candidate = 2
    while len(found) < count:
        if all(candidate % one for one in found):
            found.append(candidate)
        candidate += 1
    return found


def csum(data: str) -> Fault | None:
    """The last digit is the check digit of the others."""
    if not data:
        return whole("TOO_SHORT_FOR_CHECK_DIGIT", data)
    if fault := csetnumeric(data):
        return fault
    return None if check_digit(data[:-1]) == data[-1] else Fault("INCORRECT_CHECK_DIGIT", len(data) - 1, 1)


def csumalpha(data: str) -> Fault | None:
    """The last two characters are the check pair of the others."""
    if len(data) < PAIR:
        return whole("TOO_SHORT_FOR_CHECK_PAIR", data)
    if len(data) > LONGEST_WITH_PAIR:
        return whole("TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION", data)
    if fault := cset82(data[:-PAIR]):
        return fault
    return None if check_pair(data[:-PAIR]) == data[-PAIR:] else Fault("INCORRECT_CHECK_PAIR", len(data) - PAIR, PAIR)


def iban(data: str) -> Fault | None:
    """An international bank account number."""
    if len(data) > LONGEST_IBAN:
        return whole("IBAN_TOO_LONG", data)
    if len(data) <= IBAN_HEAD:
        return whole("IBAN_TOO_SHORT", data)
    if fault := first_outside(data, IBAN_CHARACTERS, "INVALID_IBAN_CHARACTER"):
        return fault
    if not data[:2].isalpha():
        return Fault("ILLEGAL_IBAN_COUNTRY_CODE", 0, 2)
    digits = "".join(str(int(one, 36)) for one in data[IBAN_HEAD:] + data[:IBAN_HEAD])
    return None if int(digits) % IBAN_MODULUS == 1 else Fault("INCORRECT_IBAN_CHECKSUM", 2, 2)


def gcppos1(data: str) -> Fault | None:
    """A GS1 company prefix at the first place. No list of prefixes is kept here, so a well-formed one stays unproved."""
    return _prefix(data, 0)


def gcppos2(data: str) -> Fault | None:
    """The same behind one indicator digit."""
    return _prefix(data, 1)


def _prefix(data: str, start: int) -> Fault | None:
    if fault := first_outside(data[start:], CSET39 | CSET82, "NON_DIGIT_CHARACTER"):
        return Fault(fault.name, fault.start + start, 1)
    return Fault("GCP_DATASOURCE_OFFLINE", start, len(data) - start)
