"""Rows of a CSV file as spreadsheets write it: any of three separators, a line that names it, UTF-8 or UTF-16; a broken line costs itself only."""

import codecs
import csv
import re
from collections.abc import Iterator

from ocop.recognition.importing.report import ERROR, Finding

SEPARATOR = re.compile(r"""\s*"?sep=(?P<sign>.)"?\s*\Z""", re.IGNORECASE)
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


MOST_LINES = 500_000  # a cell may hold several
# Lines read once more because a quote before them never ends: each such quote takes the rest of the file with it.
AGAIN, LEAST_AGAIN = 20, 1_000_000


class NoTextError(ValueError):
    """The file is written in letters that cannot be read safely."""


class TooLongError(ValueError):
    """The file has more lines than a list."""


def rows_of(content: bytes) -> tuple[list[list[object]], list[Finding]]:
    """Return the rows, each at the place of its first line in the file, and what is wrong with lines; ``NoTextError``, ``TooLongError``."""
    try:
        text = content.decode("utf-16" if content.startswith(WIDE) else "utf-8-sig")
    except UnicodeDecodeError:
        raise NoTextError from None
    lines = text.splitlines(keepends=True)
    if len(lines) > MOST_LINES:
        raise TooLongError
    named = SEPARATOR.match(lines[0].rstrip("\r\n")) if lines else None
    first = next((line for line in lines[1 if named else 0 :] if line.strip()), "")
    delimiter = named["sign"] if named else max(",;\t", key=first.count)
    rows: list[list[object]] = [[] for _ in lines]
    findings: list[Finding] = []
    for place, row in _records(lines, 1 if named else 0, delimiter):
        if isinstance(row, list):
            rows[place] = list(row)
        else:
            findings.append(_broken(place + 1))
    return rows, findings


def _records(lines: list[str], start: int, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each record with the place of its first line; None for one that cannot be read, after which the next line begins anew.

    Raises ``TooLongError`` when that happens so often that most of the work is reading again.
    """
    left = max(LEAST_AGAIN, AGAIN * len(lines))
    while start < len(lines):
        reader = csv.reader((lines[place] for place in range(start, len(lines))), delimiter=delimiter, strict=True)
        place = start
        try:
            for row in reader:
                yield place, row
                place = start + reader.line_num
        except csv.Error:
            yield place, None
            left -= start + reader.line_num - place
            if left < 0:
                raise TooLongError from None
            start = place + 1
        else:
            return


def _broken(number: int) -> Finding:
    return Finding(
        ERROR,
        number,
        "",
        "Dấu ngoặc kép đặt sai nên không tách được các ô của dòng này.",
        'Trong ô có dấu ngoặc kép, hãy viết hai dấu liền nhau ("") hoặc bỏ dấu, rồi nhập lại tệp.',
    )
