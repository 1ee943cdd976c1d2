"""English pages: every sentence has its English, and nothing but names stays Vietnamese (pattern 52)."""

import re

import pytest
from django.test import Client
from django.utils.translation import override

from ocop.portal.api.words import VIETNAMESE as VIETNAMESE_WORDS
from ocop.portal.catalogue import PO_FILE, ensure_compiled, public_sentences
from ocop.portal.views.docs import endpoints
from ocop.recognition.models import Certificate

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


def test_english_pages_are_english_outside_of_names(client: Client) -> None:
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
        "/ho-so/bo-tieu-chi/",
        *(f"/ho-so/bo-tieu-chi/{number}/" for number in (1, 11, 26)),
        "/khong-co-trang-nay/",
        "/gioi-thieu/",
        "/du-lieu-mo/",
        address(product),
        f"/chu-the/{product.producer_id}/",
        f"/q/{Certificate.objects.get().token}",
        "/q/khongco",
    ]
    for path in paths:
        page = text(client, f"/en{path}", 404 if "khong" in path else 200)
        assert '<html lang="en">' in page
        page = re.sub(r"<script.*?</script>|<[^>]* lang=\"vi\".*?</\w+>|<select.*?</select>", "", page, flags=re.DOTALL)
        words = re.sub(r"<[^>]+>", "\n", page)
        leaks += [(path, line.strip()) for line in words.splitlines() if VIETNAMESE.search(line)]
    allowed = {"Phường Tân Ninh, tỉnh Tây Ninh", "Hoàng Sa", "Trường Sa", "Hợp tác xã Tra"}
    assert [one for one in leaks if one[1] not in allowed and VIETNAMESE.search(one[1].replace("QĐ-TTg", ""))] == []


def test_the_vietnamese_page_of_the_api_says_everything_in_vietnamese(client: Client) -> None:
    with override("en"):
        english = {words for one in endpoints() for words in (one["summary"], one["description"])}
        english |= {part["description"] for one in endpoints() for part in (*one["parameters"], *one["fields"])}
    assert english - {""} - set(VIETNAMESE_WORDS) == set()
    page = text(client, "/du-lieu-mo/")
    assert "Tìm trong sổ" in page
    assert [words for words in english - {""} if f">{words}" in page] == []
