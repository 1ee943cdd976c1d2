"""Passwords that people in Vietnam choose again and again are refused, however they are dressed up with marks, numbers and signs."""

from functools import cache
from importlib.resources import files
from string import digits, punctuation
from typing import Any

import yaml
from django.core.exceptions import ValidationError

from ocop.vietnamese import fold

TOO_COMMON = "Mật khẩu này ghép từ những từ và số mà nhiều người dùng, nên dễ bị đoán. Hãy ghép ba, bốn từ không liên quan đến nhau."
TOO_PLAIN = "Mật khẩu này lặp đi lặp lại vài ký tự, nên dễ bị đoán. Hãy ghép ba, bốn từ không liên quan đến nhau."
LEAST_SIGNS = 5
AROUND = digits + punctuation + " "
LOOKS_LIKE = str.maketrans("@4031!$57", "aaoeiisst")  # p@ssw0rd, m4tkh4u


@cache
def common_words() -> frozenset[str]:
    """Return the words of the list."""
    text = (files("ocop.people") / "data" / "common_passwords.yaml").read_text(encoding="utf-8")
    return frozenset(str(yaml.safe_load(text)["words"]).split())


class VietnameseCommonPassword:
    """Judges a password for Django: refused when it is nothing but common words, numbers and signs."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ``ValidationError`` with one sentence."""
        plain = fold(password).casefold()
        if len(set(plain)) < LEAST_SIGNS:
            raise ValidationError(TOO_PLAIN)
        for written in (plain, plain.strip(AROUND).translate(LOOKS_LIKE)):
            if is_made_of(_letters(written), common_words()):
                raise ValidationError(TOO_COMMON)


def _letters(text: str) -> str:
    return "".join(sign for sign in text if "a" <= sign <= "z")


def is_made_of(text: str, words: frozenset[str]) -> bool:
    """Whether a text can be cut into words of a list and nothing else; an empty one can."""
    reached = {0}
    longest = max(map(len, words))
    for start in range(len(text)):
        if start in reached:
            reached |= {
                end for end in range(start + 1, min(len(text), start + longest) + 1) if text[start:end] in words
            }
    return len(text) in reached
