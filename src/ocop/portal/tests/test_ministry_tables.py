"""Tables under the ministry's names: our fields in their columns, what is empty said, nothing of ours named after theirs."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ocop.portal.ministry_tables import ministry_tables
from ocop.portal.queries.ministry_rows import SOURCES
from ocop.products.models import Product
from ocop.recognition.models import Certificate
from ocop.recognition.tests.builders import certificate
from ocop.recognition.tests.test_tampering import behind_the_systems_back
from tests import builders

from .builders import published, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path


def table(client: Client, name: str) -> tuple[str, list[dict[str, str]]]:
    """The head of a table and its rows."""
    response = client.get(f"/du-lieu-mo/bang/{name}.csv")
    assert response.status_code == 200
    head, _, body = response.getvalue().decode("utf-8-sig").partition("\r\n\r\n")
    return head, list(csv.DictReader(io.StringIO(body)))


def test_every_column_is_filled_by_a_field_of_its_source_or_says_why_not(client: Client) -> None:
    published("Trà sen")
    for one in ministry_tables()[0]:
        row = next(SOURCES[one.source]())
        assert [column.name for column in one.columns if column.field and column.field not in row] == []
        assert [column.name for column in one.empty_columns if not (column.empty and column.empty_english)] == []
        assert client.get(f"/du-lieu-mo/bang/{one.name}.xlsx").getvalue().startswith(b"PK")


def test_a_product_stands_in_their_columns_and_revenue_is_empty_with_its_reason(client: Client) -> None:
    here = builders.commune("25459", "Hòa Thành", inside=builders.province())
    product = published("=Trà", star=4, issued_on=date(2026, 6, 1))
    Product.objects.filter(pk=product.pk).update(unit=here, unit_path=here.path)
    head, (row,) = table(client, "PTNT_OCOP")
    assert "Cột để trống DoanhThuNam: Sổ sản phẩm không có doanh thu." in head
    assert {name: row[name] for name in ("Ma_DonViHanhChinh", "Ma_ThoiGian", "TenSanPham", "XepHang", "DoanhThuNam", "TrangThai")} == {
        "Ma_DonViHanhChinh": "25459", "Ma_ThoiGian": "2026", "TenSanPham": "'=Trà", "XepHang": "4*", "DoanhThuNam": "", "TrangThai": "Hợp lệ",
    }  # fmt: skip
    (evaluation,) = table(client, "DanhGiaSanPhamOCOP")[1]
    assert (evaluation["thangDiem"], evaluation["thoigGianDanhGia"], evaluation["ketQuaXepLoai"]) == (
        "100",
        "2026-06-01",
        "4*",
    )
    assert [len(one["maCoSo"]) for one in table(client, "CoSoSanXuat")[1]] == [12]


def test_what_does_not_fit_the_ledger_has_no_star_in_any_table(client: Client) -> None:
    published("Trà sen", star=3)
    with behind_the_systems_back():
        Certificate.objects.update(star_rating=5)
        assert table(client, "PTNT_OCOP")[1][0]["XepHang"] == ""
        assert table(client, "DanhGiaSanPhamOCOP")[1][0]["ketQuaXepLoai"] == ""


def test_a_star_that_was_revoked_says_so_and_when(client: Client) -> None:
    product = published("Trà sen", star=3, ended_on=date(2026, 9, 15), end_reason="revoked")
    certificate(product, star=3, issued_on=date(2026, 4, 1), regime="R3", ended_on=date(2026, 6, 1))  # only replaced
    assert [one["ketQuaXepLoai"] for one in table(client, "DanhGiaSanPhamOCOP")[1]] == [
        "3* – Giấy chứng nhận đã bị thu hồi ngày 15/09/2026.",
        "3*",
    ]


def test_the_page_names_filled_tables_empty_columns_and_tables_without_data(client: Client) -> None:
    page = text(client, "/du-lieu-mo/")
    assert 'href="/du-lieu-mo/bang/PTNT_OCOP.xlsx"' in page
    assert "Sổ sản phẩm không có doanh thu." in page
    assert "HoTroPhatTrienSanPhamOCOP" in page
    assert client.get("/du-lieu-mo/bang/HoTroPhatTrienSanPhamOCOP.csv").status_code == 404
    assert "The register holds no revenue." in text(client, "/en/du-lieu-mo/")
