"""Pure: the canonical form of a ledger line and its hash. Lines chain like RFC 6962 leaves: SHA-256 over 0x00 and JSON."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

GENESIS = "0" * 64
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_json(value: object) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces, so that equal content always has equal bytes."""
    return _CANONICAL.encode(value).encode()


def content_hash(value: object) -> str:
    """Hex SHA-256 of the canonical JSON of ``value``."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def entry_hash(previous_hash: str, line: Mapping[str, Any]) -> str:
    """Hex SHA-256 of 0x00, the previous hash and the canonical JSON of a ledger line."""
    return hashlib.sha256(b"\x00" + bytes.fromhex(previous_hash) + canonical_json(line)).hexdigest()
