"""Every work list and register leaves as a spreadsheet: the rows of the page, under the same rights, with the filter in its head.

The table below names them; a list page that is added later belongs here too.
"""

import csv
import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from .objects import World
from .typed import address_of

pytestmark = pytest.mark.django_db
LISTS: list[tuple[str, str, str, str, str]] = [  # route, object, who, title, first column
    ("reviewing:commune_queue", "", "commune_officer", "Hồ sơ của xã", "Sản phẩm"),
    ("reviewing:province_queue", "", "provincial_officer", "Hồ sơ của tỉnh", "Sản phẩm"),
    ("advisory:reviews", "", "advisory_head", "Hồ sơ của Tổ tư vấn", "Sản phẩm"),
    ("councils:meeting", "meeting.planned", "council_chair", "Sản phẩm của phiên họp", "Số"),
    ("recognition:decision", "decision", "provincial_officer", "Quyết định", "Số"),
    ("complaints:complaints", "", "provincial_officer", "Khiếu nại", "Sản phẩm"),
    ("inspections:inspections", "", "provincial_officer", "Kết quả kiểm tra, giám sát", "Sản phẩm"),
    ("inspections:cases", "", "provincial_officer", "Hồ sơ thu hồi", "Sản phẩm"),
    ("importing:mapping_queue", "", "provincial_officer", "Sản phẩm chờ xác định nơi sản xuất", "Sản phẩm"),
    ("producers:list", "", "provincial_officer", "Chủ thể trong địa bàn", "Tên"),
    ("people:assignments", "", "system_administrator", "Tài khoản và vai trò", "Họ và tên"),
    ("ledger:entries", "", "system_administrator", "Nhật ký", "Số"),
    ("portal:search", "", "anonymous", "Sản phẩm OCOP", "Mã trên hệ thống"),
]


def read(response: Any, form: str) -> list[list[Any]]:
    content = b"".join(response.streaming_content)
    if form == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("line", LISTS, ids=lambda line: line[0])
def test_list_leaves_with_head_and_rows(world: World, line: tuple[str, str, str, str, str]) -> None:
    route, subject, who, title, first = line
    address = address_of(world, route, subject)
    client = world.client_of(who)
    page = client.get(address).content.decode()
    as_csv = read(client.get(address, {"tai": "csv"}), "csv")
    as_xlsx = read(client.get(address, {"tai": "xlsx"}), "xlsx")
    for found in (as_csv, as_xlsx):
        assert found[0][0].startswith(title)
        assert found[1][0].startswith("Bộ lọc: ")
        assert found[2][0].startswith("Lập lúc ")
        assert found[4][0] == first
    assert len(as_csv) == len(as_xlsx) >= 6
    assert "tai=xlsx" in page


@pytest.mark.parametrize("line", LISTS, ids=lambda line: line[0])
def test_a_list_is_refused_to_whom_its_page_is_refused(world: World, line: tuple[str, str, str, str, str]) -> None:
    route, subject, *_ = line
    address, client = address_of(world, route, subject), world.client_of("newcomer")
    assert client.get(address, {"tai": "csv"}).status_code == client.get(address).status_code
