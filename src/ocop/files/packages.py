"""Open a zip file of Office without being opened by it: entries are counted before they are read, sizes before they are unpacked."""

import io
import stat
import struct
import zipfile
from collections.abc import Sequence

from .kinds import limit, refusal_of
from .refusing import RefusedFileError

BROKEN_OFFICE = "Tệp Word, Excel, PowerPoint không đọc được. Hãy mở thử trên máy, lưu lại rồi gửi lại."
BOMB = "Tệp nén bất thường: mở ra quá lớn. Hãy lưu lại thành PDF rồi gửi."
END = struct.Struct("<4s4H2LH")  # the end of the list of entries (APPNOTE 4.3.16)
LONGEST_COMMENT = 0xFFFF
LEAST_ENTRY = 46
STEEP_FROM = 16 * 1024 * 1024


def opened(content: bytes) -> zipfile.ZipFile:
    """Return the archive with every entry judged; raises ``RefusedFileError``."""
    _count(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except Exception as error:
        raise RefusedFileError(BROKEN_OFFICE) from error
    _refuse_bomb(archive.infolist())
    for entry in archive.infolist():
        _refuse_entry(entry)
    return archive


def _count(content: bytes) -> None:
    """Refuse an archive by what its end says about the list of entries, before that list is read."""
    start = content.rfind(b"PK\x05\x06", max(0, len(content) - END.size - LONGEST_COMMENT))
    if start < 0 or start + END.size > len(content):
        raise RefusedFileError(BROKEN_OFFICE)
    _, _, _, _, entries, size, _, _ = END.unpack_from(content, start)
    most = limit("zip_entries")
    # Sizes of 4 GB and more are said elsewhere (zip64): no file of a person is that large.
    if (
        entries > most
        or size > most * (LEAST_ENTRY + limit("zip_entry_bytes"))
        or content.find(b"PK\x06\x07", max(0, start - 20), start) >= 0
    ):
        raise RefusedFileError(BOMB)


def _refuse_bomb(entries: Sequence[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    steep = any(
        entry.file_size > STEEP_FROM and entry.file_size > limit("zip_ratio") * max(entry.compress_size, 1)
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
