"""Lists as provinces publish them; what a row means was written by hand."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ocop.files.packages import opened
from ocop.recognition.importing.published import PublishedRow, read_grids
from ocop.recognition.importing.published.days import day_of
from ocop.recognition.importing.published.grid import Grid, address
from ocop.recognition.importing.published.places import Place, split_address
from ocop.recognition.importing.published.rows import counts
from ocop.recognition.importing.published.stars import stars_of
from ocop.recognition.importing.published.words import decision_of, kind_of, producer_of
from ocop.recognition.importing.published.workbook import grids_of
from ocop.vietnamese import DateError, tone_key

MESSY = Path(__file__).resolve().parents[7] / "shared" / "data" / "messy"
WORKBOOKS = {
    "01_phu_luc_quyet_dinh_o_gop_dong.xlsx": "01_expected.csv",
    "03_sau_sap_nhap_2025_ky_tu_la.xlsx": "03_expected.csv",
}
OPENED = {"TP. ": "thành phố ", "TP ": "thành phố ", "CTCP ": "Công ty cổ phần "}
COLUMNS = (
    "product_name", "producer_name", "producer_type", "commune", "district", "province", "stars", "recognised_on", "decision_no", "status",
)  # fmt: skip


def read(cells: list[list[object]], **more: Any) -> list[PublishedRow]:
    return read_grids([Grid("Sheet1", cells, **more)])[0]


def in_one_form(text: Any) -> str:
    printed = str(text or "").split(" → ")[0]
    for short, whole in OPENED.items():
        printed = whole + printed.removeprefix(short) if printed.startswith(short) else printed
    return tone_key(printed).casefold()


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_cell_of_the_messy_workbooks_is_right(name: str) -> None:
    if not MESSY.exists():
        pytest.skip("the reference folder is not beside the project")
    content = (MESSY / name).read_bytes()
    rows, skipped, _ = read_grids(grids_of(opened(content), content))
    found = {(one.sheet, one.row): one.as_dict() for one in rows}
    with (MESSY / WORKBOOKS[name]).open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    assert len(expected) == len(found)
    assert skipped == counts(rows, skipped)["skipped"] > 0
    for line in expected:
        row = found[line["sheet"], int(line["excel_row"])]
        assert {key: in_one_form(row[key]) for key in COLUMNS} == {key: in_one_form(line[key]) for key in COLUMNS}


HEAD = ["STT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng", "Ngày công nhận", "Số quyết định", "Ghi chú"]
TEA = [1, "Trà sen", "HTX Tây Hồ", "phường Quảng An, Q. Tây Hồ, TP. Hà Nội", "4 sao", "6/4/2021", "12/QĐ-UBND", ""]


def test_a_row_has_the_keys_of_the_format_and_no_more() -> None:
    [row] = read([HEAD, TEA])
    assert row.as_dict() == {
        "sheet": "Sheet1", "row": 2, "product_name": "Trà sen", "producer_name": "HTX Tây Hồ", "producer_type": "cooperative",
        "commune": "phường Quảng An", "district": "quận Tây Hồ", "province": "Hà Nội", "stars": 4, "recognised_on": "2021-04-06",
        "decision_no": "12/QĐ-UBND", "status": "recognised", "problems": [],
    }  # fmt: skip


def changed(**cells: object) -> list[object]:
    places = {"product": 1, "producer": 2, "address": 3, "stars": 4, "day": 5, "decision": 6, "note": 7}
    row = list(TEA)
    for name, value in cells.items():
        row[places[name]] = value
    return row


@pytest.mark.parametrize(
    ("cells", "status", "says"),
    [
        ({"stars": "95,64/100"}, "refused", "Ô E2: không đọc được hạng sao từ “95,64/100”."),
        ({"stars": ""}, "refused", "Ô E2: không có hạng sao."),
        ({"stars": "từ 3 sao lên 4 sao"}, "refused", "Ô E2: ghi nhiều hạng sao."),
        ({"product": "1. Trà sen\n2. Trà nhài"}, "refused", "Ô B2: nhiều sản phẩm trong một ô"),
        ({"product": "Trà sen; Trà nhài"}, "refused", "Ô B2: nhiều sản phẩm trong một ô"),
        ({"product": "Trа ѕеn"}, "recognised", "Ô B2: chữ của bảng chữ khác"),
        ({"product": "B¸nh ®Ëu xanh"}, "recognised", "phông chữ cũ, có lẽ là “Bánh đậu xanh”"),
        ({"day": "31/2/2024"}, "recognised", "Ô F2: “31/2/2024” không đọc được"),
        ({"address": "Đà Lạt, Lâm Đồng"}, "recognised", "Ô D2: chưa rõ cấp của “Đà Lạt”."),
        ({"address": ""}, "recognised", "không có tỉnh"),
        ({"stars": "TN 5 sao"}, "candidate", None),
        ({"note": "tiềm năng 5 sao"}, "candidate", "Ô E2: ghi 4 sao nhưng mới là đề nghị hoặc tiềm năng."),
        ({"note": "hạng cũ, đã thay bằng 5 sao"}, "superseded", None),
    ],
)
def test_what_is_doubtful_is_named_with_its_cell(cells: dict[str, object], status: str, says: str | None) -> None:
    [row] = read([HEAD, changed(**cells)])
    assert row.status == status
    assert [says in one for one in row.problems] == [True] if says else row.problems == []


def test_sections_dittos_and_totals_carry_over_or_are_no_rows() -> None:
    head = ["TT", "Tên sản phẩm", "Đơn vị sản xuất", "Xã", "Năm"]
    rows, skipped, _ = read_grids([
        Grid("PL", [
            ["UBND TỈNH BẮC KẠN", "", "", "", ""],
            ["(Kèm theo Quyết định số 1887/QÐ – UBND ngày 16 tháng 6 năm 2024)", "", "", "", ""],
            head,
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            ["I", "SẢN PHẨM ĐẠT HẠNG 4 SAO", "", "", ""],
            ["1", "Miến dong", "HTX Tài Hoan", "X. Côn Minh", "2023"],
            ["2", "Bún khô", "-nt-", "-nt-", "-nt-"],
            ["II", "Sản phẩm 3 sao", "", "", ""],
            ["A", "HUYỆN NA RÌ", "", "", ""],
            ["3", "Gạo Khẩu Nua Lếch", "THT Khẩu Nua", "TT Yến Lạc", "2023"],
            ["Tổng cộng: 3 sản phẩm", "", "", "", ""],
            ["TM. ỦY BAN NHÂN DÂN", "", "", "", ""],
        ])
    ])  # fmt: skip
    assert [(one.product_name, one.producer_name, one.commune, one.district, one.province, one.stars, one.recognised_on) for one in rows] == [
        ("Miến dong", "HTX Tài Hoan", "xã Côn Minh", None, "Bắc Kạn", 4, "2023"),
        ("Bún khô", "HTX Tài Hoan", "xã Côn Minh", None, "Bắc Kạn", 4, "2023"),
        ("Gạo Khẩu Nua Lếch", "Tổ hợp tác Khẩu Nua", "thị trấn Yến Lạc", "huyện Na Rì", "Bắc Kạn", 3, "2023"),
    ]  # fmt: skip
    assert {one.decision_no for one in rows} == {"1887/QĐ-UBND"}
    assert skipped == 9


def test_a_row_twice_and_an_older_star_are_known() -> None:
    rows = read([HEAD, TEA, TEA, changed(stars="5 sao", day="2024")])
    assert [one.status for one in rows] == ["superseded", "duplicate", "recognised"]
    assert rows[1].problems == ["Trùng với dòng 2."]


def test_the_layout_of_the_register_is_a_published_list_too() -> None:
    head = [
        "product_name",
        "producer_name",
        "producer_type",
        "hamlet_or_address",
        "commune",
        "district",
        "province",
        "stars",
        "recognised_on",
    ]
    [row] = read(
        [
            head,
            [
                "Chè",
                "HKD Lan",
                "household",
                "ấp 1",
                "xã A",
                "huyện B",
                "tỉnh Thái Nguyên",
                "****",
                dt.date(2024, 5, 31),
            ],
        ]
    )
    assert (row.producer_name, row.producer_type, row.commune, row.province, row.stars, row.recognised_on) == (
        "Hộ kinh doanh Lan", "household", "xã A", "Thái Nguyên", 4, "2024-05-31",
    )  # fmt: skip


def test_hidden_rows_and_sheets_are_read_and_named() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    for name in ("Danh sách", "Nháp"):
        sheet = book.add_worksheet(name)
        for number, row in enumerate([HEAD, TEA, changed(product="Trà nhài")]):
            sheet.write_row(number, 0, row)
        if name == "Nháp":
            sheet.hide()
        else:
            sheet.set_row(2, None, None, {"hidden": True})
    book.close()
    content = target.getvalue()
    rows, _, _ = read_grids(grids_of(opened(content), content))
    assert [(one.sheet, one.row, [p for p in one.problems if "bị ẩn" in p]) for one in rows] == [
        ("Danh sách", 2, []),
        ("Danh sách", 3, ["Dòng 3 bị ẩn trong bảng tính."]),
        ("Nháp", 2, ["Dòng 2 bị ẩn trong bảng tính."]),
        ("Nháp", 3, ["Dòng 3 bị ẩn trong bảng tính."]),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("thôn 2 xã Đắk Môl, H. Đắk Song, Đắk Nông", Place("thôn 2", "xã Đắk Môl", "huyện Đắk Song", "Đắk Nông")),
        ("TP Thủ Đức, TP.HCM", Place("", "", "thành phố Thủ Đức", "Hồ Chí Minh")),
        ("P. 5, TX. Gò Công, tỉnh Tiền Giang", Place("", "phường 5", "thị xã Gò Công", "Tiền Giang")),
        ("số 125, ấp 7, xã Suối Dây – huyện Tân Châu – tỉnh Tây Ninh", Place("số 125, ấp 7", "xã Suối Dây", "huyện Tân Châu", "Tây Ninh")),
        ("đặc khu Lý Sơn", Place("", "đặc khu Lý Sơn", "", "")),
        ("ấp 3", Place("ấp 3", "", "", "")),
        ("TP. Huế, Thừa Thiên Huế", Place("", "", "thành phố Huế", "Thừa Thiên Huế")),
    ],
)  # fmt: skip
def test_an_address_is_read_from_its_end(text: str, place: Place) -> None:
    assert split_address(text) == place


@pytest.mark.parametrize(
    ("value", "stars"),
    [
        ("04 sao", [4]), ("4*", [4]), ("(****)", [4]), ("4sao", [4]), ("3 ⭐", [3]), ("ba sao", [3]), ("Hạng 4 sao", [4]), ("4.0", [4]),
        ("⭐⭐⭐", [3]), ("95,64/100", []), ("90 điểm", []), ("", []), ("đạt 45 điểm", []),
    ],
)  # fmt: skip
def test_stars(value: str, stars: list[int]) -> None:
    assert stars_of(value) == stars


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("6/4/2021", "2021-04-06"), ("09-01-2019", "2019-01-09"), ("24.2.2023", "2023-02-24"), (2026.0, "2026"), ("06-2025", "2025-06"),
        ("45215", "2023-10-16"), (45215.0, "2023-10-16"), ("đợt 2 năm 2022", "2022"), ("QĐ 12 ngày 15/10/2025", "2025-10-15"),
        ("tháng 4 năm 2021", "2021-04"), (dt.datetime(2025, 10, 15, 8, 0, tzinfo=dt.UTC), "2025-10-15"), ("", None),
    ],
)  # fmt: skip
def test_days(value: object, day: str | None) -> None:
    assert day_of(value) == day


def test_a_day_without_a_year_is_refused() -> None:
    with pytest.raises(DateError):
        day_of("15/10")


def test_names_kinds_decisions_and_addresses_of_cells() -> None:
    assert producer_of("CTCP  Hoàng Giang") == "Công ty cổ phần Hoàng Giang"
    assert producer_of("HTX Hảo Đạt") == "HTX Hảo Đạt"
    assert [kind_of("", name) for name in ("Hồ Văn Tám", "Hộ ông Tám", "Trại dế Oanh", "LHHTX Hà Nội")] == [
        None, "household", "facility", "cooperative",
    ]  # fmt: skip
    assert kind_of("dn", "Tám Đô") == "company"
    assert [decision_of(text) for text in ("QĐ số 1887/QÐ – UBND", "1887/qđ-ubnd ngày 5/6/2024", "1887", "")] == [
        "1887/QĐ-UBND", "1887/QĐ-ubnd", "1887", None,
    ]  # fmt: skip
    assert [address(0, 0), address(11, 4), address(0, 26)] == ["A1", "E12", "AA1"]
