"""Every write of the room, split by subject."""

from .accepting import accept_at_ministry
from .completing import answer_request, ask_province
from .receiving import receive_package
from .redoing import accept_redo_request, order_redo, report_redo, send_redo_request
from .sending import send_package

__all__ = [
    "accept_at_ministry",
    "accept_redo_request",
    "answer_request",
    "ask_province",
    "order_redo",
    "receive_package",
    "report_redo",
    "send_package",
    "send_redo_request",
]
