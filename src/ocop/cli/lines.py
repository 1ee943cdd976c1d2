"""JSON Lines in, JSON Lines out: one answer per line, in order, as fast as the lines come.

Whatever is available is read at once and answered at once, so that a file of a million lines runs in bulk and a
program that waits for each answer gets it. A blank line gets an answer with an error, so that line numbers agree;
blank lines at the very end of the input are ignored.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

CHUNK = 1 << 18
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Answer = tuple[str, bool]
Answerer = Callable[[bytes], Answer]
Progress = Callable[[int], None]
JSON_BLANKS = b" \t\r\n"  # what JSON calls white space; anything else around a value is not JSON


class Record(dict[str, Any]):
    """A JSON object that remembers the names given twice."""

    repeated: tuple[str, ...] = ()


class PrintedNumber:
    """A JSON number with a fraction or an exponent, kept as printed: never equal to a whole number."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


class LineError(ValueError):
    """A line cannot be answered; the message is the sentence for its `errors`."""


def record_of(pairs: list[tuple[str, Any]]) -> Record:
    """Build an object from its pairs, keeping the names given twice."""
    record = Record(pairs)
    if len(record) != len(pairs):
        names = [name for name, _ in pairs]
        record.repeated = tuple(dict.fromkeys(name for name in names if names.count(name) > 1))
    return record


DECODER = json.JSONDecoder(object_pairs_hook=record_of, parse_float=PrintedNumber, parse_constant=PrintedNumber)


def read_record(line: bytes) -> Record:
    """Read one line as a JSON object; LineError when it is none."""
    if not line.strip(JSON_BLANKS):
        raise LineError("Dòng trống.")
    try:
        value = DECODER.decode(line.strip(JSON_BLANKS).decode("utf-8"))
    except json.JSONDecodeError as fault:
        raise LineError(f"Dòng này không phải JSON hợp lệ: sai từ ký tự thứ {fault.colno}.") from fault
    except (ValueError, RecursionError) as fault:
        raise LineError("Dòng này không phải JSON hợp lệ.") from fault
    if not isinstance(value, Record):
        raise LineError('Dòng này phải là một đối tượng JSON, ví dụ {"set": 11, "choices": {}}.')
    if value.repeated:
        raise LineError(f"Mục {', '.join(value.repeated)} ghi nhiều lần.")
    return value


def dump(answer: Any) -> str:
    """Print one answer, or a part of it, on one line."""
    return json.dumps(answer, ensure_ascii=False)


def answer_lines(source: BinaryIO, target: BinaryIO, answerer: Answerer, progress: Progress) -> bool:
    """Answer every line of the source; tell whether all were answered without an error."""
    fine = True
    for lines in _batches(source):
        answers = []
        for line in lines:
            text, good = answerer(line)
            answers.append(text)
            fine = fine and good
        target.write(("\n".join(answers) + "\n").encode("utf-8", "backslashreplace"))
        target.flush()
        progress(len(answers))
    return fine


def _batches(source: BinaryIO) -> Iterator[list[bytes]]:
    """Yield complete lines as they come, holding back blank lines until another line follows."""
    rest: list[bytes] = []
    blanks: list[bytes] = []
    start = True
    while chunk := _available(source):
        if start:
            chunk, start = chunk.removeprefix(BYTE_ORDER_MARK), False
        if b"\n" not in chunk:
            rest.append(chunk)
            continue
        *lines, last = b"".join([*rest, chunk]).split(b"\n")
        rest = [last]
        if ready := _without_trailing_blanks(blanks, lines):
            yield ready
    if ready := _without_trailing_blanks(blanks, [b"".join(rest)]):
        yield ready


def _without_trailing_blanks(blanks: list[bytes], lines: list[bytes]) -> list[bytes]:
    together = [*blanks, *lines]
    end = len(together)
    while end and not together[end - 1].strip():
        end -= 1
    blanks[:] = together[end:]
    return together[:end]


def _available(source: BinaryIO) -> bytes:
    read: Callable[[int], bytes] = getattr(source, "read1", source.read)
    return read(CHUNK)


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """Open a file of lines, `-` for the standard input."""
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    with file.open("rb") as source:
        yield source


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """Count the answers on the error output while a person watches it and the answers go elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda count: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(label), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(label, total=None)
        yield lambda count: bar.advance(task, count)
