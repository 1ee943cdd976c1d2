"""The search page: filters as plain words, slips of the finger, pages."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.tests.builders import certificate
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
        ("chu-the=farm", ["Cà phê"]),
        ("chu-the=x&nam=1999", ["Cà phê", "Trà sen", "Bánh tráng"]),
        ("nam=2020", ["Bánh tráng"]),
        ("nam=2026&chu-the=cooperative", ["Trà sen"]),
        ("trang-thai=revoked", []),
        ("q=tr%C3%A0+4+sao&sao=5", ["Trà sen"]),
    ],
)
def test_filters_narrow_the_list(client: Client, query: str, expected: list[str]) -> None:
    from datetime import date

    published("Trà sen", star=4)
    published("Bánh tráng", star=3, issued_on=date(2020, 1, 1), regime="R1", product={"set_number": 6})
    coffee = published("Cà phê", star=5, product={"set_number": 13, "sector_code": "II"})
    Producer.objects.filter(pk=coffee.producer_id).update(organisation_type="farm")
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


def offered(client: Client, query: str, name: str) -> dict[str, str]:
    """What a filter offers: each value with its words."""
    page = client.get(f"/san-pham/?{query}").content.decode()
    inside = page[page.index(f'name="{name}"') :]
    return dict(re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)<', inside[: inside.index("</select>")]))


def test_every_choice_says_how_many_products_it_leaves_beside_the_other_filters(client: Client) -> None:
    published("Trà sen", star=4)
    published("Trà xanh", star=3, issued_on=date(2020, 1, 1), regime="R1")
    published("Cà phê", star=5, product={"set_number": 13, "sector_code": "II"})
    assert offered(client, "", "sao") == {"5": "5 sao (1)", "4": "4 sao (1)", "3": "3 sao (1)"}
    assert offered(client, "sao=3", "sao")["4"] == "4 sao (1)"  # its own choice takes nothing away from it
    assert offered(client, "sao=3", "trang-thai")["in_force"] == "Đang có hiệu lực (0)"
    assert offered(client, "sao=3", "trang-thai")["expired"] == "Hết hạn (1)"
    assert offered(client, "q=tra", "sao")["5"] == "5 sao (0)"
    assert offered(client, "trang-thai=in_force", "nam")["2026"] == "2026 (2)"
    assert offered(client, "", "loai")["II"].endswith("(1)")
    assert offered(client, "loai=13", "loai")["13"].endswith("(1)")
    assert offered(client, "", "tinh") == {"80": "Tỉnh Tây Ninh (3)"}


def test_a_star_taken_over_by_a_new_certificate_and_one_that_goes_on_after_its_last_day_are_found(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgraded = published("Trà sen", star=3, issued_on=date(2025, 1, 10), regime="R2", ended_on=date(2026, 6, 1))
    certificate(upgraded, star=4, issued_on=date(2026, 6, 1), regime="R4")
    # Recognised on 1/7/2023: its last day is 1/7/2026, its window closed before 26/2026 came on 22/5/2026, so it goes on for 180 days.
    published("Bánh tráng", star=3, issued_on=date(2023, 7, 1), regime="R2")
    published("Cà phê", star=3, issued_on=date(2023, 1, 10), regime="R1")
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 12, 28))
    assert names(client, "trang-thai=superseded") == ["Trà sen"]
    assert names(client, "trang-thai=extended") == ["Bánh tráng"]
    assert offered(client, "", "trang-thai")["extended"].endswith("(1)")
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 12, 29))  # the 181st day
    assert names(client, "trang-thai=extended") == []


def test_products_of_a_place_that_ended_are_found_by_commune_or_by_the_printed_name(client: Client) -> None:
    province = builders.province()
    today = builders.commune("25630", "Long Hoa", inside=province)
    old = AdministrativeUnit.objects.create(
        code="25642", level="commune", unit_type="Xã", name="Trường Đông", path="cu/72/711/25642/", search_key="truong dong",
        effective_from=date(2020, 2, 1), effective_to=date(2025, 6, 30),
    )  # fmt: skip
    UnitSuccession.objects.create(predecessor=old, successor=today, whole=True, effective_on=date(2025, 7, 1))
    inside, printed = published("Trà sen"), published("Bánh tráng")
    published("Cà phê")
    Product.objects.filter(pk=inside.pk).update(unit=today, unit_path=today.path)
    Product.objects.filter(pk=printed.pk).update(
        unit=province, unit_path=province.path, search_key="banh trang xa truong dong tay ninh"
    )
    assert names(client, "noi-cu=xa+truong+dong") == ["Bánh tráng", "Trà sen"]
    page = client.get("/san-pham/?noi-cu=xa+truong+dong").content.decode()
    assert "Xã Trường Đông, đến 30/06/2025, nay ở:" in page
    assert "Nơi cũ: xa truong dong" in page
    assert names(client, "noi-cu=khong+co+dau") == ["Bánh tráng", "Cà phê", "Trà sen"]
    assert "Không có nơi nào từng mang tên" in client.get("/san-pham/?noi-cu=khong+co+dau").content.decode()
    assert offered(client, "tinh=80", "xa")["25630"] == "Phường Long Hoa (1)"
