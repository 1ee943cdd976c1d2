"""Every write of the room, split by subject."""

from .completing import answer_request, ask_province
from .receiving import receive_package
from .sending import send_package

__all__ = ["answer_request", "ask_province", "receive_package", "send_package"]
