"""Every read of the room, split by subject: accounts and their roles, public bodies, signatures and deputies."""

from .accounts import RoleLine, accounts_matching, role_lines
from .bodies import Letterhead, body_name_on, letterhead_on
from .signing import SignedAs, signed_as

__all__ = [
    "Letterhead",
    "RoleLine",
    "SignedAs",
    "accounts_matching",
    "body_name_on",
    "letterhead_on",
    "role_lines",
    "signed_as",
]
