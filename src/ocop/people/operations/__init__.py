"""Every write of the room, split by subject: accounts and their roles, erasing who one belonged to, public bodies, deputies."""

from .bodies import correct_body_name, record_body, record_succession, rename_body, set_letterhead
from .deputies import appoint_deputy, end_deputy, pause_deputy, resume_deputy
from .erasing import erase_account
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
    "appoint_deputy",
    "assign_role",
    "close_role",
    "correct_body_name",
    "end_deputy",
    "end_role",
    "erase_account",
    "give_role",
    "pause_deputy",
    "record_body",
    "record_succession",
    "rename_body",
    "resume_deputy",
    "set_letterhead",
    "switch_account",
    "take_role_back",
    "update_own_details",
]
