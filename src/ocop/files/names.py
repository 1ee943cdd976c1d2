"""Names of files: shown to people, never used as a path (RFC 6266 carries them back on a download)."""

import unicodedata

from ocop.vietnamese import nfc

from .kinds import Kind, limit
from .refusing import RefusedFileError

LONGEST = 150
# Formats that run or draw themselves when opened: such an ending on other content is a trap, not a slip.
DANGEROUS = frozenset(
    [
        "exe",
        "com",
        "bat",
        "cmd",
        "scr",
        "pif",
        "msi",
        "ps1",
        "vbs",
        "vbe",
        "js",
        "jse",
        "jar",
        "sh",
        "py",
        "php",
        "html",
        "htm",
        "xhtml",
        "svg",
        "xml",
        "xsl",
        "mht",
        "hta",
        "lnk",
        "url",
        "iso",
        "apk",
        "docm",
        "xlsm",
        "pptm",
        "dotm",
        "xltm",
        "zip",
        "rar",
        "7z",
        "gz",
        "tar",
    ]
)
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def shown_name(given: str, kind: Kind) -> str:
    """Return the name to show: NFC, one line, at most 150 characters, with an ending that fits the content.

    Raises ``RefusedFileError`` for names made to deceive: paths, hidden or right-to-left marks, absurd length, an ending
    of a program on other content.
    """
    if len(given.encode("utf-8", "surrogatepass")) > limit("name_bytes"):
        raise RefusedFileError("Tên tệp quá dài. Hãy đặt lại tên ngắn gọn, ví dụ “hop-dong-2026.pdf”.")
    if any(mark in BIDI for mark in given):
        raise RefusedFileError("Tên tệp có ký tự đảo chiều chữ, dễ gây nhầm loại tệp. Hãy đặt lại tên rồi gửi lại.")
    if any(unicodedata.category(mark) in {"Cc", "Cs"} for mark in given):
        raise RefusedFileError("Tên tệp có ký tự ẩn. Hãy đặt lại tên rồi gửi lại.")
    if "/" in given or "\\" in given or given.strip() in {"", ".", ".."}:
        raise RefusedFileError("Tên tệp có dấu gạch chéo hoặc để trống. Hãy đặt lại tên rồi gửi lại.")
    name = nfc(" ".join(given.split()))
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    if ending.lower() in DANGEROUS:
        raise RefusedFileError(
            f"Tên tệp kết thúc bằng “.{ending}” nhưng nội dung là {kind.label}. Hãy đổi đuôi tên thành “.{kind.extensions[0]}”."
        )
    if ending.lower() in kind.extensions:
        return f"{stem[:LONGEST] or 'tai-lieu'}.{ending.lower()}"
    whole = stem if ending.isalnum() and not ending.isdigit() and len(ending) <= 4 else name
    return f"{whole[:LONGEST] or 'tai-lieu'}.{kind.extensions[0]}"
