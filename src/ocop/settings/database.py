"""The database: embedded SQLite unless OCOP_DATABASE_URL names a PostgreSQL (postgresql://user:password@host:port/name).

``?pooled=yes`` behind it: a pooler hands connections on between transactions, so that nothing may be kept on one (decision 0080).
"""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from .paths import DATA_DIR

ASKED_BEFORE_PLANNED = (
    3  # times a question of ``ledger.prepared`` is asked on a connection until its plan is kept there
)


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    if options.pop("pooled", "") != "yes":
        options["prepare_threshold"] = ASKED_BEFORE_PLANNED
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": options,
    }


def _embedded() -> dict[str, Any]:
    # synchronous=FULL: an acknowledged write survives a power cut; immediate transactions: two writers queue instead of failing.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "ocop.sqlite3",
        "CONN_MAX_AGE": 60,  # opening the file and its settings anew costs as much as a page that is kept
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536; "
                "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
            ),
        },
    }


_url = os.environ.get("OCOP_DATABASE_URL", "")
DATABASES = {"default": _from_url(_url) if _url else _embedded()}
