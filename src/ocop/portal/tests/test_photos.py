"""Photos on public pages: only of published products, with their sizes, in structured data; a pattern where there is none."""

import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from ocop.products.models import Product, ProductPhoto
from ocop.products.operations import picturing
from tests import builders as make
from tests.papers import jpeg_photo

from .builders import address, forget, published, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    from django.core.cache import caches

    forget()
    caches["pages"].clear()


def pictured(product: Product, *, tint: int = 210, words: str = "") -> ProductPhoto:
    officer = make.account("provincial_officer", make.province())
    return picturing.add_photo(product, jpeg_photo("anh.jpg", tint=tint), alt_text=words, by=officer, at=make.AT)


def test_a_product_page_shows_the_main_photo_on_top_and_the_others_below(client: Client) -> None:
    product = published("Trà sen")
    main, other = pictured(product, words="Hộp trà sen"), pictured(product, tint=9, words="Nhãn sau")
    page = text(client, address(product))
    pictures = re.findall(r"<picture.*?</picture>", page)
    assert [re.findall(r'src="([^"]+)"', one)[0] for one in pictures] == [
        f"/anh/{main.pk}-640.jpg",
        f"/anh/{other.pk}-640.jpg",
    ]
    assert ['alt="Hộp trà sen"' in pictures[0], 'alt="Nhãn sau"' in pictures[1]] == [True, True]
    assert ['loading="lazy"' in one for one in pictures] == [False, True]
    assert ['width="640" height="480"' in one for one in pictures] == [True, True]
    assert f"/anh/{main.pk}-320.webp 320w, /anh/{main.pk}-640.webp 640w" in pictures[0]
    site = "http://127.0.0.1:8000"
    assert f'<meta property="og:image" content="{site}/anh/{main.pk}-1280.jpg">' in page
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(block)["image"] == [f"{site}/anh/{one.pk}-1280.jpg" for one in (main, other)]


def test_a_product_without_a_photo_keeps_its_pattern(client: Client) -> None:
    page = text(client, address(published("Trà sen")))
    assert ("<picture" in page, "og:image" in page, 'class="pattern' in page) == (False, False, True)


@pytest.mark.parametrize("path", ["/", "/san-pham/?kieu=the", "/chu-the/{producer}/"])
def test_cards_show_the_main_photo(client: Client, path: str) -> None:
    product = published("Trà sen")
    photo = pictured(product)
    pictured(product, tint=9)
    page = text(client, path.format(producer=product.producer_id))
    assert re.findall(r'<img src="(/anh/[^"]+)"', page) == [f"/anh/{photo.pk}-640.jpg"]
    assert 'alt="Trà sen"' in page


def test_photos_are_public_when_the_product_is(client: Client) -> None:
    waiting = make.product(name="Trà chờ")
    hidden, open_ = pictured(waiting), pictured(published("Trà sen"))
    removed = pictured(open_.product, tint=9)
    picturing.remove_photo(removed, by=removed.added_by, at=make.AT)
    answers = [client.get(f"/anh/{one.pk}-320.webp").status_code for one in (open_, hidden, removed)]
    assert answers == [200, 404, 404]


def test_a_public_photo_is_a_picture_that_browsers_may_keep_and_nothing_can_run(client: Client) -> None:
    path = f"/anh/{pictured(published('Trà sen')).pk}-320.webp"
    answer = client.get(path)
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "public, max-age=600"
    assert "Set-Cookie" not in answer
    drawn = Image.open(io.BytesIO(answer.getvalue()))
    assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("WEBP", (320, 240), {})
    assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("name", ["321.webp", "320.png", "320.html", "99999999999999999999.jpg"])
def test_no_other_widths_and_formats_are_drawn(client: Client, name: str) -> None:
    photo = pictured(published("Trà sen"))
    assert client.get(f"/anh/{photo.pk}-{name}").status_code == 404


def test_photos_add_one_query_however_many_there_are(client: Client, django_assert_num_queries: Any) -> None:
    products = [published(f"Trà {number}") for number in range(5)]
    paths = [
        address(products[0]),
        "/",
        "/san-pham/?kieu=the",
        "/san-pham/",
        reverse("portal:producer", args=[products[0].producer_id]),
    ]
    for path in paths:
        client.get(path)

    def count() -> list[int]:
        from django.core.cache import caches
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        found = []
        for path in paths:
            forget()
            caches["pages"].clear()
            with CaptureQueriesContext(connection) as seen:
                client.get(path)
            found.append(len(seen))
        return found

    without = count()
    for product in products:
        for tint in range(3):
            pictured(product, tint=tint)
    assert count() == without == [4, 4, 6, 5, 3]
