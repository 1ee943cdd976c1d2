"""Which kind of file is this? Answered from the first bytes, by the package ``filetype`` and a few marks it does not know."""

import filetype

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office before 2007, and every Office file with a password
MARKUP = (
    b"<!doctype",
    b"<html",
    b"<svg",
    b"<?xml",
    b"<script",
    b"<head",
    b"<body",
    b"<iframe",
    b"<!--",
    b"mime-version:",
)
SCRIPTS = (b"#!", b"<?php", b"@echo", b"import ", b"function ", b"function(", b"var ", b"const ", b"powershell")
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"dex\n")
PDF = b"%PDF-"
BEFORE_PDF = 1024 + len(PDF)  # a mark of the encoding, blank lines, the head of a mail: readers take a PDF behind them
OFFICE_FAMILY = "application/zip"  # recognised further by what stands inside


def recognise(head: bytes) -> str:
    """Return a media type for the first bytes of a file; ``other`` when nothing fits."""
    if head.startswith(PDF):
        return "application/pdf"
    if head.startswith(OLE):
        return "application/x-ole"
    if head.startswith(PROGRAMS):
        return "application/x-executable"
    if head[:2] == b"PK":
        return OFFICE_FAMILY
    if found := _brand(head) or _guessed(head):
        return found
    found = _text(head)
    return "application/pdf" if found in {"other", "text/plain"} and PDF in head[:BEFORE_PDF] else found


def _brand(head: bytes) -> str:
    """What the package does not tell apart: AVIF under a common brand, films of old telephones; empty for all others."""
    if head[4:8] != b"ftyp":
        return ""
    brands = {head[at : at + 4] for at in range(8, min(int.from_bytes(head[:4], "big"), 256), 4)}
    if brands & {b"avif", b"avis"}:
        return "image/avif"
    if head[8:12] in {b"mif1", b"msf1"} and brands & {b"heic", b"heix", b"hevc"}:
        return "image/heic"
    return "video/3gpp" if head[8:11] == b"3gp" else ""


def _guessed(head: bytes) -> str:
    guessed = filetype.guess(head)
    if guessed is None:
        return ""
    same = {
        "image/heif": "image/heic",
        "video/x-m4v": "video/mp4",
        "audio/x-wav": "audio/wav",
        "audio/x-m4a": "audio/mp4",
        "application/x-rar": "application/x-rar-compressed",
    }
    return same.get(guessed.mime, str(guessed.mime))


def _text(head: bytes) -> str:
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()[:400]  # UTF-16 markup too
    if start.startswith(MARKUP) or b"<svg" in start or b"<html" in start or b"<script" in start:
        return "text/markup"
    if start.startswith(SCRIPTS):
        return "text/script"
    try:
        head.decode("utf-8", errors="strict")
    except UnicodeDecodeError:
        return "other"
    return "text/plain"
