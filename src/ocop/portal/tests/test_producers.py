"""The list of producers: only those with published products, found without diacritics, with honest counts."""

from datetime import date

import pytest
from django.test import Client

from ocop.producers.models import Producer
from ocop.recognition.importing.identity import UNNAMED

from .builders import forget, published, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    forget()


def named(name: str, **values: object) -> Producer:
    """A producer of this name with one published product."""
    producer = published("Trà sen", **values).producer  # type: ignore[arg-type]
    Producer.objects.filter(pk=producer.pk).update(name=name)
    producer.refresh_from_db()
    return producer


def test_a_producer_is_found_by_any_word_of_its_name_without_diacritics(client: Client) -> None:
    product = published("Trà sen")
    assert f'href="/chu-the/{product.producer_id}/"' in text(client, "/chu-the/?q=tra+hop")
    assert "Không tìm thấy chủ thể nào" in text(client, "/chu-the/?q=khongcogi")


def test_products_in_force_are_counted_apart_from_all_products(client: Client) -> None:
    product = published("Trà sen", star=4)
    other = published("Trà cũ", star=3, issued_on=date(2021, 1, 1), regime="R1")
    type(other).objects.filter(pk=other.pk).update(producer=product.producer)
    page = text(client, "/chu-the/")
    assert "2 sản phẩm · 1 đang có hiệu lực" in page


def test_the_stand_in_for_unnamed_producers_is_not_a_producer(client: Client) -> None:
    named(UNNAMED)
    assert UNNAMED not in text(client, "/chu-the/")


def test_home_and_product_page_lead_to_the_list(client: Client) -> None:
    published("Trà sen")
    assert 'href="/chu-the/"' in text(client, "/")
    assert 'href="/en/chu-the/"' in text(client, "/en/gioi-thieu/")
