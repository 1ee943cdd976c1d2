"""Lines about strangers stay few and short: a scanner or a wrong host name fills no disk and hides no fault of ours.

What Django says about forged hosts, forms and requests (``django.security``) keeps one line without a traceback, at most a few a minute;
the next one says how many were left out. Signs that would begin a new line are written as what they are.
"""

import logging
import threading
import time

OF_STRANGERS = "django.security"
MOST, SECONDS, LONGEST = 5, 60.0, 300


class FewLinesOfStrangers(logging.Filter):
    """Lets every line of ours through, and few of those that anybody can cause."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = threading.Lock()
        self.began, self.seen = -SECONDS, 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written; shortens what it says."""
        if not record.name.startswith(OF_STRANGERS):
            return True
        with self.lock:
            now, left_out = time.monotonic(), 0
            if now - self.began >= SECONDS:
                left_out = max(0, self.seen - MOST)
                self.began, self.seen = now, 0
            self.seen += 1
            if self.seen > MOST:
                return False
        said = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in record.getMessage())[:LONGEST]
        record.msg, record.args = said + (f" (and {left_out} more before)" if left_out else ""), ()
        record.exc_info = record.exc_text = None
        return True
