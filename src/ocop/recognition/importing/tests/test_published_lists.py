"""A list as a province publishes it comes into the register like one in the register's own layout."""

from pathlib import Path

import pytest
import xlsxwriter

from ocop.recognition.importing import import_register
from ocop.recognition.models import Certificate
from ocop.territory.tests.loaded import AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units_loaded")]


def test_a_list_as_provinces_publish_it_is_brought_in(tmp_path: Path) -> None:
    rows = [
        ["DANH SÁCH SẢN PHẨM OCOP TỈNH TÂY NINH"],
        ["TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "3 sao", "4 sao", "Năm công nhận", "Ghi chú"],
        [1, "Muối ớt", "CSSX Long Hà", "X. Phước Trạch, H. Gò Dầu", "x", "", 2020, ""],
        [2, "Muối tôm", '"', '"', "", "x", 2020, ""],
        [3, "Muối chay", '"', '"', "", "", 2020, "tiềm năng 4 sao"],
        [4, "Muối sả", '"', '"', "", "", 2020, ""],
        ["Tổng cộng: 4 sản phẩm"],
    ]
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("PL 1")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    report = import_register(tmp_path / "a.xlsx", dry_run=False, by=None, at=AT)
    assert [one.as_text() for one in report.findings] == [
        "Lưu ý – Dòng 5: Mới là đề nghị hoặc tiềm năng, chưa được công nhận nên không nhập.",
        "LỖI – Dòng 6: Ô E6: không có hạng sao.",
    ]
    assert (report.created, report.producers, report.refused, report.exit_code) == (2, 1, 1, 1)
    assert {(one.product.name, one.product.producer.name, one.star_rating) for one in Certificate.objects.all()} == {
        ("Muối ớt", "Cơ sở sản xuất Long Hà", 3),
        ("Muối tôm", "Cơ sở sản xuất Long Hà", 4),
    }
