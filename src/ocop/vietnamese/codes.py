"""Numbers that are names of something: telephones and tax codes, in one written form whatever stands between the digits.

>>> telephone("0912 345.678")
'0912345678'
>>> tax_code("0300588569 001")
'0300588569-001'
"""

import re

BLANKS = re.compile(r"[\s.\u00a0\u202f]")
BETWEEN = re.compile(rf"{BLANKS.pattern}|[-()]")
# Mobile numbers have ten digits and landlines eleven; 1800 and 1900 are hotlines; numbers abroad come with their country.
TELEPHONE = re.compile(r"0\d{9,10}|1[89]00\d{4,6}|\+\d{8,15}", re.ASCII)
# The tenth digit of a tax code checks the nine before it.
WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
TEN = 10
BUSINESS = re.compile(r"(?P<code>\d{10})(?:-?(?P<branch>\d{3}))?", re.ASCII)
PERSON = re.compile(r"\d{12}", re.ASCII)


class CodeError(ValueError):
    """The text is no such number; the message says what one looks like."""


def telephone(text: str) -> str:
    """Return a telephone number as its digits, with a leading plus if there is one; CodeError for anything else."""
    digits = BETWEEN.sub("", text)
    if not TELEPHONE.fullmatch(digits):
        raise CodeError(
            "Số điện thoại cần 10 chữ số, máy bàn, tổng đài hoặc số nước ngoài từ 8 đến 15 chữ số. Ví dụ: 0912 345 678."
        )
    return digits


def tax_code(text: str) -> str:
    """Return a tax code: ten digits, ten and a branch of three, or the twelve of a person; CodeError for anything else."""
    bare = BLANKS.sub("", text)
    if PERSON.fullmatch(bare):
        return bare
    if (found := BUSINESS.fullmatch(bare)) and _checks(found["code"]):
        return "-".join(part for part in found.groups() if part)
    raise CodeError("Mã số thuế không đúng. Mã gồm 10 chữ số, 10 chữ số và 3 số của chi nhánh, hoặc 12 số định danh.")


def _checks(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=False))
    return TEN - total % 11 == int(digits[-1])
