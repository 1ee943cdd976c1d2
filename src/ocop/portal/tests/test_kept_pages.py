"""A page that is kept for others holds nothing that one reader brought along."""

from typing import Any

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from ocop.ledger.guarding import all_lifted
from ocop.recognition.models import Certificate

from .builders import address, published

pytestmark = pytest.mark.django_db
WORDS = "Giấy chứng nhận này là giả, gọi 0900 111 222"


@pytest.fixture(autouse=True)
def _kept(settings: Any) -> None:
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept-for-others"}
    settings.CACHES = {**settings.CACHES, "pages": memory}
    caches["pages"].clear()


def cookie_with(words: str) -> str:
    """A cookie with a message, signed by this very system as Django's own storage does it."""
    request, answer = RequestFactory().get("/"), HttpResponse()
    CookieStorage(request)._store([Message(constants.ERROR, words)], answer)
    return str(answer.cookies[CookieStorage.cookie_name].value)


def test_a_message_in_a_cookie_is_drawn_for_nobody() -> None:
    page, other, visitor = address(published("Trà sen")), Client(), Client()
    other.cookies[CookieStorage.cookie_name] = cookie_with(WORDS)
    assert WORDS not in other.get(page).content.decode()
    assert WORDS not in visitor.get(page).content.decode()


def test_a_kept_page_is_not_shown_once_its_certificate_was_changed_behind_the_systems_back(client: Client) -> None:
    page = address(published("Trà sen", issuing_authority="UBND tỉnh Tây Ninh"))
    assert "UBND tỉnh Tây Ninh" in client.get(page).content.decode()
    with all_lifted(connection):
        Certificate.objects.update(issuing_authority="UBND tỉnh Khác")
    said = client.get(page).content.decode()
    assert ("UBND tỉnh" in said, "Chưa kiểm chứng được" in said) == (False, True)
