"""What names or reaches somebody: telephones, tax codes, addresses of mail, in one written form whatever stands in between.

>>> telephone("0912 345.678"), telephone("+84 (0) 912–345–678"), telephone("0084912345678")
('0912345678', '0912345678', '0912345678')
>>> tax_code("0300588569 001")
'0300588569-001'
"""

import re

from .text import narrow, nfc

BLANKS = re.compile(r"[\s.\u00a0\u202f]")
BETWEEN = re.compile(rf"{BLANKS.pattern}|[-()]")
TWO_NUMBERS = re.compile(r"[/;,|]|\bhoặc\b|\bvà\b", re.IGNORECASE)
# The country as people write it before a number; the zero that it replaces may stand behind it.
COUNTRY = re.compile(r"(?:\+|00)?840?(?=\d{9,10}$)|(?:\+|00)84(?=1[89]00)", re.ASCII)
ABROAD = re.compile(r"00(?=[1-9])", re.ASCII)
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
    """Return a telephone number as its digits: from 0 on at home, from + on abroad; CodeError for anything else.

    Signs nobody sees, wide digits and every kind of dash are read as they are meant; two numbers are asked back.
    """
    typed = narrow(nfc(text))
    if len(parts := [part for part in TWO_NUMBERS.split(typed) if part.strip()]) > 1 and all(map(_number_in, parts)):
        raise CodeError("Ở đây chỉ ghi một số điện thoại; bạn đã ghi nhiều số. Hãy giữ lại số hay dùng nhất.")
    if number := _number_in(typed):
        return number
    raise CodeError(
        "Số điện thoại cần 10 chữ số, máy bàn, tổng đài hoặc số nước ngoài từ 8 đến 15 chữ số. Ví dụ: 0912 345 678."
    )


def _number_in(typed: str) -> str:
    digits = BETWEEN.sub("", typed)
    if country := COUNTRY.match(digits):
        rest = digits[country.end() :]
        digits = rest if rest.startswith(("1800", "1900")) else f"0{rest.removeprefix('0')}"
    digits = ABROAD.sub("+", digits, count=1) if ABROAD.match(digits) else digits
    return digits if TELEPHONE.fullmatch(digits) else ""


def mail_address(text: str) -> str:
    """Return an address of mail in the form that is stored and compared: small letters, no blanks, no sign nobody sees.

    >>> mail_address(" Lan@TayNinh.gov.vn\u200b")
    'lan@tayninh.gov.vn'
    """
    return "".join(narrow(nfc(text)).split()).lower()


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
