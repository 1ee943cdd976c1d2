"""What a producer writes reaches the public as it is declared: facts on both pages and in the API, everything else only where it is placed."""

from typing import Any

import pytest
from django.test import Client

from ocop.portal.api.schemas import ProductOut
from ocop.products.fields import FIELDS, Public

from .builders import address, forget, published, text

pytestmark = pytest.mark.django_db
AMOUNT, AMOUNTS = 987_654_321, {"retail_price", "yearly_revenue"}
WRITTEN = [one for one in FIELDS if one.public != Public.DECIDED]


@pytest.fixture
def page() -> str:
    """The address of a product with a recognisable text in everything that is written about it."""
    forget()
    values: dict[str, Any] = {one.name: AMOUNT if one.name in AMOUNTS else f"Lời {one.name} riêng" for one in WRITTEN}
    return address(published("Trà sen", product=values))


def test_facts_stand_on_the_page_under_their_word_in_its_language(client: Client, page: str) -> None:
    facts = [one for one in WRITTEN if one.public == Public.FACT]
    vietnamese, english = text(client, page), text(client, f"/en{page}")
    for one in facts:
        row = f'</dt><dd lang="vi">Lời {one.name} riêng</dd>'
        assert f"<dt>{one.label}{row}" in vietnamese
        assert f"<dt>{one.label_en}{row}" in english
    assert [one.label for one in facts if f"<dt>{one.label}</dt>" in english] == []


def test_what_is_placed_is_read_in_one_language_or_the_other_and_nothing_else_is(client: Client, page: str) -> None:
    both = text(client, page) + text(client, f"/en{page}")
    assert {one.name for one in WRITTEN if f"Lời {one.name} riêng" in both} == {
        one.name for one in WRITTEN if one.public != Public.NO
    }
    assert [amount for amount in ("987654321", "987.654.321", "987,654,321") if amount in both] == []


def test_the_api_tells_what_is_public_and_describes_it(client: Client, page: str) -> None:
    found = client.get(f"/api/v1/products/{page.strip('/').rsplit('-', 1)[-1]}").json()
    public = {one.name for one in WRITTEN if one.public != Public.NO}
    assert {name for name, value in found.items() if value == f"Lời {name} riêng"} == public
    described = client.get("/api/v1/openapi.json").json()["components"]["schemas"]["ProductOut"]
    assert public <= set(described["required"])
    assert {described["properties"][name]["type"] for name in public} == {"string"}
    assert described["description"] == ProductOut.__doc__
