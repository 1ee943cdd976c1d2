"""Every write of the room, split by step."""

from .erasing import erase_complainant
from .handling import answer_complaint, pass_on, withdraw_complaint
from .recording import Said, record_complaint

__all__ = ["Said", "answer_complaint", "erase_complainant", "pass_on", "record_complaint", "withdraw_complaint"]
