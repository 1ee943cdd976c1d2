"""What an official document says, as plain data: letterhead, title, blocks, signatures (NĐ 30/2020/NĐ-CP, Phụ lục I).

Rooms build a ``Paper``; ``word`` and ``printed`` set it. Text is NFC and free of control characters, whoever typed it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from ocop.vietnamese import nfc

# Control characters but line end and tab, halves of letters, and the last two numbers of each plane: no letter is there.
_NO_LETTER = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff"
    + "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style; ``figure`` names a number that a report finds again when the file comes back."""

    text: str
    bold: bool = False
    italic: bool = False
    figure: str = ""


Text = str | tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """Running text; ``align`` other than justify takes no first-line indent."""

    text: Text
    align: Literal["justify", "left", "center"] = "justify"


@dataclass(frozen=True)
class Heading:
    """A heading inside the text: level 1 for parts (capital numbers), 2 for sections."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True)
class Facts:
    """Label and value, line by line: ``Họ và tên: …``; an empty value prints a dotted line to fill in by hand."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Items:
    """A list with dashes."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Table:
    """A table whose head repeats on every page; widths are shares of the text width, ``numeric`` columns align right."""

    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...]
    numeric: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse tables whose rows, head and widths differ in length (``ValueError``)."""
        lengths = {len(self.head), len(self.widths), *(len(row) for row in self.rows)}
        if len(lengths) != 1:
            raise ValueError(f"a table of rows with {sorted(lengths)} cells")


Block = Paragraph | Heading | Facts | Items | Table


@dataclass(frozen=True)
class Letterhead:
    """Who issues the paper. Without an issuer (a producer's form) only the national heading is printed.

    ``number`` is printed after ``Số:`` as it was given; empty prints room for a pen, None prints no number line.
    """

    parent: str = ""
    issuer: str = ""
    number: str | None = None
    place: str = ""
    dated: date | None = None


@dataclass(frozen=True)
class Signature:
    """One signature block: ``capacity`` (TM., KT., TL. with the body or office signed for), position, note and name."""

    position: str
    name: str = ""
    capacity: str = ""
    note: str = ""


@dataclass(frozen=True)
class Paper:
    """One official document; ``is_demo`` prints that it has no value, ``foot`` is small print such as a hash."""

    title: str
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    subject: str = ""
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    foot: tuple[str, ...] = field(default=())
    landscape: bool = False
    is_demo: bool = False


def runs_of(text: Text) -> tuple[Run, ...]:
    """Return text as runs, clean: NFC, no control characters but line breaks."""
    runs = (Run(text),) if isinstance(text, str) else text
    return tuple(Run(clean(one.text), one.bold, one.italic, one.figure) for one in runs)


def plain(text: Text) -> str:
    """Return text without its styles."""
    return text if isinstance(text, str) else "".join(one.text for one in text)


def clean(text: str) -> str:
    """Return text as paper takes it: as it is stored (``nfc``), line breaks as one sign, no other sign that no letter is.

    Direction marks would turn the words after them around; U+FFFE and U+FFFF, as control characters, have no place in a Word file.
    """
    whole = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    return _NO_LETTER.sub("", whole)


def texts_of(paper: Paper) -> Iterator[str]:
    """Yield every text of a paper, e.g. to ask which letters can be printed."""
    head = paper.letterhead
    yield from (paper.title, paper.subject, head.parent, head.issuer, head.number or "", head.place)
    for block in paper.blocks:
        yield from (plain(one) for one in _block_texts(block))
    for signature in paper.signatures:
        yield from (signature.capacity, signature.position, signature.note, signature.name)
    yield from (*paper.recipients, *paper.foot)


def _block_texts(block: Block) -> Iterator[Text]:
    match block:
        case Paragraph(text=text) | Heading(text=text):
            yield text
        case Facts(rows=rows):
            for label, value in rows:
                yield from (label, value)
        case Items(items=items):
            yield from items
        case Table(head=head, rows=rows):
            yield from head
            for row in rows:
                yield from row


def as_data(paper: Paper) -> dict[str, Any]:
    """Return the description as JSON-ready data, every text as clean runs; what the PDF template reads."""
    return {
        "title": clean(paper.title),
        "subject": clean(paper.subject),
        "parent": clean(paper.letterhead.parent),
        "issuer": clean(paper.letterhead.issuer),
        "number": None if paper.letterhead.number is None else clean(paper.letterhead.number),
        "blocks": [_block_data(block) for block in paper.blocks],
        "signatures": [
            {key: clean(getattr(one, key)) for key in ("capacity", "position", "note", "name")}
            for one in paper.signatures
        ],
        "recipients": [clean(one) for one in paper.recipients],
        "foot": [clean(one) for one in paper.foot],
        "landscape": paper.landscape,
        "is_demo": paper.is_demo,
    }


def _block_data(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "runs": _runs(block.text), "align": block.align}
        case Heading():
            return {"kind": "heading", "text": clean(block.text), "level": block.level}
        case Facts():
            return {"kind": "facts", "rows": [[clean(label), _runs(value)] for label, value in block.rows]}
        case Items():
            return {"kind": "items", "items": [_runs(one) for one in block.items]}
        case Table():
            return {
                "kind": "table",
                "head": [clean(one) for one in block.head],
                "rows": [[_runs(cell) for cell in row] for row in block.rows],
                "widths": list(block.widths),
                "numeric": list(block.numeric),
            }


def _runs(text: Text) -> list[dict[str, Any]]:
    return [{"text": one.text, "bold": one.bold, "italic": one.italic} for one in runs_of(text)]
