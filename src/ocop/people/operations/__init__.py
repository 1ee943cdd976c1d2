"""Every write of the room, split by subject: accounts and their roles, erasing who one belonged to, public bodies, deputies."""

from .bodies import correct_body_name, record_body, record_succession, rename_body, set_letterhead
from .contacts import ask_for_email, ask_for_phone_code, verify_email, verify_phone, vouch_for_phone
from .deputies import appoint_deputy, end_deputy, pause_deputy, resume_deputy
from .erasing import erase_account
from .mending import ask_second_person, mend_as_second
from .recovering import make_recovery_link, recover, send_recovery
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
    "ask_for_email",
    "ask_for_phone_code",
    "ask_second_person",
    "assign_role",
    "close_role",
    "correct_body_name",
    "end_deputy",
    "end_role",
    "erase_account",
    "give_role",
    "make_recovery_link",
    "mend_as_second",
    "pause_deputy",
    "record_body",
    "record_succession",
    "recover",
    "rename_body",
    "resume_deputy",
    "send_recovery",
    "set_letterhead",
    "switch_account",
    "take_role_back",
    "update_own_details",
    "verify_email",
    "verify_phone",
    "vouch_for_phone",
]
