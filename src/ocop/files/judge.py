"""The process that examines one file: ``python -m ocop.files.judge``, with the file at standard input.

It binds itself first: so much memory, so many seconds, no file written. It answers with one line of JSON, then the bytes of a drawn
picture. Whatever a file does to a decoder ends here.
"""

import json
import os
import resource
import sys
from typing import Any

MEBIBYTE = 1024 * 1024


def main() -> int:
    """Examine what stands at standard input; the request is the one argument, as JSON."""
    asked = json.loads(sys.argv[1])
    bind(asked["memory"] * MEBIBYTE, asked["seconds"])
    from .judging import answer_to
    from .refusing import RefusedFileError

    answer: dict[str, Any] = {}
    drawn = b""
    try:
        answer, drawn = answer_to(asked, sys.stdin.buffer.read())
    except RefusedFileError as refusal:
        answer = {"refused": refusal.sentence}
    except MemoryError:
        answer = {"too_heavy": True}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + drawn)
    sys.stdout.buffer.flush()
    os._exit(0)  # nothing of a decoder's own tidying up


def bind(memory: int, seconds: int) -> None:
    """Bind this process for good: memory in bytes, seconds of CPU, no file written."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main())
