"""What this room asks those above it; see ``ocop.asking``. Messages leave by the outbox, which stands above the ledger."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ocop.asking import Question

from .checkpoints import Checkpoint

if TYPE_CHECKING:
    from ocop.people.models import UserAccount

checkpoint_to_send: "Question[[Checkpoint, Sequence[UserAccount], datetime], int]" = Question(
    "The checkpoint of a day goes to those who chose it: who sends it?"
)
