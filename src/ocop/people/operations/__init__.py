"""Every write of the room, split by subject: accounts and their roles, public bodies."""

from .bodies import correct_body_name, record_body, record_succession, rename_body, set_letterhead
from .roles import (
    assign_role,
    close_role,
    end_role,
    give_role,
    switch_account,
    take_role_back,
    update_own_details,
)

__all__ = [
    "assign_role",
    "close_role",
    "correct_body_name",
    "end_role",
    "give_role",
    "record_body",
    "record_succession",
    "rename_body",
    "set_letterhead",
    "switch_account",
    "take_role_back",
    "update_own_details",
]
