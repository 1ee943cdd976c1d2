"""A fact about a product is declared once: whatever is declared is asked, kept, shown, hashed and told to the ledger.

What is compared with stands apart from the declarations: the table, the pages, and a list of columns that nobody writes by hand.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from ocop.ledger.comparing import told_by_the_chain
from ocop.ledger.keeping import all_kept
from ocop.ledger.models import AuditEntry
from ocop.producers.models import Producer
from ocop.products.fields import FIELDS, IDENTITY, NAMES, Fixed, ProductField, Public, cleaned
from ocop.products.forms import ProductForm
from ocop.products.models import Product
from ocop.products.operations.registering import register_product, update_product
from tests.builders import AT, account, producer

from .test_pages import signed_in

SOURCE = Path(__file__).resolve().parents[2]
# Columns that no producer writes: given by an operation, an import or the register.
OURS = {
    "id", "producer", "regime", "sector_code", "unit", "unit_path", "place_as_published", "mapping_case", "product_code",
    "commune_sequence_number", "search_key", "sort_key", "version", "is_demo", "created_at",
}  # fmt: skip
ABOUT_PRODUCTS = (
    "products", "dossiers", "filing", "reviewing", "criteria", "advisory", "councils", "recognition", "portal", "demo",
)  # fmt: skip
# Where a fact with no meaning of its own is named all the same, with the reason.
NAMED = {"specification": {"products/templates/products/_of_producer.html"}}  # tells products of one name apart

AMOUNTS = {"retail_price": "85.000 đồng", "yearly_revenue": "1.200.000.000 đồng"}


def samples() -> dict[str, Any]:
    return {one.name: one.sample for one in FIELDS}


def registered(of: Producer, by: Any) -> Product:
    return register_product(of, **samples(), by=by, at=AT)


def test_every_column_is_declared_or_never_written_by_a_producer() -> None:
    columns = {field.name for field in Product._meta.concrete_fields}
    assert columns - set(NAMES) == OURS
    assert len(set(NAMES)) == len(NAMES)


def test_every_declaration_can_be_typed_and_has_its_words() -> None:
    form = ProductForm({name: str(value) for name, value in samples().items()})
    assert form.is_valid(), form.errors
    assert form.written() == samples()
    assert [one.name for one in FIELDS if not one.label[0].isupper()] == []
    assert [one.name for one in FIELDS if (one.public == Public.FACT) != bool(one.label_en)] == []
    assert [one.name for one in FIELDS if one.in_dossier and one.fixed != Fixed.FILED] == []


@pytest.mark.django_db
def test_what_is_typed_is_kept_and_stands_on_the_pages_of_the_product() -> None:
    person = account()
    client, owner = signed_in(person), producer(user=person)
    address = f"{reverse('products:create', args=[owner.pk])}?bo=11"
    asked = client.get(address).content.decode()
    assert [one.name for one in FIELDS if (f'name="{one.name}"' in asked) is (one.name == "set_number")] == []
    answer = client.post(address, {name: value for name, value in samples().items() if name != "set_number"})
    item = Product.objects.get()
    assert {name: getattr(item, name) for name in NAMES} == samples()
    page = client.get(answer["Location"]).content.decode()
    assert [one.name for one in FIELDS if one.name not in IDENTITY and not _row(page, one)] == []
    edited = client.get(reverse("products:edit", args=[item.pk])).content.decode()
    assert [one.name for one in FIELDS if f'name="{one.name}"' not in edited or _said(one) not in edited] == []


def _said(one: ProductField) -> str:
    return AMOUNTS.get(one.name, str(one.sample))


def _row(page: str, one: ProductField) -> bool:
    value = _said(one).replace(" ", r"\s+")
    return bool(re.search(rf"<dt>{re.escape(one.label)}</dt>\s*<dd[^>]*>\s*{value}\s*</dd>", page))


@pytest.mark.django_db
@pytest.mark.parametrize("one", [one for one in FIELDS if one.name not in IDENTITY], ids=lambda one: one.name)
def test_a_change_tells_the_ledger_old_and_new_and_renews_the_hash(one: ProductField) -> None:
    person = account()
    item = registered(producer(user=person), person)
    key, other = f"product:{item.pk}", 90_000 if one.name in AMOUNTS else "Khác"
    first = told_by_the_chain().hashes["product"][str(item.pk)]
    update_product(item, expected_version=0, values={one.name: other}, by=person, at=AT)
    line = AuditEntry.objects.get(action="product_updated").details
    assert (line["fields"], line["changes"]) == ([one.name], {one.name: [one.sample, other]})
    assert line["records"][key] != first
    assert one.name in all_kept()["product"].fields


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["1,2 tỷ", "1.200.000.000", "1200 triệu"])
def test_revenue_is_typed_as_people_write_it_and_said_back_with_its_unit(typed: str) -> None:
    person = account()
    client, item = signed_in(person), registered(producer(user=person), person)
    edit = reverse("products:edit", args=[item.pk])
    saved = client.post(edit, {**samples(), "retail_price": "", "yearly_revenue": typed, "version": 0})
    item.refresh_from_db()
    assert (item.retail_price, item.yearly_revenue) == (None, 1_200_000_000)
    assert "1.200.000.000 đồng" in client.get(saved["Location"]).content.decode()


@pytest.mark.django_db
def test_revenue_with_two_readings_is_asked_back_and_stays_as_typed() -> None:
    person = account()
    client, item = signed_in(person), registered(producer(user=person), person)
    page = client.post(
        reverse("products:edit", args=[item.pk]), {"name": item.name, "yearly_revenue": "1,250 tỷ", "version": 0}
    )
    shown = page.content.decode()
    assert "hàng nghìn" in shown
    assert 'value="1,250 tỷ"' in shown


@pytest.mark.parametrize("name", sorted(OURS - {"id"}))
def test_nobody_writes_a_column_that_is_not_declared(name: str) -> None:
    with pytest.raises(TypeError, match=name):
        cleaned({"name": "Trà", name: "x"})


@pytest.mark.parametrize("one", [one for one in FIELDS if one.public == Public.FACT], ids=lambda one: one.name)
def test_a_fact_without_a_meaning_of_its_own_is_named_in_its_column_and_its_declaration_only(one: ProductField) -> None:
    named = re.compile(rf"""["'.]{one.name}\b|\b{one.name}\s?[=:]""")
    files = [path for room in ABOUT_PRODUCTS for path in (SOURCE / room).rglob("*") if path.suffix in {".py", ".html"}]
    found = {
        str(path.relative_to(SOURCE))
        for path in files
        if not {"tests", "migrations"} & {*path.parts} and named.search(path.read_text(encoding="utf-8"))
    }
    assert found - NAMED.get(one.name, set()) == {"products/models.py", "products/fields.py"}
