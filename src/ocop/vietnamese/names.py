"""Names of people and of accounts in one written form.

>>> person_name("  Nguyễn   Thị  Lan ")
'Nguyễn Thị Lan'
>>> user_name_key("Hoà.Lan") == user_name_key("hòa.lan")
True
"""

import re
import unicodedata

from .text import fold, nfc, tone_key

# Letters, and what stands between them in names of every people of the country: K’Brêu, Y-Moan, TS. Lê Văn Ba.
NAME = re.compile(r"(?=.*[^\W\d_])[^\d_@<>{}\[\]|\\/=+*#%$^~]+")

# Letters of the languages of this country: a plain Latin letter with marks, đ, and those that folding leaves alone.
OWN_LETTERS = frozenset("đĐƀɃʉɄ")
BESIDE_LETTERS = frozenset("._-+")


class PersonNameError(ValueError):
    """The text is no person's name; the message says what one looks like."""


def person_name(text: str) -> str:
    """Return the name with single blanks; letters keep their case. Raises ``ValueError`` for something that is no name."""
    name = " ".join(nfc(text).split())
    if not NAME.fullmatch(name):
        raise PersonNameError("Họ và tên chỉ gồm chữ. Ví dụ: Nguyễn Thị Lan.")
    return name


class UserNameError(ValueError):
    """The text cannot be the name of an account; the message says what one looks like."""


def user_name(text: str) -> str:
    """Return the name of an account as it is kept. Raises ``ValueError`` where it could be taken for another one.

    Refused are letters of other scripts that look like ours, signs nobody sees, wide letters, blanks, and what is no name
    because it reads as a telephone number or an address of mail.
    """
    name = unicodedata.normalize("NFC", text.strip(" "))
    if not (name and all(map(_belongs, name)) and any(letter.isalpha() for letter in name)):
        raise UserNameError(
            "Tên đăng nhập chỉ gồm chữ cái tiếng Việt, chữ số và các dấu . - _ + viết liền, có ít nhất một chữ cái; "
            "không dùng chữ của bảng chữ khác hay ký tự ẩn. Ví dụ: nguyenlan."
        )
    return name


def _belongs(letter: str) -> bool:
    if letter in OWN_LETTERS or letter in BESIDE_LETTERS:
        return True
    plain = fold(letter) if letter.isalpha() else letter
    return len(plain) == 1 and plain.isascii() and plain.isalnum() and unicodedata.normalize("NFKC", letter) == letter


def user_name_key(text: str) -> str:
    """Return what two names of accounts must not share: no case, one place for a tone, no sign nobody sees."""
    return tone_key(nfc(text).strip().casefold())
