"""What came out of a job, ready for its row: the same outcome always has the same SHA-256."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ocop.files.storing import keep_file, path_of

from .declaring import Outcome
from .models import Job

FOLDER = "results"
LINES = 500  # shown on the page; a longer list belongs into a file


def content_hash(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of plain values, independent of the order of their names."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def kept(outcome: Outcome) -> dict[str, Any]:
    """Keep the file of an outcome, if it has one, and return the columns of the job; the hash is that of the file."""
    shown: dict[str, Any] = {"facts": [list(fact) for fact in outcome.facts], "lines": list(outcome.lines[:LINES])}
    values: dict[str, Any] = {"sentence": outcome.sentence[:300], "result": shown}
    if outcome.file is None:
        whole = {**shown, "lines": list(outcome.lines), "sentence": outcome.sentence}
        return {**values, "result_sha256": content_hash(whole)}
    sha256 = keep_file(outcome.file, FOLDER)
    name = outcome.file.name[:150]
    return {**values, "result_sha256": sha256, "file_name": name, "file_type": outcome.file_type}


def file_of(job: Job) -> Path | None:
    """Return where the file of a finished job lies, or nothing when it made none."""
    return path_of(job.result_sha256, FOLDER) if job.file_name else None
