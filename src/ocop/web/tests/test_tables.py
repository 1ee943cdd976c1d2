"""Work tables on phones: rows are stacked, and every cell still says which column it belongs to."""

import pytest
from playwright.sync_api import Page

from ocop.web.templatetags.tables import stacked

HEAD = (
    '<thead><tr><th scope="col">Sản phẩm</th><th scope="col" class="num">Điểm “<b>A</b>”</th><th>Hạn</th></tr></thead>'
)


def test_every_cell_carries_the_heading_of_its_column() -> None:
    html = stacked(
        HEAD + '<tbody><tr><th scope="row">Trà sen</th><td class="num">31</td><td>20/10/2026</td></tr></tbody>'
    )
    assert html == (
        '<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Sản phẩm</th>'
        '<th role="columnheader" scope="col" class="num">Điểm “<b>A</b>”</th><th role="columnheader">Hạn</th></tr></thead>'
        '<tbody role="rowgroup"><tr role="row"><th role="rowheader" scope="row">Trà sen</th>'
        '<td role="cell" data-label="Điểm “A”" class="num">31</td><td role="cell" data-label="Hạn">20/10/2026</td></tr></tbody>'
    )


def test_a_cell_over_several_columns_has_no_heading_and_the_next_one_has_its_own() -> None:
    html = stacked(HEAD + '<tbody><tr><td colspan="2">Chưa có kết quả</td><td>–</td></tr></tbody>')
    assert html.endswith(
        '<td role="cell" data-label="" colspan="2">Chưa có kết quả</td><td role="cell" data-label="Hạn">–</td></tr></tbody>'
    )


def test_a_quotation_mark_in_a_heading_stays_inside_the_attribute() -> None:
    html = stacked('<thead><tr><th>Mức "A"</th></tr></thead><tbody><tr><td>1</td></tr></tbody>')
    assert 'data-label="Mức &quot;A&quot;"' in html


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("width", [320, 360, 1366])
def test_a_stacked_table_is_still_a_table_for_screen_readers(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto("/ui/work-table/")
    table = page.get_by_role("table").first
    rows = table.get_by_role("row")
    heads = table.get_by_role("columnheader").count()
    assert rows.count() == table.locator("tr").count()
    assert heads == table.locator("thead th").count()
    assert rows.nth(1).get_by_role("cell").count() == heads
    is_stacked = page.evaluate("getComputedStyle(document.querySelector('.work-table tbody tr')).display") == "grid"
    assert is_stacked == (width < 640)
