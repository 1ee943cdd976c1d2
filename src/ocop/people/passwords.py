"""Passwords in one form: a keyboard that sends letters and marks apart and one that joins them type the same password.

The form is that of RFC 8265 (OpaqueString): every blank is the plain one, then NFC; case and everything else stay as typed.
"""

import unicodedata


def one_form(password: str) -> str:
    """Return a password as it is kept and compared.

    >>> one_form("Mật\u00a0khẩu") == one_form("Mâ\u0323t kha\u0302\u0309u")
    True
    """
    blanks = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in password)
    return unicodedata.normalize("NFC", blanks)
