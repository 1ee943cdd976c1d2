"""A product page is kept for a minute, except for whatever decides the star: that shows at once."""

from datetime import date

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from ocop.recognition.models import Certificate
from ocop.recognition.operations.publishing import publish_products
from ocop.recognition.operations.recording import End, end_certificates
from ocop.recognition.tests.builders import AT

from .builders import address, published, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings: Settings) -> None:
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept-pages"}
    settings.CACHES = {**settings.CACHES, "pages": memory}
    caches["pages"].clear()


def test_a_kept_page_costs_one_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    path = address(published("Trà sen"))
    first = text(client, path)
    with django_assert_num_queries(1):
        assert text(client, path) == first


def test_a_revoked_star_shows_at_once_although_the_page_was_kept(client: Client) -> None:
    product = published("Trà sen")
    path = address(product)
    assert "Thu hồi" not in text(client, path)
    ended = End(Certificate.objects.select_related("product").get(product=product), date(2026, 7, 1), "revoked")
    end_certificates([ended], by=None, at=AT)
    publish_products([product.pk])
    assert "Thu hồi" in text(client, path)


def test_a_new_name_of_product_or_producer_shows_at_once(client: Client) -> None:
    product = published("Trà sen")
    path = address(product)
    text(client, path)
    product.producer.name = "Hợp tác xã Đổi Tên"
    product.producer.save()
    assert "Hợp tác xã Đổi Tên" in text(client, path)


def test_both_languages_are_kept_apart(client: Client) -> None:
    path = address(published("Trà sen"))
    assert 'lang="vi"' in text(client, path)
    assert '<html lang="en"' in text(client, f"/en{path}")
    assert '<html lang="vi"' in text(client, path)


def test_an_address_with_wrong_words_is_never_kept(client: Client) -> None:
    product = published("Trà sen")
    wrong = address(product).replace("tra-sen", "sai")
    assert client.get(wrong).status_code == 301
    assert client.get(wrong).status_code == 301
