"""Lists as offices write them: Vietnamese heads below a title, several sheets, broken lines, words of old fonts."""

from pathlib import Path

import pytest
import xlsxwriter

from ocop.recognition.importing import ImportReport, import_register
from ocop.recognition.models import Certificate
from ocop.territory.tests.loaded import AT

from .lists import HEADER, line, write_csv

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units_loaded")]


def run(path: Path) -> ImportReport:
    return import_register(path, dry_run=False, by=None, at=AT)


def sentences(report: ImportReport) -> list[str]:
    return [one.as_text() for one in report.findings]


def test_words_typed_with_an_old_font_are_refused_with_what_they_mean(tmp_path: Path) -> None:
    report = run(write_csv(tmp_path / "a.csv", [line(product_name="B¸nh tr¸ng siªu máng")]))
    assert [one.message for one in report.errors] == [
        "Chữ gõ bằng phông cũ TCVN3 (.VnTime, ABC), có lẽ là “Bánh tráng siêu mỏng”."
    ]


def test_heads_and_words_of_vietnamese_lists_are_read(tmp_path: Path) -> None:
    rows = [
        "UBND TỈNH TÂY NINH;;;;;",
        "Tên sản phẩm;Chủ thể;Loại hình;Xã, phường;Tỉnh;Số sao;Năm công nhận;Cấp",
        "Trà sen;HTX Trà Bà Đen;Hợp tác xã;xã Trường Đông;Tây Ninh;4 sao;2023;cấp tỉnh",
    ]
    (tmp_path / "a.csv").write_text("\r\n".join(rows), encoding="utf-8-sig")
    report = run(tmp_path / "a.csv")
    assert (report.created, sentences(report)) == (1, [])
    one = Certificate.objects.get()
    assert (one.star_rating, one.issuing_authority, one.product.producer.organisation_type) == (
        4,
        "Cấp tỉnh",
        "cooperative",
    )


def test_every_sheet_is_read_and_those_without_a_head_are_named(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet("Bìa").write_row(0, 0, ["Danh sách sản phẩm"])
    for name in ("Đợt 1", "Đợt 2"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, [str(line()[one]) for one in HEADER])
    book.close()
    report = run(tmp_path / "a.xlsx")
    assert (report.created, [one.message for one in report.findings]) == (
        1,
        ["Trang “Bìa” không có tiêu đề bảng nên không đọc 1 dòng.", "Trùng hoàn toàn với dòng 2 nên chỉ nhập một lần."],
    )


def test_one_broken_line_costs_itself_only(tmp_path: Path) -> None:
    good = ",".join(f'"{line()[one]}"' for one in HEADER)
    text = "\n".join(
        [",".join(HEADER), good.replace("Bánh", 'Bánh "ngon" '), good.replace("siêu mỏng", "muối ớt"), '"Trà']
    )
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    report = run(tmp_path / "a.csv")
    assert (report.created, report.refused, report.rows, report.exit_code) == (1, 2, 3, 1)
    assert [one.line for one in report.errors] == [2, 4]
