"""Every write of the room, split by subject: rules and councils, who sits, what is on the agenda, marks, seals, closing, settling, the report."""

from .agenda import arrange_agenda, plan_meeting, put_on_agenda, take_off_agenda
from .attending import declare_recusal, open_item, open_meeting, record_attendance
from .closing import close_item, finalise_item, postpone_item, reopen_for_rescoring
from .consulting import call_meeting, consult_in_writing, give_opinion
from .founding import adopt_rules, record_rules, set_up_council
from .reporting import sign_council_report
from .scoring import save_mark, save_marks
from .sealing import seal_sheet
from .seating import end_seat, remove_seat, seat_member
from .settling import apply_rejection_rule, record_agreed_option, record_agreed_options, waive_gate

__all__ = [
    "adopt_rules",
    "apply_rejection_rule",
    "arrange_agenda",
    "call_meeting",
    "close_item",
    "consult_in_writing",
    "declare_recusal",
    "end_seat",
    "finalise_item",
    "give_opinion",
    "open_item",
    "open_meeting",
    "plan_meeting",
    "postpone_item",
    "put_on_agenda",
    "record_agreed_option",
    "record_agreed_options",
    "record_attendance",
    "record_rules",
    "remove_seat",
    "reopen_for_rescoring",
    "save_mark",
    "save_marks",
    "seal_sheet",
    "seat_member",
    "set_up_council",
    "sign_council_report",
    "take_off_agenda",
    "waive_gate",
]
