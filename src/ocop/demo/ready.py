"""Remember that the demonstration was prepared by this very code, so that the next start can go straight to serving.

The note lies beside the database and holds a fingerprint of the package's files; new code, or a database elsewhere, means
that everything is looked at again.
"""

import json
import os
from hashlib import blake2s
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
NOTE = "demo-ready.json"


def code_fingerprint() -> str:
    """Return a hash over names, sizes and times of the package's files."""
    digest = blake2s(digest_size=16)
    for folder, folders, files in os.walk(PACKAGE):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - a thousand files at each start
            digest.update(f"{folder}/{name} {status.st_size} {status.st_mtime_ns};".encode())
    return digest.hexdigest()


def _note() -> Path | None:
    from ocop.settings.paths import DATA_DIR

    if os.environ.get("OCOP_DATABASE_URL"):
        return None
    return DATA_DIR / NOTE if (DATA_DIR / "ocop.sqlite3").exists() else None


def read_token() -> str | None:
    """Return the token for the link to try when nothing has to be prepared, None otherwise."""
    path = _note()
    if path is None or not path.exists():
        return None
    note: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return note["token"] if note["code"] == code_fingerprint() else None


def note_token(token: str) -> str:
    """Write the note for the next start and return the token."""
    if path := _note():
        path.write_text(json.dumps({"code": code_fingerprint(), "token": token}), encoding="utf-8")
    return token
