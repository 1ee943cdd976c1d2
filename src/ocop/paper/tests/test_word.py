"""A paper as Word file: A4 and the margins of NĐ 30/2020/NĐ-CP, real tables and headings, figures as bookmarks."""

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from ocop.paper import Paper, Paragraph, Run, docx_of
from ocop.paper.describing import clean

from .describing_papers import minutes


def opened(paper: Paper) -> Any:
    return Document(io.BytesIO(docx_of(paper)))


def texts(document: Any) -> list[str]:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [one.text for one in document.paragraphs] + cells


def test_page_is_a4_with_the_margins_of_the_decree() -> None:
    section = opened(minutes()).sections[0]
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin, section.top_margin)
    assert [round(one / Mm(1)) for one in sizes] == [210, 297, 30, 20, 20]


def test_page_number_stands_above_and_not_on_the_first_page() -> None:
    section = opened(minutes()).sections[0]
    assert section.different_first_page_header_footer
    assert "".join(one.text for one in section.first_page_header.paragraphs) == ""
    assert [one.text for one in section.header._element.iter(qn("w:instrText"))] == ["PAGE"]


def test_everything_described_is_written() -> None:
    found = "\n".join(texts(opened(minutes())))
    said = [
        "ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP", "Số: 12/BB-HĐ", "Đồng Tháp, ngày 05 tháng 7 năm 2026", "BIÊN BẢN", "Họp Hội đồng đợt 1 năm 2026",
        "I. Thành phần", "Chủ tọa: Trần Văn Ễ", "Hội đồng thống nhất 12 sản phẩm.", "- Nhất trí", "Trà hoa vàng sấy lạnh", "3,50",
        "KT. CHỦ TỊCH HỘI ĐỒNG", "PHÓ CHỦ TỊCH", "Lê Thị B", "Nguyễn Văn A", "Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "(SHA-256): 0f1e",
    ]  # fmt: skip
    assert [one for one in said if one not in found] == []


def test_every_text_is_set_in_times_new_roman_and_black() -> None:
    document = opened(minutes())
    named = {
        fonts.get(qn("w:ascii"))
        for part in (document.element, document.styles["Normal"].element)
        for fonts in part.iter(qn("w:rFonts"))
    }
    colours = {one.get(qn("w:val")) for one in document.element.iter(qn("w:color"))}
    assert (named, colours) == ({"Times New Roman"}, {"000000"})


def test_head_of_a_table_repeats_and_rows_stay_whole() -> None:
    table = opened(minutes(rows=5)).tables[1]
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True, False, False, False, False, False]
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows[1:])


def test_a_figure_travels_as_a_bookmark_around_its_value() -> None:
    document = opened(minutes())
    (start,) = document.element.iter(qn("w:bookmarkStart"))
    following = start.getnext()
    assert start.get(qn("w:name")) == "so_san_pham"
    assert "".join(one.text for one in following.iter(qn("w:t"))) == "12"
    assert following.getnext().tag == qn("w:bookmarkEnd")


def test_a_bookmark_longer_than_word_allows_is_refused() -> None:
    with pytest.raises(ValueError, match="40 letters"):
        docx_of(minutes(blocks=(Paragraph((Run("1", figure="s" * 41),)),)))


def test_letters_are_kept_as_they_were_typed_and_control_characters_go() -> None:
    found = texts(opened(minutes(words="ŭ ƀ 🌾 <b> & \x00\x0b\ud800e\u0301")))
    assert found.count("ŭ ƀ 🌾 <b> & é") == 3


def test_same_description_gives_the_same_bytes() -> None:
    assert docx_of(minutes()) == docx_of(minutes())


def test_paper_lies_on_its_side_where_asked() -> None:
    section = opened(minutes(landscape=True)).sections[0]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (297, 210)


@pytest.mark.parametrize("typed", ["Trà\ufffe sen\uffff", "Trà\U0001ffff sen", "Trà\u202e sen", "Trà\x0b sen\ud83d"])
def test_signs_that_are_no_letters_neither_break_a_paper_nor_turn_its_words_around(typed: str) -> None:
    assert "Trà sen" in texts(opened(minutes(words=typed)))
    assert clean(typed) == "Trà sen"
