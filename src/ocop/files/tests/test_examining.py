"""What may be kept and what may not: the corpus of hostile files, cleaning of photos, names, the store."""

import hashlib
import io
import os
import re
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ocop.files import RefusedFileError, storing
from ocop.files.examining import examine, examine_picture
from ocop.files.kinds import accepted_kinds
from ocop.files.names import shown_name

from . import hostile_files as make


class Named(SimpleUploadedFile):
    """An upload that keeps its name as given; Django's own strips paths, which is no reason to trust it."""

    def _get_name(self) -> str:
        return self.given

    def _set_name(self, name: str) -> None:
        self.given = name

    name = property(_get_name, _set_name)  # type: ignore[assignment]


def sent(name: str, content: bytes) -> Named:
    return Named(name, content)


@pytest.mark.parametrize("row", make.BUILDERS, ids=[row[0] for row in make.BUILDERS])
def test_a_hostile_file_is_refused_with_one_clear_sentence(row: Any) -> None:
    _, name, build, sentence = row
    began = time.process_time()
    with pytest.raises(RefusedFileError) as refusal:
        examine(sent(name, build()))
    assert re.search(sentence, refusal.value.sentence)
    assert refusal.value.sentence.endswith(".")
    assert time.process_time() - began < 5


def test_a_file_above_the_limit_is_refused_with_both_sizes(settings: Any) -> None:
    settings.OCOP_EVIDENCE_MAX_BYTES = 1024 * 1024
    with pytest.raises(RefusedFileError, match=r"Tệp nặng 1,5 MB, lớn hơn mức 1 MB"):
        examine(sent("a.pdf", b"%PDF-" + b"0" * 1_572_859))


@pytest.mark.parametrize(
    ("name", "content", "kept_as", "media_type"),
    [
        ("hop-dong.pdf", make.plain_pdf(), "hop-dong.pdf", "application/pdf"),
        ("to-roi.pdf", make.pdf_with_a_link(), "to-roi.pdf", "application/pdf"),
        ("Hợp đồng.DOCX", make.office(), "Hợp đồng.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("bang.xlsx", make.office("excel"), "bang.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("slide.pptx", make.office("slides"), "slide.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("phim.mp4", make.mp4_box(b"isom"), "phim.mp4", "video/mp4"),
        ("IMG_0007.MOV", make.mp4_box(b"qt  "), "IMG_0007.mov", "video/quicktime"),
        ("Bản ghi 3.m4a", make.mp4_box(b"M4A "), "Bản ghi 3.m4a", "audio/mp4"),
        ("vuon.avif", make.image("AVIF", (64, 48)), "vuon.jpg", "image/jpeg"),
        ("loi-ke.mp3", b"ID3\x03" + b"\x00" * 60, "loi-ke.mp3", "audio/mpeg"),
        ("anh.png", make.image("PNG"), "anh.png", "image/png"),
        ("anh.webp", make.image("WEBP"), "anh.jpg", "image/jpeg"),
        ("anh.jpg", make.image("WEBP"), "anh.jpg", "image/jpeg"),
        ("IMG_0012.HEIC", make.image("HEIF"), "IMG_0012.jpg", "image/jpeg"),
        ("giấy số 12.2026", make.plain_pdf(), "giấy số 12.2026.pdf", "application/pdf"),
    ],
)  # fmt: skip
def test_usual_papers_photos_films_and_sounds_are_taken(
    name: str, content: bytes, kept_as: str, media_type: str
) -> None:
    clean = examine(sent(name, content))
    assert (clean.name, clean.media_type) == (kept_as, media_type)


def test_every_accepted_kind_has_a_test_file() -> None:
    tested = {
        "application/pdf", "image/jpeg", "image/png", "image/webp", "image/heic", "image/avif", "video/mp4", "audio/mpeg",
        "video/quicktime", "audio/mp4",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    }  # fmt: skip
    assert {kind.media_type for kind in accepted_kinds()} == tested


def photo_with_place(size: tuple[int, int] = (60, 40), orientation: int = 1) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "<script>alert(1)</script>"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (10.0, 46.0, 12.0)
    Image.new("RGB", size, "red").save(out, "JPEG", exif=exif)
    return out.getvalue() + b"<script>alert(document.domain)</script>PK\x03\x04"


def test_a_photo_loses_the_place_of_taking_and_everything_glued_to_it() -> None:
    given = photo_with_place()
    clean = examine(sent("anh.jpg", given))
    assert Image.open(io.BytesIO(given)).getexif().get_ifd(0x8825) != {}
    assert dict(Image.open(io.BytesIO(clean.content)).getexif()) == {}
    assert b"script" not in clean.content
    assert clean.sha256 == hashlib.sha256(clean.content).hexdigest()
    assert clean.received_sha256 == hashlib.sha256(given).hexdigest()


def test_a_photo_taken_sideways_stands_upright() -> None:
    clean = examine(sent("anh.jpg", photo_with_place((60, 40), orientation=6)))
    assert Image.open(io.BytesIO(clean.content)).size == (40, 60)


def test_a_heic_photo_becomes_an_upright_jpeg_without_the_place_of_taking() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    make.image("HEIF")
    taken = Image.new("RGB", (640, 480), "red")
    taken.info["exif"] = exif.tobytes()  # written as a phone does: a turn beside the pixels
    taken.save(out, "HEIF")
    assert Image.open(io.BytesIO(out.getvalue())).getexif().get_ifd(0x8825) != {}
    clean = examine(sent("IMG_1.HEIC", out.getvalue()))
    kept = Image.open(io.BytesIO(clean.content))
    assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (480, 640), {})


def test_a_heic_photo_is_read_by_a_program_that_has_read_none_before() -> None:
    script = "import sys; from ocop.files.images import draw_picture; print(draw_picture(sys.stdin.buffer.read())[1:])"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "ocop.settings.testing"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=make.image("HEIF", (640, 480)),
        capture_output=True,
        check=True,
        env=environment,
    )
    assert done.stdout.decode().strip() == "(640, 480)"


def test_a_photo_to_be_shown_is_drawn_again_with_its_size() -> None:
    picture = examine_picture(sent("anh.png", make.image("PNG", (3000, 1500))), max_bytes=10**7)
    kept = Image.open(io.BytesIO(picture.content))
    assert (kept.format, kept.size, picture.width, picture.height) == ("JPEG", (2000, 1000), 2000, 1000)
    assert picture.sha256 == hashlib.sha256(picture.content).hexdigest()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", make.plain_pdf(), "không phải ảnh chụp"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "không phải ảnh chụp"),
        ("a.jpg", make.image("JPEG", (300, 200)), r"Ảnh quá nhỏ \(300 × 200 điểm ảnh\)"),
        ("a.png", make.pixel_flood(), "điểm ảnh"),
        ("a.jpg", b"", "Tệp trống"),
        ("a.html", make.image("JPEG", (900, 600)), "Hãy đổi đuôi tên"),
        ("a.jpg", make.image("JPEG", (900, 600)) + b"0" * 200_000, "lớn hơn mức"),
    ],
)
def test_what_is_no_photo_to_show_is_refused(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(RefusedFileError, match=sentence):
        examine_picture(sent(name, content), max_bytes=200_000)


def test_narrower_pictures_are_drawn_once_and_dropped_with_their_picture(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    picture = examine_picture(sent("anh.jpg", make.image("JPEG", (1600, 1200))), max_bytes=10**7)
    storing.keep(picture.content, picture.sha256, "photos")
    for media_type, form in (("image/webp", "WEBP"), ("image/jpeg", "JPEG")):
        path = storing.narrower_path(picture.sha256, 640, media_type, "photos")
        drawn = Image.open(path)
        assert (drawn.format, drawn.size) == (form, (640, 480))
    storing.drop(picture.sha256, "photos")
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_a_photo_of_twelve_megapixels_is_kept_at_two_thousand_pixels() -> None:
    clean = examine(sent("anh.jpg", make.image("JPEG", (4000, 3000))))
    assert Image.open(io.BytesIO(clean.content)).size == (2000, 1500)


@pytest.mark.parametrize(("mode", "taken"), [("L", True), ("1", True), ("RGB", False)])
def test_a_page_scanned_at_600_dpi_is_taken_in_grey_and_asked_for_smaller_in_colour(mode: str, taken: bool) -> None:
    out = io.BytesIO()
    Image.new(mode, (4960, 7016)).save(out, "PNG")
    if taken:
        assert Image.open(io.BytesIO(examine(sent("a.png", out.getvalue())).content)).size == (1414, 2000)
    else:
        with pytest.raises(RefusedFileError, match="trên 28 triệu điểm ảnh"):
            examine(sent("a.png", out.getvalue()))


def test_the_same_photo_always_gives_the_same_hash() -> None:
    assert examine(sent("a.jpg", photo_with_place())).sha256 == examine(sent("b.jpg", photo_with_place())).sha256


def test_names_are_kept_in_nfc() -> None:
    pdf = accepted_kinds()[0]
    assert shown_name("Trà Đức Hòa.pdf", pdf) == "Trà Đức Hòa.pdf"


@given(st.text(min_size=1, max_size=300))
def test_any_name_is_refused_or_becomes_one_harmless_line(name: str) -> None:
    pdf = accepted_kinds()[0]
    try:
        shown = shown_name(name, pdf)
    except RefusedFileError:
        return
    assert shown.endswith(".pdf")
    assert len(shown) <= 160
    assert not set(shown) & set("/\\\x00\n\r\u202e")


@given(st.binary(max_size=400))
def test_random_bytes_never_break_the_examination(content: bytes) -> None:
    try:
        clean = examine(sent("a.pdf", content))
    except RefusedFileError:
        return
    assert clean.media_type in {kind.media_type for kind in accepted_kinds()}


def test_a_file_lies_under_its_hash_without_ending_and_cannot_be_run(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    sha256 = hashlib.sha256(b"x").hexdigest()
    path = storing.keep(b"x", sha256, "evidence")
    assert path == tmp_path / "evidence" / sha256[:2] / sha256
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert storing.keep(b"x", sha256, "evidence") == path
    assert [one.name for one in path.parent.iterdir()] == [sha256]


@pytest.mark.parametrize("name", ["../../etc/passwd", "ABC", "a" * 63, "a" * 64 + "/", ""])
def test_the_store_takes_nothing_but_hashes_as_paths(name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        storing.path_of(name, "evidence")
