"""`ocop ledger`: a checkpoint kept outside finds a cut end and a chain written anew, which nothing inside can."""

import base64
import json
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings as SettingsWrapper
from typer.testing import CliRunner

from ocop.cli.app import app
from ocop.jobs.working import work_off
from ocop.ledger.chain import GENESIS
from ocop.ledger.checkpoints import write_checkpoint
from ocop.ledger.guarding import all_lifted
from ocop.ledger.mailing import choose_checkpoints, send_checkpoint
from ocop.ledger.models import AuditEntry, LedgerHead, RecordHash
from ocop.ledger.operations import record
from ocop.notices.models import NoticeDelivery
from tests.builders import AT, account

pytestmark = pytest.mark.django_db
DAY = "2026-09-01"


@pytest.fixture(autouse=True)
def _own_folder(settings: SettingsWrapper, tmp_path: Path) -> None:
    settings.OCOP_CHECKPOINTS_DIR = tmp_path / "checkpoints"
    settings.OCOP_CHECKPOINT_KEY = tmp_path / "key.pem"


@pytest.fixture
def kept() -> Path:
    lines(5)
    return write_checkpoint(at=AT)


def lines(count: int) -> None:
    user = account()
    with transaction.atomic():
        for step in range(count):
            record("x", user, by=user, at=AT, details={"step": step})


def ocop(*arguments: object) -> tuple[int, list[dict[str, Any]]]:
    """Run `ocop ledger … --json`; return its exit status and what its lines say."""
    result = CliRunner().invoke(app, ["ledger", *map(str, arguments), "--json"])
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def verdict(*arguments: object) -> tuple[int, str]:
    status, told = ocop("check", *arguments)
    return status, told[-1]["verdict"]


def rewrite(length: int) -> None:
    """What somebody with the database in hand can do: empty the ledger and write another one that fits in itself."""
    with all_lifted(connection):
        RecordHash.objects.all().delete()
        AuditEntry.objects.all()._raw_delete("default")
    LedgerHead.objects.update(entry_hash=GENESIS, length=0)
    lines(length)


def test_an_untouched_ledger_holds_against_its_checkpoint_also_later(kept: Path) -> None:
    assert verdict("--against", kept) == (0, "holds")
    lines(3)
    assert verdict("--against", kept) == (0, "holds")


def test_a_cut_end_is_found(kept: Path) -> None:
    last = AuditEntry.objects.order_by("sequence")[2]
    with all_lifted(connection):
        AuditEntry.objects.filter(sequence__gt=last.sequence)._raw_delete("default")
    LedgerHead.objects.update(entry_hash=last.entry_hash, length=3)
    assert verdict() == (0, "holds")  # nothing inside the system shows it
    assert verdict("--against", kept) == (1, "cut")


@pytest.mark.parametrize("length", [5, 9])
def test_a_chain_written_anew_is_found(kept: Path, length: int) -> None:
    rewrite(length)
    assert verdict() == (0, "holds")
    assert verdict("--against", kept) == (1, "rewritten")


def test_a_changed_line_is_found(kept: Path) -> None:
    with all_lifted(connection):
        AuditEntry.objects.filter(pk=AuditEntry.objects.earliest("pk").pk).update(reason="khác")
    assert verdict("--against", kept) == (1, "changed")
    assert verdict() == (1, "changed")


def test_each_of_several_checkpoints_is_told(kept: Path, tmp_path: Path) -> None:
    other = tmp_path / "again.json"
    other.write_bytes(kept.read_bytes())
    status, told = ocop("check", "--against", kept, "--against", other)
    assert (status, [(one["file"], one["verdict"]) for one in told]) == (
        0,
        [(str(kept), "holds"), (str(other), "holds")],
    )


@pytest.mark.parametrize("field", ["day", "length", "head", "system", "written_at", "seal", "public_key", "format"])
def test_a_checkpoint_that_was_changed_is_no_checkpoint(kept: Path, field: str) -> None:
    content = json.loads(kept.read_text())
    content[field] = 4 if field == "length" else base64.b64encode(b"1" * 64).decode()
    kept.write_text(json.dumps(content))
    assert verdict("--against", kept) == (2, "unreadable")


def test_a_checkpoint_of_another_server_is_not_taken_for_ours(
    kept: Path, settings: SettingsWrapper, tmp_path: Path
) -> None:
    sealed_by = json.loads(kept.read_text())["public_key"]
    settings.OCOP_CHECKPOINT_KEY = tmp_path / "other.pem"
    assert verdict("--against", kept) == (2, "other_key")
    assert verdict("--against", kept, "--key", sealed_by) == (0, "holds")


def test_the_key_is_readable_by_its_owner_only(kept: Path, settings: SettingsWrapper) -> None:
    assert Path(settings.OCOP_CHECKPOINT_KEY).stat().st_mode & 0o777 == 0o600


def test_the_file_of_a_day_is_written_once(kept: Path) -> None:
    before = kept.read_bytes()
    lines(2)
    assert write_checkpoint(at=AT) == kept
    assert kept.name == f"{DAY}.json"
    assert kept.read_bytes() == before


def deliver() -> None:
    NoticeDelivery.objects.filter(state="waiting").update(next_at=timezone.now())
    work_off()


def test_those_who_chose_it_get_it_by_mail_once(kept: Path) -> None:
    chosen, other = account(email="lan@example.vn"), account(email="minh@example.vn")
    choose_checkpoints(chosen, wanted=True, by=chosen, at=AT)
    choose_checkpoints(other, wanted=True, by=other, at=AT)
    choose_checkpoints(other, wanted=False, by=other, at=AT)
    assert (send_checkpoint(kept, at=AT), send_checkpoint(kept, at=AT)) == (1, 0)
    deliver()
    deliver()
    (message,) = mail.outbox
    assert message.to == ["lan@example.vn"]
    assert json.loads(kept.read_text())["head"] in message.body
    assert message.attachments[0][:2] == (kept.name, kept.read_text())


def test_an_address_that_is_refused_keeps_nobody_elses_mail_back_and_a_server_that_is_away_is_tried_again(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address in ("sai@khong-co.example", "lan@example.vn"):
        chosen = account(email=address)
        choose_checkpoints(chosen, wanted=True, by=chosen, at=AT)
    send, away = EmailMessage.send, [True]

    def refusing(message: EmailMessage, *args: object, **options: object) -> int:
        if away.pop() if away else False:
            raise SMTPServerDisconnected
        if message.to == ["sai@khong-co.example"]:
            raise SMTPRecipientsRefused({"sai@khong-co.example": (550, b"no such user")})
        return int(send(message))

    monkeypatch.setattr(EmailMessage, "send", refusing)
    assert send_checkpoint(kept, at=AT) == 2
    deliver()
    assert mail.outbox == []
    deliver()
    assert [message.to for message in mail.outbox] == [["lan@example.vn"]]


def test_help_names_the_exit_statuses() -> None:
    told = CliRunner().invoke(app, ["ledger", "check", "--help"]).stdout
    assert "Exit status: 0 when everything holds" in " ".join(told.split())
