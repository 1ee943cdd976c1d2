"""A paper as PDF stands as NĐ 30/2020/NĐ-CP, Phụ lục I lays it out; the figures below are copied from there by hand."""

import io
from typing import Any

import pdfplumber
import pytest

from ocop.paper import Letterhead, Paper, Paragraph, Signature, pdf_of

from .describing_papers import LONG_BODY, minutes

MILLIMETRE = 72 / 25.4


def pages_of(paper: Paper) -> list[dict[str, Any]]:
    with pdfplumber.open(io.BytesIO(pdf_of(paper))) as pdf:
        return [
            {
                "size": (round(float(page.width)), round(float(page.height))),
                "words": page.extract_words(extra_attrs=["fontname", "size"], keep_blank_chars=False),
                "text": " ".join((page.extract_text() or "").split()),
                "chars": [one for one in page.chars if one["text"].strip()],
            }
            for page in pdf.pages
        ]


def word(page: dict[str, Any], text: str) -> dict[str, Any]:
    return next(one for one in page["words"] if one["text"] == text)


@pytest.mark.parametrize("rows", [0, 40, 250])
@pytest.mark.parametrize("issuer", ["Sở Công Thương", LONG_BODY])
def test_page_margins_and_numbers_are_those_of_the_decree(rows: int, issuer: str) -> None:
    pages = pages_of(minutes(rows=rows, issuer=issuer))
    assert {page["size"] for page in pages} == {(595, 842)}
    for number, page in enumerate(pages, 1):
        assert min(one["x0"] for one in page["chars"]) >= 30 * MILLIMETRE - 1
        assert max(one["x1"] for one in page["chars"]) <= (210 - 15) * MILLIMETRE + 1
        above = [one["text"] for one in page["chars"] if one["bottom"] < 20 * MILLIMETRE]
        assert "".join(above) == ("" if number == 1 else str(number))
        if number > 1:
            mark = [one for one in page["chars"] if one["bottom"] < 20 * MILLIMETRE]
            middle = (mark[0]["x0"] + mark[-1]["x1"]) / 2
            assert middle == pytest.approx((30 + 160 / 2) * MILLIMETRE, abs=1)


@pytest.mark.parametrize("issuer", ["Sở Công Thương", LONG_BODY])
def test_the_eight_elements_of_the_head_have_their_sizes_and_styles(issuer: str) -> None:
    page = pages_of(minutes(issuer=issuer))[0]
    expected = {  # element: (smallest, largest size, bold, italic), by Phụ lục I
        "CỘNG": (12, 13, True, False),
        "Độc": (13, 14, True, False),
        "ỦY": (12, 13, False, False),
        issuer.upper().split()[0]: (12, 13, True, False),
        "12/BB-HĐ": (13, 13, False, False),
        "ngày": (13, 14, False, True),
        "BIÊN": (13, 14, True, False),
        "Trần": (13, 14, False, False),
    }
    styles: dict[tuple[bool, bool], set[str]] = {}
    for text, (smallest, largest, bold, italic) in expected.items():
        found = word(page, text)
        assert smallest <= round(found["size"], 1) <= largest, text
        assert ("Italic" in found["fontname"]) is italic, text
        styles.setdefault((bold, italic), set()).add(found["fontname"])
    # A variable font keeps one name for all its weights, but each weight is embedded as a font of its own.
    assert {style: len(fonts) for style, fonts in styles.items()} == {
        (True, False): 1,
        (False, False): 1,
        (False, True): 1,
    }
    assert len(set().union(*styles.values())) == 3


@pytest.mark.parametrize("issuer", ["Sở Công Thương", LONG_BODY])
def test_number_and_date_stand_on_one_line_and_the_national_heading_is_one_line(issuer: str) -> None:
    page = pages_of(minutes(issuer=issuer))[0]
    assert word(page, "12/BB-HĐ")["bottom"] == pytest.approx(word(page, "ngày")["bottom"], abs=1.5)
    assert word(page, "CỘNG")["bottom"] == pytest.approx(word(page, "NAM")["bottom"], abs=0.1)


@pytest.mark.parametrize("lines", [18, 19, 20, 25, 26])  # a page that is just full, and those that break behind it
def test_small_print_signature_and_the_last_words_stay_together(lines: int) -> None:
    paper = Paper(
        title="Quyết định", letterhead=Letterhead(issuer="Ủy ban nhân dân tỉnh Tây Ninh", place="Tây Ninh"),
        blocks=(*(Paragraph(f"Dòng {one}") for one in range(lines)), Paragraph("Điều 3. Thi hành./.")),
        signatures=(Signature("Chủ tịch", "Trần Thị Ân"),), recipients=("Như Điều 3", "Lưu: VT"), foot=("Dấu kiểm nội dung",),
    )  # fmt: skip
    last = pages_of(paper)[-1]["text"]
    assert [
        one for one in ("Điều 3. Thi hành", "CHỦ TỊCH", "Trần Thị Ân", "Dấu kiểm nội dung") if one not in last
    ] == []


def test_everything_described_is_printed() -> None:
    page = pages_of(minutes())[0]["text"]
    said = [
        "ỦY BAN NHÂN DÂN TỈNH", "ĐỒNG THÁP", "Số: 12/BB-HĐ", "Đồng Tháp, ngày 05 tháng 7 năm 2026", "BIÊN BẢN Họp Hội đồng đợt 1 năm 2026",
        "I. Thành phần", "Chủ tọa: Trần Văn Ễ", "Thư ký: ....", "Hội đồng thống nhất 12 sản phẩm.", "– Nhất trí", "3 Trà hoa vàng sấy lạnh 3,50",
        "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị B", "Nguyễn Văn A", "Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "(SHA-256): 0f1e",
    ]  # fmt: skip
    assert [one for one in said if one not in page] == []
    assert "KHÔNG CÓ GIÁ TRỊ" not in page


def test_head_of_a_table_stands_on_every_page() -> None:
    pages = pages_of(minutes(rows=80))
    assert len(pages) >= 3
    assert [page["text"].count("Số Sản phẩm Điểm") for page in pages[:-1]] == [1] * (len(pages) - 1)


def test_only_the_demonstration_says_that_the_paper_has_no_value() -> None:
    assert "BẢN TRÌNH DIỄN – KHÔNG CÓ GIÁ TRỊ" in pages_of(minutes(is_demo=True))[0]["text"]


def test_same_description_gives_the_same_bytes() -> None:
    assert pdf_of(minutes()) == pdf_of(minutes())
    assert pdf_of(minutes()) != pdf_of(minutes(words="Trà hoa vàng sấy khô"))


def test_letters_of_the_highlands_and_signs_are_printed() -> None:
    page = pages_of(minutes(words="ŭ ƀ ʉ ĭ № H’Ŭ Êban ẽ ỹ"))[0]["text"]
    assert page.count("ŭ ƀ ʉ ĭ № H’Ŭ Êban ẽ ỹ") == 3
    assert "Phông chữ không có" not in page


def test_a_letter_without_a_font_is_printed_by_its_code_and_named() -> None:
    page = pages_of(minutes(words="Lúa 🌾 thơm"))[0]["text"]
    assert page.count("Lúa [U+1F33E] thơm") == 3
    assert "Phông chữ không có các ký tự sau, chúng được in bằng mã: U+1F33E." in page


def test_what_people_type_is_text_and_never_markup() -> None:
    typed = '#read("/etc/hostname") *x* $y$ <z> \\ @a'
    page = pages_of(minutes(words=typed))[0]["text"]
    assert typed.replace("  ", " ") in page


def test_a_form_of_a_producer_has_no_issuing_body() -> None:
    paper = Paper(
        title="Phiếu đăng ký",
        letterhead=Letterhead(place="Tân Ninh"),
        blocks=(Paragraph("Kính gửi: Ủy ban nhân dân phường Tân Ninh", align="center"),),
        signatures=(Signature("Đại diện chủ thể", note="(Ký, ghi rõ họ tên)"),),
    )
    page = pages_of(paper)[0]["text"]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in page
    assert "Tân Ninh, ngày ...... tháng ...... năm ......" in page
    assert "Số:" not in page


def test_a_name_without_a_blank_stays_on_the_page() -> None:
    pages = pages_of(minutes(issuer="Ề" * 300, words="W" * 300))
    assert max(one["x1"] for page in pages for one in page["chars"]) <= (210 - 15) * MILLIMETRE + 1
    letters = "".join(one["text"] for page in pages for one in page["chars"])
    assert (letters.count("Ề"), letters.count("W")) == (300, 3 * 300)


def test_a_hash_can_be_copied_in_one_piece() -> None:
    digest = "0f" * 32
    assert digest in pages_of(minutes(foot=(digest,)))[-1]["text"]
