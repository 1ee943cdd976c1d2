"""A kept file is read page by page: drawn once for all readers, with the words that stand on the page and the reader's name."""

import io
import os
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ocop.files import RefusedFileError, apart, storing, viewing
from ocop.files.examining import examine
from ocop.files.refusing import BusyError
from ocop.files.viewing import leaf_of
from tests.papers import jpeg_photo, pdf_paper

from . import hostile_files as make

PDF = "application/pdf"
WORDS = "#pagebreak()\n".join(f"Hợp đồng thu mua chè, trang {number}\n" for number in range(1, 7))


@pytest.fixture(autouse=True)
def _store(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = settings.MEDIA_ROOT = tmp_path


def kept(words: str = WORDS) -> str:
    clean = examine(pdf_paper("hop-dong.pdf", words))
    storing.keep_sent(clean.source, clean.sha256, storing.EVIDENCE)
    return clean.sha256


def test_a_page_is_drawn_with_its_words_where_they_stand() -> None:
    leaf = leaf_of(kept(), PDF, 2)
    assert (leaf.number, leaf.count, leaf.width) == (2, 6, 1600)  # A5 is 148 × 210 mm
    assert leaf.height == pytest.approx(1600 * 210 / 148, abs=2)
    (line,) = leaf.lines
    assert line.words == "Hợp đồng thu mua chè, trang 2"
    drawn = Image.open(leaf.picture).convert("L")
    inked = drawn.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert inked is not None
    assert inked == pytest.approx((line.left, line.base - line.height, line.left + line.width, line.base), abs=8)


def test_pages_are_drawn_once_for_all_readers_and_the_next_ones_with_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    sha256, draw = kept(), apart.ask
    monkeypatch.setattr(apart, "ask", lambda what, source: (asked.append(what["numbers"]), draw(what, source))[1])
    for _ in range(10):
        leaf_of(sha256, PDF, 1)
    leaf_of(sha256, PDF, 2)
    assert asked == [[1, 2, 3, 4]]
    assert leaf_of(sha256, PDF, 6).count == 6
    assert asked == [[1, 2, 3, 4], [6, 7, 8, 9]]


def test_a_page_that_others_have_drawn_meanwhile_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = kept()
    real = viewing._kept
    looks = iter([None])
    leaf_of(sha256, PDF, 1)
    monkeypatch.setattr(viewing, "_kept", lambda *args: next(looks, real(*args)))
    monkeypatch.setattr(apart, "ask", lambda *_: pytest.fail("drawn again"))
    assert leaf_of(sha256, PDF, 1).number == 1


def test_a_page_beyond_the_end_and_a_second_page_of_a_picture_do_not_exist() -> None:
    clean = examine(jpeg_photo("anh.jpg"))
    storing.keep(clean.content, clean.sha256, storing.EVIDENCE)
    assert leaf_of(clean.sha256, "image/jpeg", 1).count == 1
    for sha256, media_type, number in ((kept(), PDF, 7), (clean.sha256, "image/jpeg", 2)):
        with pytest.raises(RefusedFileError, match="không có trang này"):
            leaf_of(sha256, media_type, number)


def test_a_page_beyond_the_end_is_looked_for_once_however_often_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = kept()
    with pytest.raises(RefusedFileError, match="không có trang này"):
        leaf_of(sha256, PDF, 9_000)
    monkeypatch.setattr(apart, "ask", lambda *_: pytest.fail("drawn again"))
    with pytest.raises(RefusedFileError, match="không có trang này"):
        leaf_of(sha256, PDF, 9_001)


def test_the_process_that_draws_names_no_place_in_the_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sha256 = kept()
    told = {"number": "../../../escaped", "picture": 1, "width": 1, "height": 1, "lines": []}
    monkeypatch.setattr(apart, "ask", lambda *_: ({"leaves": [told], "count": 6}, b"x"))
    with pytest.raises(RefusedFileError):
        leaf_of(sha256, PDF, 1)
    assert not list(tmp_path.rglob("escaped*"))


def test_a_file_that_cannot_be_drawn_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    storing.keep(b"%PDF-1.4 broken", sha256 := "a" * 64, storing.EVIDENCE)
    with pytest.raises(RefusedFileError, match="không vẽ ra được"):
        leaf_of(sha256, PDF, 1)
    monkeypatch.setattr(apart, "ask", lambda *_: pytest.fail("tried again"))
    with pytest.raises(RefusedFileError, match="không vẽ ra được"):
        leaf_of(sha256, PDF, 1)


def test_a_page_that_took_too_long_once_is_tried_again(settings: Any) -> None:
    settings.OCOP_EXAMINE_APART = False
    sha256 = kept()
    settings.OCOP_EXAMINE_APART, settings.OCOP_EXAMINE_SECONDS = True, 0.01
    with pytest.raises(RefusedFileError, match="quá nhiều bộ nhớ hoặc thời gian"):
        leaf_of(sha256, PDF, 1)
    settings.OCOP_EXAMINE_APART = False
    assert leaf_of(sha256, PDF, 1).number == 1


def test_who_waits_too_long_may_try_again(settings: Any, tmp_path: Path) -> None:
    settings.OCOP_EXAMINE_APART = False
    sha256 = kept()
    settings.OCOP_EXAMINE_APART, settings.OCOP_EXAMINE_AT_ONCE, settings.OCOP_VIEW_WAIT_SECONDS = True, 1, 0.1
    with apart.turn(1), pytest.raises(BusyError):
        leaf_of(sha256, PDF, 1)
    assert leaf_of(sha256, PDF, 1).number == 1


def test_a_page_is_drawn_in_a_process_of_its_own_within_the_limits(settings: Any) -> None:
    settings.OCOP_EXAMINE_APART = False
    sha256 = kept()
    settings.OCOP_EXAMINE_APART, settings.OCOP_EXAMINE_MEMORY_MB = True, 60
    with pytest.raises(RefusedFileError):
        leaf_of(sha256, PDF, 1)
    settings.OCOP_EXAMINE_MEMORY_MB = 384
    assert leaf_of(sha256, PDF, 4).lines[0].words == "Hợp đồng thu mua chè, trang 4"


@pytest.mark.parametrize(("size", "most"), [((14_000, 100), 1600), ((100, 14_000), 12_000), ((14_000, 14_000), 2829)])
def test_a_page_of_a_strange_shape_stays_within_the_limits(size: tuple[int, int], most: int) -> None:
    from ocop.files.leaves import draw

    writer = make.PdfWriter()
    writer.add_blank_page(*size)
    _, (leaf,) = draw(make.written(writer), [1])
    assert max(leaf.width, leaf.height) <= most
    assert leaf.width * leaf.height <= 8_100_000


def test_the_reader_and_the_moment_stand_on_the_picture_but_not_on_what_is_kept() -> None:
    leaf = leaf_of(kept(), PDF, 1)
    before = leaf.picture.read_bytes()
    one, other = leaf.marked("Lê Thị Ánh · 14:05 01/12/2026"), leaf.marked("Trần Văn Bình · 14:05 01/12/2026")
    assert Image.open(io.BytesIO(one)).size == (leaf.width, leaf.height)
    assert one != other
    plain, sheet = (Image.open(file).convert("L") for file in (leaf.picture, io.BytesIO(one)))
    darker, marked = (sum(picture.histogram()[:250]) for picture in (plain, sheet))
    assert marked > 5 * darker
    assert leaf.picture.read_bytes() == before


def test_pages_go_with_their_file_and_after_a_while(tmp_path: Path) -> None:
    sha256 = kept()
    leaf_of(sha256, PDF, 1)
    folder = storing.path_of(sha256, storing.LEAVES)
    assert viewing.drop_drawn_before(time.time() - 60) == 0
    os.utime(folder, (time.time() - 120,) * 2)
    assert viewing.drop_drawn_before(time.time() - 60) == 1
    assert not folder.exists()
    leaf_of(sha256, PDF, 1)
    storing.drop(sha256, storing.EVIDENCE)
    assert [one for one in tmp_path.rglob("*") if one.is_file() and "place" not in one.name] == []
