"""How many letters the cells of a workbook hold together, before they are read: a text is kept once in the file and once for each cell in memory.

A file of 17 KB with one text of 15 MB, named by sixty cells, takes two gigabytes.
"""

import re
import zipfile

from ocop.recognition.importing.extent import NoWorkbookError

_TEXT = re.compile(rb"<(?:[\w.-]+:)?si(?![\w.:-])")
_WORDS = re.compile(rb"<(?:[\w.-]+:)?t(?:\s[^<>]*)?>[^<]")
_READ_ALOUD = b"rPh"  # how a word is pronounced: no text of the cell
_NAMES_TEXT = re.compile(rb"""<(?:[\w.-]+:)?c\s[^<>]*?\bt\s*=\s*["']s["'][^<>]*>""")
_WHICH = re.compile(rb"\s*<(?:[\w.-]+:)?v(?:\s[^<>]*)?>\s*([0-9]{1,7})\s*<")


class TooWordyError(ValueError):
    """The cells of the workbook hold more letters than a list."""


def refuse_if_wordy(archive: zipfile.ZipFile, *, most_letters: int) -> None:
    """Add up what the cells name; raises ``TooWordyError``, or ``NoWorkbookError`` for texts that no program writes."""
    parts = [archive.read(name) for name in archive.namelist()]
    lengths: list[int] = []
    exact = True
    for content in parts:
        starts = [found.start() for found in _TEXT.finditer(content)]
        if not starts:
            continue
        if b"<!" in content:  # what is left out of a text would be counted, or count as one
            raise NoWorkbookError
        texts = [content[first:last] for first, last in zip(starts, [*starts[1:], len(content)], strict=True)]
        # Readers leave texts without a word out of their numbering: then the longest stands for each.
        exact = exact and not lengths and all(_WORDS.search(one) and _READ_ALOUD not in one for one in texts)
        lengths += map(len, texts)
    longest, letters = max(lengths, default=0), 0
    for content in parts if longest else ():
        for cell in _NAMES_TEXT.finditer(content):
            which = _WHICH.match(content, cell.end())
            known = exact and which is not None and int(which[1]) < len(lengths)
            letters += lengths[int(which[1])] if known and which else longest
            if letters > most_letters:
                raise TooWordyError
