"""English pages: every sentence has its English, and nothing but names stays Vietnamese (pattern 52)."""

import re
from typing import Any

import pytest
from django.test import Client

from ocop.portal.catalogue import PO_FILE, ensure_compiled, public_sentences

from .builders import address, forget, published, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    forget()


def test_every_public_sentence_has_its_english() -> None:
    from babel.messages.pofile import read_po

    with PO_FILE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    translated = {
        (message.id if isinstance(message.id, str) else message.id[0]) for message in catalogue
        if message.id and all(message.string if isinstance(message.string, tuple | list) else [message.string])
    }  # fmt: skip
    missing = {sentence: file for sentence, file in public_sentences().items() if sentence not in translated}
    unused = sorted(translated - set(public_sentences()))
    assert (missing, unused) == ({}, [])


def test_catalogue_keeps_the_places_of_values() -> None:
    from babel.messages.pofile import read_po

    with PO_FILE.open("rb") as file:
        catalogue = read_po(file, locale="en")
    places = re.compile(r"%\(\w+\)s")
    wrong = [
        message.id for message in catalogue
        if message.id and isinstance(message.string, str) and set(places.findall(str(message.id))) != set(places.findall(message.string))
    ]  # fmt: skip
    assert wrong == []


VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)


def test_english_pages_are_english_outside_of_names(client: Client, settings: Any) -> None:
    settings.OCOP_SITE_OWNER = settings.OCOP_HELP_CONTACT = "OCOP"
    assert ensure_compiled()
    product = published("Tra", decision_number="1/QD", product={"place_as_published": ""})
    product.producer.name = "HTX"
    product.producer.save()
    leaks = []
    paths = [
        "/",
        "/san-pham/",
        "/san-pham/?q=zzzz",
        "/chu-the/",
        "/chu-the/?q=zzzz",
        "/gioi-thieu/",
        "/du-lieu-mo/",
        address(product),
        f"/chu-the/{product.producer_id}/",
    ]
    for path in paths:
        page = text(client, f"/en{path}")
        assert '<html lang="en">' in page
        page = re.sub(r"<script.*?</script>|<[^>]* lang=\"vi\".*?</\w+>|<select.*?</select>", "", page, flags=re.DOTALL)
        words = re.sub(r"<[^>]+>", "\n", page)
        leaks += [(path, line.strip()) for line in words.splitlines() if VIETNAMESE.search(line)]
    allowed = {"Phường Tân Ninh, tỉnh Tây Ninh", "Hoàng Sa", "Trường Sa"}
    assert [one for one in leaks if one[1] not in allowed and "26/2026/QĐ-TTg" not in one[1]] == []
