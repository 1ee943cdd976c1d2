"""Every write of the room, split by subject."""

from .certifying import new_token
from .correcting import correct_decision
from .deciding import approve_result, close_without_decision, recognise, recognise_five_star, return_to_province
from .publishing import publish_products
from .sending_back import send_back_to_council
from .submitting import submit_for_decision

__all__ = [
    "approve_result",
    "close_without_decision",
    "correct_decision",
    "new_token",
    "publish_products",
    "recognise",
    "recognise_five_star",
    "return_to_province",
    "send_back_to_council",
    "submit_for_decision",
]
