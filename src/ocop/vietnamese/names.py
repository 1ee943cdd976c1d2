"""Names of people in one written form.

>>> person_name("  Nguyễn   Thị  Lan ")
'Nguyễn Thị Lan'
"""

import re

from .text import nfc

# Letters, and what stands between them in names of every people of the country: K’Brêu, Y-Moan, TS. Lê Văn Ba.
NAME = re.compile(r"(?=.*[^\W\d_])[^\d_@<>{}\[\]|\\/=+*#%$^~]+")


class PersonNameError(ValueError):
    """The text is no person's name; the message says what one looks like."""


def person_name(text: str) -> str:
    """Return the name with single blanks; letters keep their case. Raises ``ValueError`` for something that is no name."""
    name = " ".join(nfc(text).split())
    if not NAME.fullmatch(name):
        raise PersonNameError("Họ và tên chỉ gồm chữ. Ví dụ: Nguyễn Thị Lan.")
    return name
