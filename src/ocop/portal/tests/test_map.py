"""The map: numbers that open their lists, records without a commune said, the same queries for one place and for many."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ocop.products.models import Product
from ocop.recognition.models import RegisterEntry
from ocop.territory.models import AdministrativeUnit
from tests import builders

from .builders import forget, published, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    forget()


def placed(name: str, unit: AdministrativeUnit, **values: Any) -> Product:
    """A published product made in a unit."""
    product = published(name, **values)
    Product.objects.filter(pk=product.pk).update(unit=unit, unit_path=unit.path)
    return product


def commune(code: str, name: str) -> AdministrativeUnit:
    unit = builders.commune(code, name, inside=builders.province())
    unit.latitude, unit.longitude = "11.283333", "106.133333"
    unit.save()
    return unit


def numbers(page: str, place: str) -> list[str]:
    """The numbers of a place in the table, in force first."""
    rows = re.findall(r"<tr.*?</tr>", page[page.index("<table") :], re.DOTALL)
    cells = re.findall(r"<td.*?</td>", next(row for row in rows if f"{place}<" in row), re.DOTALL)
    return [re.sub(r"<[^>]*>", "", cell) for cell in cells]


def test_a_province_counts_its_stars_in_force_and_each_number_opens_its_list(client: Client) -> None:
    here = commune("25459", "Hòa Thành")
    placed("Trà sen", here, star=4)
    placed("Cà phê", here, star=5)
    placed("Bánh tráng", here, star=3, issued_on=date(2020, 1, 1), regime="R1")  # long expired
    page = text(client, "/ban-do/")
    assert numbers(page, "Tỉnh Tây Ninh") == ["2", "1", "1", "0", "0"]
    assert 'href="/san-pham/?tinh=80&amp;sao=5&amp;trang-thai=in_force"' in page
    assert '<a href="/ban-do/?tinh=80">Tỉnh Tây Ninh</a>' in page
    assert "<title>Tỉnh Tây Ninh: 2 sản phẩm</title>" in page


def test_communes_of_a_province_have_their_dots_and_records_without_a_commune_are_said(client: Client) -> None:
    here, empty = commune("25459", "Hòa Thành"), commune("25630", "Long Hoa")
    placed("Trà sen", here, star=4)
    placed("Cà phê", builders.province(), star=5)
    page = text(client, "/ban-do/?tinh=80")
    assert numbers(page, "Phường Hòa Thành") == ["1", "0", "1", "0", "0"]
    assert "1 sản phẩm chỉ ghi tên tỉnh" in page
    assert '<a href="/san-pham/?tinh=80&amp;xa=25459&amp;trang-thai=in_force" tabindex="-1">' in page
    assert f"<title>{empty.full_name}: 0 sản phẩm</title>" in page
    assert "Where in tỉnh Tây Ninh" in text(client, "/en/ban-do/?tinh=80")


@pytest.mark.parametrize("query", ["?tinh=99", "?tinh=x", ""])
def test_an_unknown_province_is_the_country_and_nothing_in_force_is_said(client: Client, query: str) -> None:
    builders.province()
    page = text(client, f"/ban-do/{query}")
    assert "Sản phẩm OCOP ở đâu?" in page
    assert "Chưa có sản phẩm nào còn hiệu lực ở đây." in page


@pytest.mark.parametrize(("path", "queries"), [("/ban-do/", 4), ("/ban-do/?tinh=80", 4)])
def test_a_map_asks_the_same_for_one_product_and_for_many(
    client: Client, django_assert_num_queries: Any, path: str, queries: int
) -> None:
    placed("Trà sen", commune("25459", "Hòa Thành"))
    client.get(path)
    forget()
    with django_assert_num_queries(queries):
        client.get(path)
    for number in range(8):
        placed(f"Trà {number}", commune(f"2600{number}", f"Xã {number}"))
    forget()
    with django_assert_num_queries(queries):
        client.get(path)


def test_the_register_is_counted_once_a_minute_whoever_asks(client: Client) -> None:
    placed("Trà sen", commune("25459", "Hòa Thành"))
    for path in ("/ban-do/", "/ban-do/?tinh=80"):
        first = text(client, path)
        with CaptureQueriesContext(connection) as asked:
            assert text(client, path) == first
        assert not [one["sql"] for one in asked if RegisterEntry._meta.db_table in one["sql"]]
