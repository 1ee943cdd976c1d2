"""A file is examined in a process of its own that is bound in memory and time, and waits for its turn."""

import fcntl
import io
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from PIL import Image

from ocop.files import RefusedFileError, apart, storing
from ocop.files.dimensions import size_of
from ocop.files.examining import examine, examine_picture

from . import active_files
from . import hostile_files as make


@pytest.fixture(autouse=True)
def _apart(settings: Any, tmp_path: Path) -> None:
    settings.OCOP_EXAMINE_APART = True
    settings.DATA_DIR = settings.MEDIA_ROOT = tmp_path


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_what_is_kept_is_the_same_as_without_a_process_of_its_own(settings: Any, tmp_path: Path) -> None:
    files = [("a.pdf", make.plain_pdf()), ("b.png", make.image("PNG", (900, 600)))]
    apart_ones = [examine(sent(*one)) for one in files]
    settings.OCOP_EXAMINE_APART = False
    for one, other in zip(apart_ones, [examine(sent(*one)) for one in files], strict=True):
        assert (one.sha256, one.received_sha256, one.media_type, one.size) == (
            other.sha256, other.received_sha256, other.media_type, other.size,
        )  # fmt: skip
        assert one.content == other.content
        kept = storing.keep_sent(one.source, one.sha256, "evidence")
        assert (kept.read_bytes(), storing.fault_of(one.sha256, "evidence")) == (one.content, "")


def test_a_file_that_lies_on_disk_is_examined_where_it_lies() -> None:
    content = make.plain_pdf()
    with TemporaryUploadedFile("a.pdf", "application/pdf", len(content), None) as file:
        file.write(content)
        file.flush()
        assert examine(file).content == content


def test_a_photo_comes_back_with_its_size() -> None:
    picture = examine_picture(sent("a.jpg", make.image("JPEG", (3000, 1500))), max_bytes=10**7)
    assert (picture.width, picture.height, Image.open(io.BytesIO(picture.content)).size) == (2000, 1000, (2000, 1000))


def test_a_refusal_comes_back_with_its_sentence() -> None:
    with pytest.raises(RefusedFileError, match="JavaScript"):
        examine(sent("a.pdf", active_files.ACTING_PDF[0][1]()))


def test_a_file_that_wants_more_memory_than_it_may_is_refused(settings: Any) -> None:
    settings.OCOP_EXAMINE_MEMORY_MB = 140
    with pytest.raises(RefusedFileError, match="quá nhiều bộ nhớ hoặc thời gian"):
        examine(sent("a.png", make.image("PNG", (5200, 5200))))


def test_a_file_that_takes_too_long_is_refused(settings: Any) -> None:
    settings.OCOP_EXAMINE_SECONDS = 0.01
    with pytest.raises(RefusedFileError, match="quá nhiều bộ nhớ hoặc thời gian"):
        examine(sent("a.pdf", make.plain_pdf()))


def test_who_waits_too_long_for_a_turn_is_told_and_a_turn_is_free_again_afterwards(
    settings: Any, tmp_path: Path
) -> None:
    settings.OCOP_EXAMINE_AT_ONCE, settings.OCOP_EXAMINE_WAIT_SECONDS = 1, 0.1
    (tmp_path / "examining").mkdir()
    with (tmp_path / "examining" / "place-0").open("w") as other_process:
        fcntl.flock(other_process, fcntl.LOCK_EX)
        began = time.monotonic()
        with pytest.raises(RefusedFileError, match="gửi lại sau ít phút"):
            examine(sent("a.pdf", make.plain_pdf()))
        assert time.monotonic() - began < 5
    assert examine(sent("a.pdf", make.plain_pdf())).media_type == "application/pdf"


def test_the_process_holds_no_secret_of_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, Any] = {}

    def note(_: Any, **options: Any) -> Any:
        told.update(options)
        raise RefusedFileError("x")

    monkeypatch.setenv("OCOP_SECRET_KEY", "geheim")
    monkeypatch.setattr(apart.subprocess, "run", note)
    with pytest.raises(RefusedFileError):
        examine(sent("a.pdf", make.plain_pdf()))
    assert [name for name in told["env"] if name.startswith(("OCOP", "DJANGO"))] == []


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "HEIF"])
def test_the_size_is_read_before_a_decoder_opens_the_picture(form: str) -> None:
    assert size_of(make.image(form, (640, 480))) == (640, 480)


def test_the_size_of_every_kind_of_webp_and_of_a_progressive_jpeg_is_read() -> None:
    for options in ({"lossless": True}, {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0"}):
        out = io.BytesIO()
        Image.new("RGBA", (640, 480)).save(out, "WEBP", **options)
        assert size_of(out.getvalue()) == (640, 480)
    out = io.BytesIO()
    Image.new("RGB", (640, 480)).save(out, "JPEG", progressive=True, comment=b"x" * 60_000)
    assert size_of(out.getvalue()) == (640, 480)


@pytest.mark.parametrize("form", [b"VP8 ", b"VP8L", b"VP8X"])
def test_thirty_four_bytes_do_not_claim_a_gigabyte(form: bytes) -> None:
    assert size_of(make.webp_head(form)) in {(16383, 16383), (16384, 16384)}


def test_what_this_program_drew_is_examined_here_by_the_same_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart.subprocess, "run", lambda *_, **__: pytest.fail("a process of its own"))
    with apart.files_of_our_own():
        assert examine(sent("a.pdf", make.plain_pdf())).content == make.plain_pdf()
        with pytest.raises(RefusedFileError):
            examine(sent("a.pdf", b"no paper at all"))
