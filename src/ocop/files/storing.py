"""Where files lie: ``MEDIA_ROOT/<folder>/ab/abcdef…``, named by the hash of the content, without an ending.

Every room keeps its files in a folder of its own (``evidence``, ``photos``, ``surveys``, ``results``), so that each can tell which are still named.

No name of a person's choosing ever becomes a path. Writing is atomic (temporary file, fsync, rename) and safe to repeat.
"""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from . import images

HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
MODE = 0o640
LEAVES = "leaves"  # pages of a PDF among the evidence as pictures, see ``viewing``
EVIDENCE = "evidence"  # files of dossiers; what is drawn from them lies in ``pictures-<side>``, see ``picture_path``


def path_of(sha256: str, folder: str) -> Path:
    """Return the path of a content hash; ``ValueError`` for anything that is not one."""
    if not HASH.fullmatch(sha256):
        raise ValueError("not a SHA-256")
    return Path(settings.MEDIA_ROOT) / folder / sha256[:2] / sha256


def keep(content: bytes, sha256: str, folder: str) -> Path:
    """Write the content under its hash; writing it again changes nothing."""
    path = path_of(sha256, folder)
    if path.exists() and path.stat().st_size == len(content):
        path.touch()  # young files are never dropped, see drop_orphans
        return path
    with appearing_whole(path) as out:
        out.write(content)
    return path


def keep_sent(source: BinaryIO, sha256: str, folder: str) -> Path:
    """Write a file that was sent under its hash, in pieces, however large; writing it again changes nothing."""
    path = path_of(sha256, folder)
    source.seek(0)
    if path.exists() and path.stat().st_size == source.seek(0, os.SEEK_END):
        path.touch()
        return path
    source.seek(0)
    with appearing_whole(path) as out:
        shutil.copyfileobj(source, out)
    return path


def keep_file(source: Path, folder: str) -> str:
    """Copy a file that we made ourselves into the store and return the hash of its content; read in pieces, however large."""
    with source.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    with appearing_whole(path_of(sha256, folder)) as out, source.open("rb") as content:
        shutil.copyfileobj(content, out)
    return sha256


@contextmanager
def appearing_whole(path: Path) -> Iterator[BinaryIO]:
    """Write a file beside its place and put it there when all of it is on disk; after a fault nothing is left."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).chmod(MODE)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


PICTURE_SIDES = (320, 1600)


def picture_path(sha256: str, side: int, folder: str = EVIDENCE) -> Path:
    """Return a small JPEG of a stored picture, drawn at the first call; raises ``RefusedFileError`` when it is none."""
    kept = f"pictures-{side}" if folder == EVIDENCE else f"{folder}-{side}"
    path = path_of(sha256, kept)
    if not path.exists():
        keep(images.thumbnail(path_of(sha256, folder).read_bytes(), side), sha256, kept)
    return path


def narrower_path(sha256: str, width: int, media_type: str, folder: str) -> Path:
    """Return a stored picture at most ``width`` wide, drawn at the first call; raises ``RefusedFileError`` when it is none."""
    kept = f"{folder}-{width}-{media_type.rpartition('/')[2]}"
    path = path_of(sha256, kept)
    if not path.exists():
        keep(images.narrower(path_of(sha256, folder).read_bytes(), width, media_type), sha256, kept)
    return path


def stored_before(moment: float, folder: str) -> Iterator[str]:
    """Yield the hashes of stored files that were last written before a moment (seconds since 1970)."""
    for path in (Path(settings.MEDIA_ROOT) / folder).glob("??/*"):
        if HASH.fullmatch(path.name) and path.stat().st_mtime < moment:
            yield path.name


def fault_of(sha256: str, folder: str) -> str:
    """Say what is wrong with a stored file: gone, or other bytes than its name says; empty when it is whole."""
    try:
        with path_of(sha256, folder).open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return "tệp không còn trên đĩa"
    return "" if found == sha256 else "nội dung tệp trên đĩa khác với lúc nhận"


def drop_unnamed(older_than: datetime, folder: str, is_named: Callable[[str], bool]) -> int:
    """Delete stored files that no record names and that were written before a moment; returns how many.

    Young files are left alone: their record may just be being written.
    """
    unnamed = [one for one in stored_before(older_than.timestamp(), folder) if not is_named(one)]
    for sha256 in unnamed:
        drop(sha256, folder)
    return len(unnamed)


def drop(sha256: str, folder: str) -> None:
    """Delete a file and what was drawn from it; the caller has made sure that no record names it."""
    drawn = "pictures-*" if folder == EVIDENCE else f"{folder}-*"
    for path in (path_of(sha256, folder), *Path(settings.MEDIA_ROOT).glob(f"{drawn}/{sha256[:2]}/{sha256}")):
        path.unlink(missing_ok=True)
    if folder == EVIDENCE:
        shutil.rmtree(path_of(sha256, LEAVES), ignore_errors=True)
