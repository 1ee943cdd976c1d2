"""Bring a demonstration along that an earlier version kept in ./var, where a real installation would look for its data."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

DATABASE = "ocop.sqlite3"
OWN = (
    DATABASE,
    "demo-ready.json",
    "files",
    "static",
    "secret-key",
    "checkpoint-key.pem",
    "checkpoints",
)
MOVED = "Dữ liệu trình diễn cũ đã được chuyển từ {old} sang {new}."
IN_USE = "Dữ liệu trình diễn ở {old} đang được dùng. Hãy dừng chương trình kia rồi chạy lại."
MIXED = (
    "Ở {old} có dữ liệu trình diễn lẫn tài khoản tự đăng ký: để nguyên, bản trình diễn mới ở {new}. "
    "Muốn mở lại dữ liệu cũ: OCOP_DATA_DIR={old} ocop demo."
)


class InUseError(Exception):
    """Another program has the old database open; the message is the sentence to show."""


def bring_along(old: Path, new: Path, *, say: Callable[[str], None]) -> bool:
    """Move the demonstration in ``old`` into ``new`` and say so; whether anything was moved.

    Nothing happens when ``new`` has a database already or ``old`` holds no demonstration; raises ``InUseError``.
    """
    if (new / DATABASE).exists() or not (old / DATABASE).exists():
        return False
    invented, accounts = _accounts(old / DATABASE)
    if not invented:
        return False
    if invented < accounts:
        say(MIXED.format(old=old, new=new))
        return False
    _close_log(old / DATABASE, IN_USE.format(old=old))
    new.mkdir(parents=True, exist_ok=True)
    for name in reversed(OWN):  # the database last: until then the old folder is the one that counts
        if (old / name).exists():
            if (new / name).is_dir():
                shutil.rmtree(new / name)
            (old / name).replace(new / name)
    say(MOVED.format(old=old, new=new))
    return True


def _accounts(file: Path) -> tuple[int, int]:
    """How many accounts are invented, and how many there are; none when this is another kind of database."""
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        row = connection.execute("SELECT COALESCE(SUM(is_demo), 0), COUNT(*) FROM people_useraccount").fetchone()
    except sqlite3.DatabaseError:
        return 0, 0
    finally:
        connection.close()
    return int(row[0]), int(row[1])


def _close_log(file: Path, in_use: str) -> None:
    """Write what stands beside the database into it; SQLite refuses while anybody else has it open."""
    connection = sqlite3.connect(file, timeout=0)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as fault:
        raise InUseError(in_use) from fault
    finally:
        connection.close()
