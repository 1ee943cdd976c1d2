"""Lists of the kinds that provinces publish, made to be hard; what each row means was written by hand."""

import pytest

from ocop.recognition.importing.published import PublishedRow, read_grids
from ocop.recognition.importing.published.grid import Grid

HEAD = ["STT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao", "Ngày công nhận"]
Cells = list[list[object]]


def read(*sheets: Cells | Grid) -> list[PublishedRow]:
    return read_grids([one if isinstance(one, Grid) else Grid(f"Trang {n}", one) for n, one in enumerate(sheets, 1)])[0]


def short(row: PublishedRow) -> str:
    """A row in one line: empty where nothing is printed."""
    told = (
        row.product_name,
        row.producer_name,
        row.commune,
        row.district,
        row.province,
        row.stars,
        row.recognised_on,
        row.decision_no,
    )
    return "|".join("" if one is None else str(one) for one in told) + (
        "" if row.status == "recognised" else f"|{row.status}"
    )


HEADS_OF_TWO_ROWS = [
    ["STT", "Sản phẩm", "Chủ thể sản xuất", "", "Xếp hạng", "", "", "Quyết định", ""],
    ["", "", "Tên", "Địa chỉ", "3*", "4 ★", "5 sao", "Số", "Ngày"],
    ["1", "Chè", "HTX A", "X. Tân Cương, TP Thái Nguyên", "", "X", "", "12/QĐ-UBND", "5.6.2024"],
]
MARKED = [
    ["TT", "Tên sản phẩm", "Chủ thể", "Huyện", "Hạng"],
    [1, "Miến", "HTX A", "H. Na Rì", "***"],
    [2, "Bún", "-nt-", "″", "★★★★"],
    [3, "Gạo", "như trên", '"', "ba sao"],
    [4, "Mật", "HKD B", "TX. Ba Đồn", "hạng 4 sao"],
    [5, "Trà", "CSSX C", "TP Vinh", "★★★☆☆"],
    [6, "Cam", "CTCP D", "Q.1", "Bốn (04) sao"],
    [7, "Bưởi", "THT E", "H Cao Lộc", "04 (bốn) sao"],
    [8, "Ổi", "HTX G", "h.Na Rì", "Đạt 3 SAO"],
    [9, "Mít", "HTX G", "(nt)", "4/5 sao"],
]
DAYS = [
    ["TT", "Tên sản phẩm", "Hạng", "Ngày công nhận"],
    *[
        [number, "Trà", "3", day]
        for number, day in enumerate(
            ["6/4/2021", "06-04-2021", "6.4.2021", "ngày 06 tháng 4 năm 2021", 44292.0, "2021-04-06", "2021/04/06", "6 tháng 4 năm 2021",
             "06/04/21", "QĐ ngày 6/4/2021", "4/2021", "tháng 4/2021", "T4/2021", "năm 2021", "đợt 2/2021", "Quý II/2021", "2021-04-06 00:00:00"]
        )
    ],
]  # fmt: skip
TOTALS = [
    ["", "DANH SÁCH SẢN PHẨM OCOP TỈNH LÂM ĐỒNG"],
    ["TT", "Tên sản phẩm", "Chủ thể", "Địa bàn", "Sao"],
    ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ["I", "Huyện Lạc Dương (02 sản phẩm)", "", "", ""],
    ["A", "Thực phẩm", "", "", ""],
    ["1", "Dâu", "HTX A", "Xã Lát", "3"],
    ["Cộng", "", "", "", "1"],
    ["", "Tổng cộng (I)", "", "", 1],
    ["II. THÀNH PHỐ ĐÀ LẠT", "", "", "", ""],
    ["2", "Tổng hợp rau sấy", "HTX B", "", "4"],
    ["TT", "Tên sản phẩm", "Chủ thể", "Địa bàn", "Sao"],
    ["3", "Hoa", "HKD C", "", "4"],
    ["3", "Hoa", "HKD  C", "", "4"],
    ["", "TỔNG SỐ: 03 sản phẩm", "", "", ""],
    ["", "", "", "TM. UBND TỈNH", ""],
    ["", "", "", "Nguyễn Văn An", ""],
    ["", "Nguyễn Văn Bình", "", "", ""],
]
WITH_DECISIONS = [
    ["TT", "Tên sản phẩm", "Đơn vị", "Xã", "Huyện", "Tỉnh", "Kết quả"],
    ["", "Quyết định số 12/QĐ-UBND ngày 05/6/2020", "", "", "", "", ""],
    ["1", "Chè", "Cty TNHH A", "Tân Cương", "Thái Nguyên", "Thái Nguyên", "4 sao"],
    ["", "Quyết định số 2024/QÐ – UBND ngày 7 tháng 8 năm 2021", "", "", "", "", ""],
    ["2", "Chè", "HTX B", "X.La Bằng", "H.Đại Từ", "T. Thái Nguyên", "3 sao"],
    ["", "NĂM 2022", "", "", "", "", ""],
    ["3", "Chè", "HTX C", "xã La Bằng, huyện Đại Từ", "", "Thái Nguyên", "3 sao"],
]
ALIKE = [
    HEAD,
    [1, "Тrà ѕеn", "HTX Тây Hồ", "Р. Quảng Аn, Q. Tây Hồ, TP. Hà Nội", "4 ѕао", "2021"],
    [2, "Trа\u0300 sen", "HTX Đ", "xã Ɖồng Tâm, tỉnh Hà Giang", "4 sao", "2021"],
    [3, "Ｔrà sen", "HTX\u200b Ðông", "xã A, huyện B, tỉnh Bà Rịa – Vũng Tàu", "４ sao", "2021"],
]
CASES: dict[str, tuple[Cells, list[str]]] = {
    "a head of two rows without merged cells": (HEADS_OF_TWO_ROWS, ["Chè|HTX A|xã Tân Cương|thành phố Thái Nguyên||4|2024-06-05|12/QĐ-UBND"]),
    "stars and dittos": (MARKED, [
        "Miến|HTX A||huyện Na Rì||3||", "Bún|HTX A||huyện Na Rì||4||", "Gạo|HTX A||huyện Na Rì||3||",
        "Mật|Hộ kinh doanh B||thị xã Ba Đồn||4||", "Trà|Cơ sở sản xuất C||thành phố Vinh||3||",
        "Cam|Công ty cổ phần D||quận 1||4||", "Bưởi|Tổ hợp tác E||huyện Cao Lộc||4||", "Ổi|HTX G||huyện Na Rì||3||",
        "Mít|HTX G||huyện Na Rì|||||refused",
    ]),
    "days": (DAYS, ["Trà|||||3|2021-04-06|"] + ["Trà|||||3|2021-04-06||duplicate"] * 9 + ["Trà|||||3|2021-04|"]
             + ["Trà|||||3|2021-04||duplicate"] * 2 + ["Trà|||||3|2021|"] + ["Trà|||||3|2021||duplicate"] * 2 + ["Trà|||||3|2021-04-06||duplicate"]),
    "sections, totals, a head again and signatures": (TOTALS, [
        "Dâu|HTX A|xã Lát|huyện Lạc Dương|Lâm Đồng|3||", "Tổng hợp rau sấy|HTX B||thành phố Đà Lạt|Lâm Đồng|4||",
        "Hoa|Hộ kinh doanh C||thành phố Đà Lạt|Lâm Đồng|4||", "Hoa|Hộ kinh doanh C||thành phố Đà Lạt|Lâm Đồng|4|||duplicate",
    ]),
    "decisions and years inside the table": (WITH_DECISIONS, [
        "Chè|Cty TNHH A|Tân Cương|Thái Nguyên|Thái Nguyên|4|2020-06-05|12/QĐ-UBND",
        "Chè|HTX B|xã La Bằng|huyện Đại Từ|Thái Nguyên|3|2021-08-07|2024/QĐ-UBND",
        "Chè|HTX C|xã La Bằng|huyện Đại Từ|Thái Nguyên|3|2022|",
    ]),
    "letters of other alphabets": (ALIKE, [
        "Trà sen|HTX Tây Hồ|phường Quảng An|quận Tây Hồ|Hà Nội|4|2021|", "Trà sen|HTX Đ|xã Đồng Tâm||Hà Giang|4|2021|",
        "Trà sen|HTX Đông|xã A|huyện B|Bà Rịa - Vũng Tàu|4|2021|",
    ]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_every_cell_of_a_hard_list_is_right(name: str) -> None:
    cells, expected = CASES[name]
    assert [short(row) for row in read(cells)] == expected


def test_what_only_the_title_or_the_name_of_a_sheet_says_is_named() -> None:
    title = [["UBND HUYỆN GÒ DẦU"], ["DANH SÁCH SẢN PHẨM OCOP ĐẠT 3 SAO NĂM 2021 HUYỆN GÒ DẦU, TỈNH TÂY NINH"]]
    first: Cells = [*title, ["TT", "Tên sản phẩm", "Chủ thể", "Xã"], ["1", "Muối", "HTX A", "Phước Trạch"]]
    second = Grid("4 sao", [["TT", "Tên SP", "Đơn vị", "Huyện"], [1, "Kẹo", "HTX A", "Hòa Thành"]])
    rows = read(first, second)
    assert [short(row) for row in rows] == [
        "Muối|HTX A|Phước Trạch|huyện Gò Dầu|Tây Ninh|3|2021|",
        "Kẹo|HTX A||Hòa Thành|Tây Ninh|4||",
    ]
    assert rows[0].problems == [
        "Hạng 3 sao lấy từ tiêu đề hoặc tên trang.",
        "Năm công nhận 2021 lấy từ tiêu đề hoặc tên trang.",
        "“huyện Gò Dầu” lấy từ tiêu đề hoặc tên trang.",
    ]


def test_a_sheet_without_a_head_goes_on_with_the_one_before_and_a_summary_is_no_list() -> None:
    row = ["HTX A", "xã A, huyện B, tỉnh Tây Ninh", "3 sao", "2021"]
    summary: Cells = [["TT", "Huyện", "Số sản phẩm", "3 sao"], [1, "Gò Dầu", 2, 1]]
    grids = [
        Grid("1", [HEAD, [1, "Muối", *row]]),
        Grid("2", [[2, "Trà", *row], [3, "Kẹo", *row]]),
        Grid("Tổng hợp", summary),
    ]
    rows, skipped, remarks = read_grids(grids)
    assert [(one.sheet, one.row, one.product_name, len(one.problems)) for one in rows] == [
        ("1", 2, "Muối", 0),
        ("2", 1, "Trà", 1),
        ("2", 2, "Kẹo", 1),
    ]
    assert (skipped, len(remarks)) == (3, 2)


@pytest.mark.parametrize(
    ("cells", "expected", "says"),
    [
        (["Trà sen, Trà nhài", "HTX A", "xã A, Tây Ninh", "3 sao", ""], "Trà sen, Trà nhài|HTX A|xã A||Tây Ninh|3||", "có thể là nhiều sản phẩm"),
        (["1. Trà sen 2. Trà nhài", "HTX A", "Tây Ninh", "3 sao", ""], "1. Trà sen 2. Trà nhài|HTX A|||Tây Ninh|3|||refused", "nhiều sản phẩm"),
        (["Trà", "HTX A", "xã A, Gò Dầu, Tây Ninh", "3 sao", ""], "Trà|HTX A|xã A|Gò Dầu|Tây Ninh|3||", "chưa rõ cấp của “Gò Dầu”"),
        (["Trà", "-", "Tây Ninh", "3 sao", ""], "Trà||||Tây Ninh|3||", "chỉ ghi dấu gạch"),
        (["Trà", "#REF!", "Tây Ninh", "3 sao", ""], "Trà||||Tây Ninh|3||", "bảng tính báo lỗi #REF!"),
        (["Trà", "HTX A", "Tây Ninh", "3 sao", "6/4/2021 - 6/4/2024"], "Trà|HTX A|||Tây Ninh|3|2021-04-06|", "ghi nhiều ngày"),
        (["Trà", "HTX A", "Tây Ninh", "3 sao", "15/10"], "Trà|HTX A|||Tây Ninh|3||", "không đọc được"),
        (["", "HTX A", "Tây Ninh", "3 sao", "2021"], "|HTX A|||Tây Ninh|3|2021||refused", "không có tên sản phẩm"),
        (["Trà", "Cty TNHH A", "Tây Ninh", "3 sao", "2021"], "Trà|Cty TNHH A|||Tây Ninh|3|2021|", "“Cty” là chữ viết tắt"),
        (["Trà", "HTX §Æc s¶n", "Tây Ninh", "3 sao", "2021"], "Trà|HTX §Æc s¶n|||Tây Ninh|3|2021|", "phông chữ cũ"),
        (["Trà", '"', "Tây Ninh", "3 sao", "2021"], "Trà||||Tây Ninh|3|2021|", "ghi “như trên” mà dòng trên trống"),
    ],
)  # fmt: skip
def test_no_doubtful_cell_stays_unnamed(cells: list[object], expected: str, says: str) -> None:
    [row] = read([HEAD, [1, *cells]])
    assert short(row) == expected
    assert any(says in one for one in row.problems), row.problems


def test_a_list_in_an_old_font_is_read_by_its_headings_and_every_cell_is_named() -> None:
    head = ["STT", "Tªn s¶n phÈm", "Chñ thÓ", "§Þa chØ", "H¹ng sao", "N¨m c«ng nhËn"]
    [row] = read([head, [1, "B¸nh ®Ëu xanh", "HTX §Æc s¶n", "huyÖn Gß DÇu", "4 sao", "2021"]])
    assert (row.product_name, row.stars, row.recognised_on) == ("B¸nh ®Ëu xanh", 4, "2021")
    assert next(one for one in row.problems if "phông chữ cũ" in one).startswith("Ô B2: ")
    assert sum("phông chữ cũ" in one for one in row.problems) == 3


def test_a_second_recognition_in_the_same_row_is_named() -> None:
    lower = ["", "", "", "Hạng sao", "Ngày", "Năm", "Hạng sao", "Ngày"]
    upper = ["TT", "Sản phẩm", "Chủ thể", "Công nhận lần đầu", "", "", "Công nhận lại", ""]
    [row] = read([upper, lower, [1, "Chè", "HTX A", "3 sao", "5/6/2020", "2021", "4 sao", "5/6/2023"]])
    assert short(row) == "Chè|HTX A||||3|2020-06-05|"
    assert row.problems[0] == "Ô F3: năm 2021 khác ngày 2020-06-05 ở Ô E3."
    assert row.problems[-2:] == ["Ô G3: cột lặp lại, chưa đọc “4 sao”.", "Ô H3: cột lặp lại, chưa đọc “5/6/2023”."]


def test_tables_beside_and_below_are_read_each_with_its_own_head() -> None:
    rows = read([
        ["TT", "Tên sản phẩm", "Chủ thể", "Sao", "", "TT", "Tên sản phẩm", "Chủ thể", "Sao"],
        [1, "Chè", "HTX A", "3", "", 1, "Cam", "HTX B", "4"],
        ["Biểu 2: Sản phẩm 5 sao tỉnh Cà Mau", "", "", "", "", "", "", "", ""],
        ["STT", "Tên chủ thể", "Tên sản phẩm", "Địa chỉ", "Hạng", "", "", "", ""],
        ["1", "HTX Z", "Tôm", "TT. Năm Căn, H. Năm Căn", "5 sao", "", "", "", ""],
    ])  # fmt: skip
    assert [(row.row, short(row)) for row in rows] == [
        (2, "Chè|HTX A||||3||"), (5, "Tôm|HTX Z|thị trấn Năm Căn|huyện Năm Căn||5||"), (2, "Cam|HTX B||||4||"),
    ]  # fmt: skip
