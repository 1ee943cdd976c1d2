"""Every write of the room, split by step."""

from .handling import answer_complaint, pass_on, withdraw_complaint
from .recording import Said, record_complaint

__all__ = ["Said", "answer_complaint", "pass_on", "record_complaint", "withdraw_complaint"]
