"""A form that was opened before someone else saved: nothing is overwritten silently, both versions are shown (pattern 22)."""

from collections.abc import Mapping
from typing import Any

from ocop.ledger.chain import content_hash
from ocop.ledger.errors import StaleError

SENTENCE = "Nội dung này đã được sửa ở nơi khác sau khi bạn mở trang. Chưa có gì bị ghi đè: hãy chọn bản muốn giữ."


class StaleContentError(StaleError):
    """Raised when the content changed since the form was opened; carries what is kept and what was sent."""

    def __init__(self, kept: Mapping[str, Any], sent: Mapping[str, Any]) -> None:
        super().__init__(SENTENCE)
        self.kept = dict(kept)
        self.sent = dict(sent)


def fingerprint(content: Mapping[str, Any] | None) -> str:
    """Return a short mark of a piece of content, kept in the form that edits it."""
    return content_hash(dict(content or {}))[:16]


def refuse_stale(seen: str | None, kept: Mapping[str, Any], sent: Mapping[str, Any]) -> None:
    """Raise ``StaleContentError`` when the content is no longer what the form was opened with.

    ``seen`` is empty where nothing was shown before. Sending what is already kept is no conflict.
    """
    if seen and seen != fingerprint(kept) and dict(kept) != dict(sent):
        raise StaleContentError(kept, sent)
