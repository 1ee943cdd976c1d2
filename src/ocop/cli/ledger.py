"""`ocop ledger`: verify the chain against what was kept outside the system, and write the checkpoint of the day."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

HOLDS, BROKEN, UNUSABLE = 0, 1, 2
WORDS = {
    "holds": "toàn vẹn, và vẫn có đúng những gì điểm kiểm tra này đã thấy",
    "changed": "KHÔNG toàn vẹn: có dòng bị sửa, bị xoá hoặc bị chèn",
    "cut": "KHÔNG toàn vẹn: phần cuối đã bị cắt",
    "rewritten": "KHÔNG toàn vẹn: chuỗi đã được viết lại từ đầu",
}
EXAMPLES = """
Examples:

  ocop ledger check                                  compute every hash again

  ocop ledger check --against 2026-11-30.json        ... and compare with the file of that day, kept somewhere else

  ocop ledger check --against 2026-11-30.json --against 2026-12-01.json --json

  ocop ledger checkpoint                             write the file of today and mail it to those who chose it
"""

app = typer.Typer(help="The ledger: verify it, take a checkpoint of it.", epilog=EXAMPLES, no_args_is_help=True)


def _start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
    import django

    django.setup()


@app.command()
def check(
    *,
    against: Annotated[
        list[Path] | None, typer.Option("--against", help="A checkpoint file of an earlier day; may be repeated.")
    ] = None,
    key: Annotated[str, typer.Option("--key", help="The public key that must have sealed the files (base64).")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per line and check.")] = False,
) -> None:
    """Compute every hash of the ledger again; against a checkpoint kept elsewhere, find a cut end and a chain written anew.

    Each file's seal is verified first, and its key is compared with the key of this server, or with --key.

    Exit status: 0 when everything holds, 1 when the chain does not, 2 when a file is no checkpoint or was sealed by another key.
    """
    _start()
    status = max((_check_against(path, key, as_json) for path in against or []), default=HOLDS)
    raise typer.Exit(status if against else _check_alone(as_json))


def _check_against(path: Path, key: str, as_json: bool) -> int:
    """Compare the chain with one file; ends the command where the file is none or was sealed by another key."""
    from ocop.ledger.checkpoints import UnreadableCheckpointError, compare_with, read_checkpoint_file, server_public_key

    try:
        checkpoint, sealed_by = read_checkpoint_file(path)
    except UnreadableCheckpointError as problem:
        words = f"{path}: không phải tệp điểm kiểm tra dùng được ({problem})"
        _say(as_json, words, file=str(path), verdict="unreadable")
        raise typer.Exit(UNUSABLE) from problem
    if sealed_by != (key or server_public_key()):
        _say(as_json, f"{path}: niêm bằng khóa khác", file=str(path), verdict="other_key", sealed_by=sealed_by)
        raise typer.Exit(UNUSABLE)
    found = compare_with(checkpoint)
    _say(
        as_json, f"{path}: chuỗi nhật ký {WORDS[found.verdict]}.", file=str(path), day=checkpoint.day,
        verdict=found.verdict, length=found.report.length, seen=checkpoint.length, broken_at=found.report.broken_at,
    )  # fmt: skip
    return HOLDS if found.holds else BROKEN


def _check_alone(as_json: bool) -> int:
    from ocop.ledger.verifying import verify_chain

    report = verify_chain()
    verdict = "holds" if report.holds else "changed"
    words = (
        f"Chuỗi nhật ký toàn vẹn: {report.checkpoint}"
        if report.holds
        else f"Chuỗi nhật ký {WORDS[verdict]}, từ dòng thứ {report.broken_at}."
    )
    _say(as_json, words, verdict=verdict, length=report.length, head=report.head_hash, broken_at=report.broken_at)
    return HOLDS if report.holds else BROKEN


@app.command()
def checkpoint(
    *,
    mail: Annotated[bool, typer.Option("--mail/--no-mail", help="Mail it to those who chose it.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Write the file of today, sealed with this server's key, and mail it; a file that is there stays as it is.

    The seal shows where the file comes from; it is no digital signature in the sense of the law. Exit status: 0.
    """
    _start()
    from django.utils import timezone

    from ocop.ledger.checkpoints import read_checkpoint_file, write_checkpoint
    from ocop.ledger.mailing import send_checkpoint

    path = write_checkpoint(at=timezone.now())
    taken, _ = read_checkpoint_file(path)
    sent = send_checkpoint(path, at=timezone.now()) if mail else 0
    words = f"{path}: {taken.length} dòng, dấu kiểm {taken.head}; {sent} thư chờ gửi."
    _say(as_json, words, file=str(path), day=taken.day, length=taken.length, head=taken.head, mailed=sent)


def _say(as_json: bool, words: str, **facts: object) -> None:
    typer.echo(json.dumps(facts, ensure_ascii=False) if as_json else words)
