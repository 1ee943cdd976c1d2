"""Every write of the room, split by step."""

from .deciding import dismiss_case, revoke
from .explaining import answer_request, ask_to_explain
from .opening import confirm_stopped, open_case, start_verifying
from .submitting import submit_case

__all__ = [
    "answer_request",
    "ask_to_explain",
    "confirm_stopped",
    "dismiss_case",
    "open_case",
    "revoke",
    "start_verifying",
    "submit_case",
]
