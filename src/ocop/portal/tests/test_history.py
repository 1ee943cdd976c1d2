"""The certificates of a product page: each read and compared once, none of another product among them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from ocop.ledger.keeping import Kept
from ocop.portal.queries.product import COLUMNS, certificates_newest_first, current_certificate, get_published
from ocop.recognition.models import Certificate, RegisterEntry
from ocop.recognition.tests.builders import certificate

from .builders import address, forget, published

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def test_a_page_compares_each_certificate_with_the_ledger_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    product = published("Trà sen")
    certificate(product, star=3, issued_on=date(2021, 1, 1), regime="R1")
    forget()
    compared: list[Any] = []
    hash_of = Kept.hash_of
    monkeypatch.setattr(
        Kept, "hash_of", lambda kept, row, salted: compared.append(row["pk"]) or hash_of(kept, row, salted)
    )
    client.get(address(product))
    assert sorted(compared) == sorted(Certificate.objects.values_list("pk", flat=True))


def test_the_named_certificate_is_whole() -> None:
    assert [*COLUMNS] == [field.attname for field in Certificate._meta.concrete_fields]
    row = get_published(published("Trà sen").pk, on=TODAY)
    (line,) = certificates_newest_first(row, on=TODAY)
    kept = Certificate.objects.get()
    assert [getattr(line.certificate, name) for name in COLUMNS] == [getattr(kept, name) for name in COLUMNS]


def test_the_certificate_of_another_product_is_not_in_the_history() -> None:
    product, other = published("Trà sen"), published("Mật ong")
    own, foreign = product.certificates.get(), other.certificates.get()
    RegisterEntry.objects.filter(product=product).update(certificate=foreign)
    row = get_published(product.pk, on=TODAY)
    history = certificates_newest_first(row, on=TODAY)
    assert [line.certificate.pk for line in history] == [own.pk]
    assert current_certificate(row, history) is None
