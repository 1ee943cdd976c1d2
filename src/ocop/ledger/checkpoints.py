"""A checkpoint leaves the system by itself: one file per day, sealed with the server's key, and mailed to those who chose it.

Length and newest hash of the chain, kept by other people, show later that its end was cut off or that it was written anew: nothing
inside the system can. The seal (Ed25519) shows that the file came from this server; it is no digital signature in the sense of
the law on electronic transactions (Luật 20/2023/QH15, Đ.22), and nobody should call it one.
"""

import base64
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.utils import timezone

from .chain import GENESIS, canonical_json
from .models import LedgerHead
from .verifying import ChainReport, verify_chain

FORMAT = "ocop-checkpoint-1"


class UnreadableCheckpointError(ValueError):
    """A file that is no checkpoint, or whose seal does not fit what it says."""


@dataclass(frozen=True)
class Checkpoint:
    """What the chain was at a moment."""

    system: str
    day: str
    written_at: str
    length: int
    head: str

    @property
    def words(self) -> str:
        """Length and hash as people copy them."""
        return f"{self.length}:{self.head}"

    def sealed_bytes(self) -> bytes:
        """What the seal covers."""
        return FORMAT.encode() + b"\n" + canonical_json(asdict(self))


def present_checkpoint(*, at: datetime) -> Checkpoint:
    """Return the checkpoint of this moment."""
    head = LedgerHead.objects.filter(pk=1).first() or LedgerHead(entry_hash=GENESIS, length=0)
    day = timezone.localdate(at)
    return Checkpoint(settings.OCOP_SITE_URL, day.isoformat(), at.isoformat(), head.length, head.entry_hash)


def folder() -> Path:
    """Where the files of the days lie."""
    return Path(settings.OCOP_CHECKPOINTS_DIR)


def file_of(day: date | str) -> Path:
    """Return the file of a day."""
    return folder() / f"{day}.json"


def write_checkpoint(*, at: datetime) -> Path:
    """Write the file of the day, sealed; one that is there already stays as it is, for others may hold it."""
    checkpoint = present_checkpoint(at=at)
    path = file_of(checkpoint.day)
    if path.exists():
        return path
    key = server_key()
    content = {
        "format": FORMAT,
        **asdict(checkpoint),
        "public_key": _text(public_bytes(key.public_key())),
        "seal": _text(key.sign(checkpoint.sealed_bytes())),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    temporary.replace(path)
    return path


def read_checkpoint_file(path: Path) -> tuple[Checkpoint, str]:
    """Read a file of a day; return what it says and the public key that sealed it. Raises ``UnreadableCheckpointError``."""
    try:
        content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise UnreadableCheckpointError(f"unknown format {content['format']}")
        names = Checkpoint.__dataclass_fields__
        checkpoint = Checkpoint(**{name: content[name] for name in names})
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(content["public_key"]))
        public.verify(base64.b64decode(content["seal"]), checkpoint.sealed_bytes())
    except InvalidSignature as problem:
        raise UnreadableCheckpointError("the seal does not fit the content") from problem
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as problem:
        raise UnreadableCheckpointError(str(problem)) from problem
    return checkpoint, str(content["public_key"])


@dataclass(frozen=True)
class Comparison:
    """What a checkpoint shows of the chain: it holds, was changed, has a cut end, or was written anew."""

    verdict: str  # holds | changed | cut | rewritten
    report: ChainReport

    @property
    def holds(self) -> bool:
        """Whether the chain is whole and still has what the checkpoint saw."""
        return self.verdict == "holds"


def compare_with(checkpoint: Checkpoint) -> Comparison:
    """Compute the whole chain again and compare it with an earlier checkpoint."""
    report = verify_chain(checkpoint=checkpoint.words)
    if report.holds:
        return Comparison("holds", report)
    alone = verify_chain()
    if not alone.holds:
        return Comparison("changed", alone)
    return Comparison("cut" if alone.length < checkpoint.length else "rewritten", report)


def server_key() -> Ed25519PrivateKey:
    """Return the key of this server, made at the first call and readable by its owner only."""
    path = Path(settings.OCOP_CHECKPOINT_KEY)
    if path.exists():
        key = load_pem_private_key(path.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise TypeError(f"{path.name} holds another kind of key")
        return key
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True)
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return server_key()
    with os.fdopen(handle, "wb") as out:
        out.write(written)
    return key


def public_bytes(key: Ed25519PublicKey) -> bytes:
    """Return the 32 bytes of a public key."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def server_public_key() -> str:
    """Return this server's public key as the files name it."""
    return _text(public_bytes(server_key().public_key()))


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
