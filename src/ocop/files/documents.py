"""Documents are examined, not changed: PDF must open without a password, Office files must not carry anything that runs."""

import io
import stat
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .kinds import Kind, limit, refusal_of
from .refusing import RefusedFileError

if TYPE_CHECKING:  # the library takes long to load; only the first examined PDF waits for it
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject

BROKEN_PDF = "Tệp PDF không đọc được, có thể tải về chưa xong. Hãy mở thử trên máy, lưu lại rồi gửi lại."
LOCKED_PDF = "Tệp PDF đang khóa bằng mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."
RUNNING_PDF = "Tệp PDF có mã lệnh hoặc tệp đính kèm bên trong. Hãy in lại ra PDF (In → Lưu thành PDF) rồi gửi."
BROKEN_OFFICE = "Tệp Word, Excel, PowerPoint không đọc được. Hãy mở thử trên máy, lưu lại rồi gửi lại."
RUNNING_OFFICE = "Tệp có macro hoặc phần nhúng chạy được. Hãy lưu lại thành PDF, hoặc .docx, .xlsx không có macro."
BOMB = "Tệp nén bất thường: mở ra quá lớn. Hãy lưu lại thành PDF rồi gửi."
RUNNING_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"})
LEADING_AWAY = frozenset({"/URI", "/GoToR", "/GoToE"})  # a link on a page is clicked; at opening it would go by itself
XML_HEAD = 4096


def examine_pdf(content: bytes) -> None:
    """Refuse a PDF that is locked, broken, endless, or that carries commands or other files."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
        running = not locked and _runs(reader)
    except Exception as error:
        raise RefusedFileError(BROKEN_PDF) from error
    if locked:
        raise RefusedFileError(LOCKED_PDF)
    if pages == 0:
        raise RefusedFileError(BROKEN_PDF)
    if pages > limit("pdf_pages"):
        raise RefusedFileError(
            f"Tệp PDF có {pages} trang, nhiều hơn mức {limit('pdf_pages')}. Hãy tách thành nhiều tệp."
        )
    if running:
        raise RefusedFileError(RUNNING_PDF)


def _runs(reader: "PdfReader") -> bool:
    root = reader.root_object
    names = _resolved(root.get("/Names")) or {}
    if "/JavaScript" in names or "/EmbeddedFiles" in names:
        return True
    if _is_running(root.get("/OpenAction"), RUNNING_ACTIONS | LEADING_AWAY) or "/AA" in root:
        return True
    return any(_page_runs(page) for page in reader.pages)


def _page_runs(page: "DictionaryObject") -> bool:
    if "/AA" in page:
        return True
    notes = _resolved(page.get("/Annots")) or ()
    return any(_is_running((_resolved(note) or {}).get("/A")) or "/AA" in (_resolved(note) or {}) for note in notes)


def _is_running(action: Any, kinds: frozenset[str] = RUNNING_ACTIONS) -> bool:
    from pypdf.generic import DictionaryObject

    found = _resolved(action)
    return isinstance(found, DictionaryObject) and found.get("/S") in kinds


def _resolved(value: Any) -> Any:
    from pypdf.generic import IndirectObject

    return value.get_object() if isinstance(value, IndirectObject) else value


def office_kind(content: bytes, kinds: Sequence[Kind]) -> Kind:
    """Return which Office kind a zip file is; any other zip is an archive and is refused."""
    names = set(_opened(content).namelist())
    if "[Content_Types].xml" in names:
        for kind in kinds:
            if kind.main_part in names:
                return kind
    raise RefusedFileError(refusal_of("application/zip"))


def examine_office(content: bytes) -> None:
    """Refuse an Office file with macros, embedded programs, outside templates, XML entities or a bomb."""
    archive = _opened(content)
    entries = archive.infolist()
    _refuse_bomb(entries)
    for entry in entries:
        _refuse_entry(entry)
    try:
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                _refuse_xml(archive, entry)
    except RefusedFileError:
        raise
    except Exception as error:
        raise RefusedFileError(BROKEN_OFFICE) from error


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except Exception as error:
        raise RefusedFileError(BROKEN_OFFICE) from error


def _refuse_bomb(entries: Sequence[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    steep = any(
        entry.file_size > XML_HEAD * XML_HEAD and entry.file_size > limit("zip_ratio") * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > limit("zip_entries") or unpacked > limit("zip_unpacked_bytes") or steep:
        raise RefusedFileError(BOMB)


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.lower()
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or stat.S_ISLNK(entry.external_attr >> 16):
        raise RefusedFileError(BROKEN_OFFICE)
    if entry.flag_bits & 1:
        raise RefusedFileError(refusal_of("application/x-ole"))
    running = (
        "vbaproject",
        "vbadata",
        "/activex/",
        "/macrosheets/",
        "oleobject",
        ".exe",
        ".js",
        ".vbs",
        ".bat",
        ".hta",
    )
    if any(mark in name for mark in running):
        raise RefusedFileError(RUNNING_OFFICE)


def _refuse_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    whole = entry.filename == "[Content_Types].xml" or entry.filename.endswith(".rels")
    with archive.open(entry) as part:
        text = part.read(entry.file_size if whole else XML_HEAD).replace(b"\x00", b"").lower()
    if b"<!doctype" in text or b"<!entity" in text:
        raise RefusedFileError(BROKEN_OFFICE)
    if whole and (b"macroenabled" in text or b"/attachedtemplate" in text or b"/oleobject" in text):
        raise RefusedFileError(RUNNING_OFFICE)
