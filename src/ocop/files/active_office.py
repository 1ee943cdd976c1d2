"""What acts or calls out in a Word, Excel or PowerPoint file: every part and every relationship is read (ISO/IEC 29500).

Names prove nothing: a part is a macro because its type or the relationship to it says so, wherever it lies and however its name is
written. A link that a reader clicks may lead to a web page; everything else that leads outside is refused.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from xml.parsers import expat

from . import packages
from .office_words import WORDS_OF_FIELDS, calls_out, fields_of, is_calling_formula
from .packages import BROKEN_OFFICE
from .refusing import RefusedFileError

MACRO = "macro"
EMBEDDED = "đối tượng nhúng (OLE, ActiveX)"
TEMPLATE = "mẫu tài liệu ở nơi khác"
OUTSIDE = "liên kết lấy dữ liệu từ tệp hoặc máy khác"
ADD_IN = "tiện ích bổ sung"
LINK = "liên kết không phải trang web"
CONNECTION = "kết nối dữ liệu"
ACTION = "nút chạy chương trình hoặc macro"
PROGRAM = "chương trình bên trong"

# The last word of a relationship's type, in small letters.
RELATIONSHIPS = {
    "vbaproject": MACRO, "wordvbadata": MACRO, "xlmacrosheet": MACRO, "xlintlmacrosheet": MACRO, "dialogsheet": MACRO,
    "oleobject": EMBEDDED, "control": EMBEDDED, "activexcontrolbinary": EMBEDDED, "ctrlprop": "",
    "attachedtemplate": TEMPLATE, "afchunk": OUTSIDE, "subdocument": OUTSIDE, "frame": OUTSIDE, "mailmergesource": OUTSIDE,
    "mailmergeheadersource": OUTSIDE, "externallink": OUTSIDE, "externallinkpath": OUTSIDE, "connections": CONNECTION,
    "querytable": CONNECTION, "webextension": ADD_IN, "webextensiontaskpanes": ADD_IN, "taskpanes": ADD_IN, "extensibility": ADD_IN,
    "attachedtoolbars": MACRO, "legacydiagramtext": "",
}  # fmt: skip
TYPES = {
    "macroenabled": MACRO, "vbaproject": MACRO, "vbadata": MACRO, "macrosheet": MACRO, "dialogsheet": MACRO, "activex": EMBEDDED,
    "oleobject": EMBEDDED, "externallink": OUTSIDE, "webextension": ADD_IN, "connections+xml": CONNECTION, "querytable": CONNECTION,
    "msdownload": PROGRAM,
}  # fmt: skip
NAMES = {
    "vbaproject": MACRO, "vbadata": MACRO, "/macrosheets/": MACRO, "/activex/": EMBEDDED, "oleobject": EMBEDDED, "customui/": ADD_IN,
    "/externallinks/": OUTSIDE, "/webextensions/": ADD_IN,
}  # fmt: skip
ENDINGS = (
    ".exe",
    ".dll",
    ".js",
    ".vbs",
    ".bat",
    ".cmd",
    ".hta",
    ".scr",
    ".ps1",
    ".lnk",
    ".htm",
    ".html",
    ".mht",
    ".rtf",
)
MAGIC = {b"\xd0\xcf\x11\xe0": EMBEDDED, b"MZ": PROGRAM, b"\x7fELF": PROGRAM, b"%PDF": EMBEDDED, b"{\\rt": OUTSIDE}
ELEMENTS = {
    "ddelink": OUTSIDE,
    "olelink": OUTSIDE,
    "oleobject": EMBEDDED,
    "altchunk": OUTSIDE,
    "mailmerge": OUTSIDE,
    "subdoc": OUTSIDE,
}
FORMULAS = frozenset({"f", "formula", "formula1", "formula2", "definedname", "calculatedcolumnformula"})
ACTING = (
    "ppaction://program",
    "ppaction://macro",
    "ppaction://ole",
    "ppaction://hlinkfile",
    "ppaction://hlinkpres",
    "ppaction://customshow?id=-",
)
PIECE = 1 << 16
DEEPEST = 2  # a chart carries its figures as a workbook of its own


def what_acts(archive: zipfile.ZipFile, *, depth: int = 0) -> str:
    """Say in words what acts or calls out in an Office file; empty when nothing does. Raises ``RefusedFileError`` for a broken one."""
    return next(_found_in(archive, depth), "")


def _found_in(archive: zipfile.ZipFile, depth: int) -> Iterator[str]:
    for entry in archive.infolist():
        name = f"/{entry.filename.lower()}"
        yield from (words for mark, words in NAMES.items() if mark in name)
        if name.endswith(ENDINGS):
            yield PROGRAM
    for entry in archive.infolist():
        yield from _found_in_part(archive, entry, depth)


def _found_in_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int) -> Iterator[str]:
    name = entry.filename.lower()
    with archive.open(entry) as part:
        head = part.read(512)
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    yield from (words for mark, words in MAGIC.items() if head.startswith(mark))
    if head.startswith(b"PK\x03\x04"):
        if depth >= DEEPEST:
            yield EMBEDDED
        else:
            yield from _found_in(packages.opened(archive.read(entry)), depth + 1)
    elif plain.startswith(b"<") or name.endswith((".xml", ".rels")):
        yield from _found_in_xml(archive, entry)


def _found_in_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[str]:
    reading = _Reading(is_relationships=entry.filename.lower().endswith(".rels"))
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reading.begins, reading.ends
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reading.says, reading.declares
    try:
        with archive.open(entry) as part:
            while piece := part.read(PIECE):
                parser.Parse(piece, False)  # noqa: FBT003 - expat's own signature
            parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        if not entry.filename.lower().endswith(".vml"):  # Excel itself writes drawings that are no XML
            raise RefusedFileError(BROKEN_OFFICE) from error
    yield from reading.found
    yield from _from_fields(reading.instructions)


def _from_fields(instructions: list[str]) -> Iterator[str]:
    for field in fields_of(instructions):
        if calls_out(field):
            yield WORDS_OF_FIELDS


class _Reading:
    """What stands in one part, noted while it streams by; nothing of it is kept but fields and formulas."""

    def __init__(self, *, is_relationships: bool) -> None:
        self.is_relationships = is_relationships
        self.found: list[str] = []
        self.instructions: list[str] = []
        self.text: list[str] | None = None
        self.notes: dict[str, Callable[[dict[str, str]], None]] = {
            "relationship": self._relationship, "override": self._content_type, "default": self._content_type,
            "fldsimple": self._simple_field, "fldchar": self._mark, "instrtext": self._collect, "deltext": self._collect,
            "delinstrtext": self._collect,
        }  # fmt: skip

    def declares(self, *_: object) -> None:
        """A part that declares entities is no Office file."""
        raise RefusedFileError(BROKEN_OFFICE)

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        kind = _local(name)
        said = {_local(key): value for key, value in attributes.items()}
        if kind in ELEMENTS:
            self.found.append(ELEMENTS[kind])
        if kind in self.notes:
            self.notes[kind](said)
        elif kind in FORMULAS:
            self.text = []
        if (action := said.get("action", "").lower()).startswith("ppaction:") and action.startswith(ACTING):
            self.found.append(ACTION)
        if kind == "hlinkmouseover" and said.get("id"):
            self.found.append(ACTION)
        if said.get("macro", "").strip() and kind in {"sp", "pic", "cxnsp", "graphicframe", "shape"}:
            self.found.append(MACRO)

    def ends(self, name: str) -> None:
        """An element ends: what it said is judged."""
        kind = _local(name)
        if self.text is None:
            return
        text, self.text = "".join(self.text), None
        if kind in FORMULAS:
            if is_calling_formula(text):
                self.found.append(OUTSIDE)
        else:
            self.instructions.append(text)

    def says(self, text: str) -> None:
        """Text of the element that is being read, where it matters."""
        if self.text is not None:
            self.text.append(text)

    def _collect(self, _: dict[str, str]) -> None:
        self.text = []

    def _simple_field(self, said: dict[str, str]) -> None:
        self.instructions += ["\x02", said.get("instr", ""), "\x03"]

    def _mark(self, said: dict[str, str]) -> None:
        mark = {"begin": "\x02", "end": "\x03"}.get(said.get("fldchartype", "").lower())
        if mark:
            self.instructions.append(mark)

    def _content_type(self, said: dict[str, str]) -> None:
        given = said.get("contenttype", "").lower()
        self.found += [words for mark, words in TYPES.items() if mark in given]

    def _relationship(self, said: dict[str, str]) -> None:
        if not self.is_relationships:
            return
        kind = re.split(r"[/#]", said.get("type", "").lower().rstrip("/"))[-1]
        target, outside = said.get("target", ""), said.get("targetmode", "").lower() == "external"
        if RELATIONSHIPS.get(kind):
            self.found.append(RELATIONSHIPS[kind])
        elif outside and kind == "hyperlink":
            if not is_web(target):
                self.found.append(LINK)
        elif outside or (not is_web(target) and LEADS_OUT.match(_plain(target))):
            self.found.append(OUTSIDE)


WEB = re.compile(r"(?:https?://|mailto:|tel:|www\.|#)", re.IGNORECASE)
LEADS_OUT = re.compile(r"[a-z][a-z0-9+.-]*:|[\\/]{2}|\\", re.IGNORECASE)


def is_web(target: str) -> bool:
    """Whether a link leads to a web page, to somebody's mail or telephone, or stays in the document."""
    plain = _plain(target)
    return bool(WEB.match(plain)) or not LEADS_OUT.match(plain)


def _plain(target: str) -> str:
    return "".join(sign for sign in target if sign > " ")


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
