"""The search page: filters as plain words, slips of the finger, pages."""

import re
from datetime import date

import pytest
from django.test import Client

from ocop.territory.models import AdministrativeUnit, UnitSuccession
from tests import builders

from .builders import forget, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    forget()


def names(client: Client, query: str) -> list[str]:
    page = client.get(f"/san-pham/?{query}").content.decode()
    return re.findall(r'product-row__name" lang="vi"><a href="[^"]+">([^<]+)</a>', page)


def test_search_finds_without_diacritics_and_keeps_what_was_typed(client: Client) -> None:
    published("Trà Đức Hòa")
    published("Yến sào")
    assert names(client, "q=tra+duc+hoa") == ["Trà Đức Hòa"]
    assert 'value="tra duc hoa"' in client.get("/san-pham/?q=tra+duc+hoa").content.decode()


@pytest.mark.parametrize("typed", ["mat+ogn", "mta+ong", "mat+onng", "maat+ong", "mat+oong"])
def test_slip_of_the_finger_is_forgiven_only_where_nothing_matches(client: Client, typed: str) -> None:
    published("Mật ong rừng")
    published("Trà sen")
    page = client.get(f"/san-pham/?q={typed}").content.decode()
    assert "gần giống" in page
    assert names(client, f"q={typed}") == ["Mật ong rừng"]
    assert "gần giống" not in client.get("/san-pham/?q=mat+ong").content.decode()


def test_hopeless_words_give_an_empty_page_with_a_way_out(client: Client) -> None:
    published("Trà sen")
    page = client.get("/san-pham/?q=xyzxyz").content.decode()
    assert "Không tìm thấy sản phẩm nào" in page
    assert 'href="/san-pham/"' in page
    assert "nay ở" not in page


@pytest.mark.parametrize(("language", "words"), [("", "đến 30/06/2025, nay ở:"), ("/en", "until 30/06/2025, now in:")])
def test_a_place_that_ended_without_products_leads_to_the_province_of_today(
    client: Client, language: str, words: str
) -> None:
    today = builders.commune("25630", "Long Hoa", inside=builders.province())
    old = AdministrativeUnit.objects.create(
        code="25642", level="commune", unit_type="Xã", name="Trường Đông", path="cu/72/711/25642/", search_key="truong dong",
        effective_from=date(2020, 2, 1), effective_to=date(2025, 6, 30),
    )  # fmt: skip
    UnitSuccession.objects.create(predecessor=old, successor=today, whole=True, effective_on=date(2025, 7, 1))
    page = client.get(f"{language}/san-pham/?q=xa+truong+dong").content.decode()
    assert f"Xã Trường Đông, {words}" in page
    assert f'<a href="{language}/san-pham/?tinh=80">Tỉnh Tây Ninh</a>' in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sao=5", ["Cà phê"]),
        ("sao=3&trang-thai=expired", ["Bánh tráng"]),
        ("trang-thai=in_force", ["Cà phê", "Trà sen"]),
        ("loai=I", ["Trà sen", "Bánh tráng"]),  # in force first
        ("loai=13", ["Cà phê"]),
        ("tinh=80", ["Cà phê", "Trà sen", "Bánh tráng"]),
        ("tinh=01", ["Cà phê", "Trà sen", "Bánh tráng"]),  # no such province here: as if nothing was chosen
        ("sao=9&trang-thai=x&loai=99&trang=abc", ["Cà phê", "Trà sen", "Bánh tráng"]),
        ("q=tay+ninh", ["Cà phê", "Trà sen", "Bánh tráng"]),
        ("q=5+sao", ["Cà phê"]),
        ("q=tr%C3%A0+4+sao&sao=5", ["Trà sen"]),
    ],
)
def test_filters_narrow_the_list(client: Client, query: str, expected: list[str]) -> None:
    from datetime import date

    published("Trà sen", star=4)
    published("Bánh tráng", star=3, issued_on=date(2020, 1, 1), regime="R1", product={"set_number": 6})
    published("Cà phê", star=5, product={"set_number": 13, "sector_code": "II"})
    assert names(client, query) == expected


def test_chosen_filters_are_words_that_can_be_taken_away(client: Client) -> None:
    published("Trà sen")
    page = client.get("/san-pham/?q=tra&sao=4&tinh=80").content.decode()
    chosen = page[page.index('class="chosen"') : page.index("result-head")]
    assert re.findall(r"<span>([^<]+)</span>", chosen) == ["4 sao", "Tỉnh Tây Ninh"]
    assert "?q=tra&amp;tinh=80" in chosen


def test_pages_keep_the_question(client: Client) -> None:
    for number in range(30):
        published(f"Trà {number:02d}")
    assert len(names(client, "q=tra&sao=4&trang=2")) == 6
    assert "?q=tra&amp;sao=4&amp;trang=1" in client.get("/san-pham/?q=tra&sao=4&trang=2").content.decode()
    assert len(names(client, "trang=99")) == 6
