"""Buyers get the contact that a producer chose to publish, and nothing that it did not choose."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from ocop.ledger.models import AuditEntry
from ocop.producers.models import Producer
from tests import builders as make

from .builders import published

pytestmark = pytest.mark.django_db
PHONE, MAIL = "0912000111", "htx@vi-du.vn"


@pytest.fixture
def pages() -> list[str]:
    product = published("Trà sen")
    Producer.objects.update(phone=PHONE, email=MAIL)
    return [f"/san-pham/tra-sen-{product.pk}/", f"/en/san-pham/tra-sen-{product.pk}/", f"/chu-the/{product.producer_id}/",
            f"/api/v1/producers/{product.producer_id}"]  # fmt: skip


@pytest.mark.parametrize(("phone", "mail"), [(False, False), (True, False), (False, True), (True, True)])
def test_pages_and_program_show_what_was_chosen_only(pages: list[str], client: Client, phone: bool, mail: bool) -> None:
    Producer.objects.update(shows_phone=phone, shows_email=mail)
    caches["pages"].clear()
    for page in pages:
        body = client.get(page, follow=True).content.decode()
        assert (PHONE in body, MAIL in body) == (phone, mail), page
        if phone and not page.startswith("/api/"):
            assert f'href="tel:{PHONE}"' in body


def test_the_choice_is_made_and_taken_back_in_the_profile(client: Client) -> None:
    person = make.account()
    row = make.producer(user=person)
    client.force_login(person)
    address = reverse("producers:edit", args=[row.pk])
    page = client.get(address).content.decode()
    assert "Hiện số này trên trang công khai để khách gọi" in page
    assert 'name="shows_phone" checked' not in page
    typed = {
        "name": row.name, "organisation_type": row.organisation_type, "province": row.unit.parent.code, "commune": row.unit.code,
        "address": "Ấp 2", "phone": PHONE, "representative_name": "Lê Thị Mai", "sex": "female", "ethnicity": "Kinh", "version": "0",
    }  # fmt: skip
    assert client.post(address, {**typed, "shows_phone": "on"}).status_code == 302
    row.refresh_from_db()
    assert (row.shows_phone, row.shows_email) == (True, False)
    assert AuditEntry.objects.get(action="producer_updated").details["changes"]["shows_phone"] == [False, True]
    assert client.post(address, {**typed, "version": row.version}).status_code == 302
    row.refresh_from_db()
    assert row.shows_phone is False
