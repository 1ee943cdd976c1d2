"""Mail the checkpoint of a day to those who chose it: outside the system, it is out of reach of whoever would rewrite the chain."""

import logging
from datetime import date, datetime
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from typing import TYPE_CHECKING

from django.core.mail import EmailMessage
from django.db import transaction

from .checkpoints import read_checkpoint_file
from .models import CheckpointReader
from .operations import record

if TYPE_CHECKING:
    from ocop.people.models import UserAccount


logger = logging.getLogger(__name__)


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


def mail_checkpoint(path: Path) -> int:
    """Send the file of a day to everyone who chose it and has an address; each gets it once. Returns how many were sent."""
    checkpoint, _ = read_checkpoint_file(path)
    day = date.fromisoformat(checkpoint.day)
    waiting = CheckpointReader.objects.exclude(last_day__gte=day).exclude(account__email="")
    sent = 0
    for reader in waiting.filter(account__is_active=True).select_related("account").order_by("pk"):
        message = EmailMessage(
            subject=f"Điểm kiểm tra nhật ký ngày {day:%d/%m/%Y}",
            body=(
                f"Nhật ký của hệ thống có {checkpoint.length} dòng, dấu kiểm {checkpoint.head}.\n\n"
                "Hãy giữ thư này ở ngoài hệ thống. Khi cần, quản trị hệ thống đối chiếu tệp kèm theo bằng lệnh\n"
                f"ocop ledger check --against {path.name}\n"
            ),
            to=[reader.account.email],
        )
        message.attach(path.name, path.read_text(encoding="utf-8"), "application/json")
        try:
            message.send()
        except SMTPRecipientsRefused as refusal:  # one bad address keeps nobody else's mail back
            logger.warning("checkpoint of %s refused for reader %s: %s", day, reader.pk, refusal)
            continue
        CheckpointReader.objects.filter(pk=reader.pk).update(last_day=day)
        sent += 1
    return sent
