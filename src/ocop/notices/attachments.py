"""Files that a mail carries, read when it leaves."""

from collections.abc import Callable

from ocop.ledger.checkpoints import file_of

from .channels import Attachment, RefusedError
from .models import Notice


def attachment_of(kind: str, notice: Notice) -> Attachment:
    """Return the file of a notice. Raises ``RefusedError`` when it is not there any more."""
    try:
        return MAKERS[kind](notice)
    except OSError as fault:
        raise RefusedError("file is gone") from fault


def _checkpoint(notice: Notice) -> Attachment:
    """The sealed file of the day that stands at the end of the key."""
    path = file_of(notice.key.rpartition(":")[2])
    return Attachment(path.name, path.read_text(encoding="utf-8"), "application/json")


MAKERS: dict[str, Callable[[Notice], Attachment]] = {"checkpoint": _checkpoint}
