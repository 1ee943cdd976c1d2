"""Send the checkpoint of a day to those who chose it: outside the system, it is out of reach of whoever would rewrite the chain."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from .asking import checkpoint_to_send
from .checkpoints import read_checkpoint_file
from .models import CheckpointReader
from .operations import record

if TYPE_CHECKING:
    from ocop.people.models import UserAccount


@transaction.atomic
def choose_checkpoints(account: "UserAccount", *, wanted: bool, by: "UserAccount", at: datetime) -> None:
    """Begin or stop mailing checkpoints to a person; what is so already stays so."""
    if wanted:
        _, changed = CheckpointReader.objects.get_or_create(account=account, defaults={"chosen_at": at})
    else:
        deleted, _ = CheckpointReader.objects.filter(account=account).delete()
        changed = bool(deleted)
    if changed:
        record("checkpoints_chosen" if wanted else "checkpoints_stopped", account, by=by, at=at)


@transaction.atomic
def send_checkpoint(path: Path, *, at: datetime) -> int:
    """Put the file of a day on its way to everyone who chose it and has an address; each gets it once. Returns how many."""
    checkpoint, _ = read_checkpoint_file(path)
    day = date.fromisoformat(checkpoint.day)
    waiting = CheckpointReader.objects.exclude(last_day__gte=day).exclude(account__email="")
    readers = list(waiting.filter(account__is_active=True).select_related("account").order_by("pk"))
    told = sum(checkpoint_to_send.ask(checkpoint, [reader.account for reader in readers], at))
    CheckpointReader.objects.filter(pk__in=[reader.pk for reader in readers]).update(last_day=day)
    return told
