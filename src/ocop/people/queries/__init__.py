"""Every read of the room, split by subject: accounts and their roles, public bodies."""

from .accounts import RoleLine, accounts_matching, role_lines
from .bodies import Letterhead, body_name_on, letterhead_on

__all__ = ["Letterhead", "RoleLine", "accounts_matching", "body_name_on", "letterhead_on", "role_lines"]
