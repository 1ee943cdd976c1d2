"""Public pages: what they show, how they are cached, what they cost, in both languages."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ocop.products.models import Product
from ocop.recognition.models import Certificate
from ocop.recognition.tests.builders import certificate
from tests import builders as make

from .builders import address, forget, published, text

pytestmark = pytest.mark.django_db
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    forget()


def test_home_counts_what_is_valid_today(client: Client) -> None:
    published("Trà sen", star=4)
    published("Bánh tráng", star=3, issued_on=date(2020, 1, 1), regime="R1")
    page = text(client, "/")
    figures = re.findall(r"<dd>(\d+)</dd>", page)
    assert figures[:5] == ["1", "0", "1", "0", "1"]
    assert "gồm 2 bản ghi" in page


def test_home_of_an_empty_register_still_explains_itself(client: Client) -> None:
    page = text(client, "/")
    assert "Tra cứu sản phẩm OCOP" in page
    assert "Mới được công nhận" not in page


def test_home_has_a_way_in_for_somebody_who_makes_a_product(client: Client) -> None:
    body = client.get("/").content.decode()
    assert f'<a href="{reverse("account_signup")}">Bạn làm ra sản phẩm? Nộp hồ sơ xét sao</a>' in body
    assert body.count(f'href="{reverse("account_login")}"') == 1


def test_product_page_says_star_state_decision_and_validity(client: Client) -> None:
    product = published("Trà sen", decision_number="125/QĐ-UBND")
    page = text(client, address(product))
    said = [
        '<h1 lang="vi">Trà sen</h1>',
        "4 sao",
        "Hợp lệ",
        "125/QĐ-UBND",
        "01/06/2026",
        "01/06/2029",
        product.producer.name,
    ]
    assert [one for one in said if one not in page] == []


def test_wrong_words_in_the_address_lead_to_the_right_ones(client: Client) -> None:
    product = published("Trà sen Đồng Tháp")
    response = client.get(f"/san-pham/gi-do-{product.pk}/")
    assert (response.status_code, response["Location"]) == (301, f"/san-pham/tra-sen-dong-thap-{product.pk}/")


def test_history_shows_every_star_with_its_state(client: Client) -> None:
    product = published("Trà sen", star=3, issued_on=date(2020, 1, 1), regime="R1")
    certificate(product, star=4, issued_on=date(2026, 6, 1), regime="R4")
    page = text(client, address(product))
    history = page[page.index("star-history") :]
    assert re.findall(r"(\d) sao|Hợp lệ|Hết hạn", history)[:1] == ["4"]
    assert (history.index("Hợp lệ") < history.index("Hết hạn"), "01/01/2020" in history) == (True, True)


def test_imported_record_names_its_source_and_keeps_the_place_as_published(client: Client) -> None:
    product = published(
        "Muối ớt", issued_on=None, issued_as_published="2020", regime="R1", source_url="https://www.example.org/tin/1.html",
        product={"place_as_published": "xã Phước Trạch, huyện Gò Dầu, Tây Ninh"},
    )  # fmt: skip
    Product.objects.filter(pk=product.pk).update(unit=None, unit_path="80/")
    page = text(client, address(product))
    said = [
        "example.org",
        "không phải văn bản chính thức",
        "xã Phước Trạch, huyện Gò Dầu, Tây Ninh",
        "2020 (không rõ ngày)",
    ]
    assert [one for one in said if one not in page] == []


def test_demonstration_is_marked_on_every_public_page(client: Client) -> None:
    product = published("Trà sen", product={"is_demo": True})
    pages = ["/", "/san-pham/", "/san-pham/?kieu=the", address(product), f"/q/{Certificate.objects.get().token}"]
    assert [path for path in pages if "rình diễn" not in text(client, path).split("</header>", 1)[1]] == []


def test_similar_products_are_of_the_same_province_and_kind(client: Client) -> None:
    product = published("Trà sen")
    published("Trà cúc")
    published("Rượu nếp", product={"set_number": 14})
    published("Trà cũ", issued_on=date(2020, 1, 1), regime="R1")
    page = text(client, address(product))
    similar = page[page.index("tuong-tu") :]
    assert [name for name in ("Trà cúc", "Rượu nếp", "Trà cũ") if name in similar] == ["Trà cúc"]


def test_structured_data_is_whole_and_cannot_end_early(client: Client) -> None:
    product = published("Trà </script><script>alert(1)</script> & Sen")
    page = text(client, address(product))
    (block,) = JSON_LD.findall(page)
    data = json.loads(block)
    assert (data["@type"], data["name"]) == ("Product", "Trà </script><script>alert(1)</script> & Sen")
    assert data["hasCertification"]["expires"] == "2029-06-01"
    assert "<script>alert" not in page


@pytest.mark.parametrize("language", ["", "/en"])
def test_pages_name_their_canonical_address_and_both_languages(client: Client, language: str) -> None:
    product = published("Trà sen")
    page = text(client, f"{language}{address(product)}")
    site = "http://127.0.0.1:8000"
    assert re.findall(r'<link rel="canonical" href="([^"]+)"', page) == [f"{site}{language}{address(product)}"]
    assert dict(re.findall(r'hreflang="([\w-]+)" href="([^"]+)"', page[: page.index("</head>")])) == {
        "vi": f"{site}{address(product)}", "en": f"{site}/en{address(product)}", "x-default": f"{site}{address(product)}",
    }  # fmt: skip


PUBLIC = [
    "/",
    "/san-pham/",
    "/san-pham/?q=tra",
    "/gioi-thieu/",
    "/du-lieu-mo/",
    "{product}",
    "{producer}",
    "/q/{token}",
    "/q/{token}.svg",
    "/robots.txt",
    "/sitemap.xml",
]


def addresses(product: Product, token: str, names: list[str] = PUBLIC) -> list[str]:
    filled = {"product": address(product), "producer": f"/chu-the/{product.producer_id}/", "token": token}
    return [one.format(**filled) for one in names]


def test_public_answers_may_be_kept_a_minute_and_signed_in_ones_not(client: Client) -> None:
    product = published("Trà sen")
    paths = addresses(product, Certificate.objects.get().token)
    assert {client.get(path)["Cache-Control"] for path in paths} == {"public, max-age=60"}
    client.force_login(make.account())
    assert {client.get(path)["Cache-Control"] for path in paths} == {"private, no-store"}


def test_unchanged_page_is_not_sent_again(client: Client) -> None:
    path = address(published("Trà sen"))
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    Product.objects.update(description="Trà mới")
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_public_pages_set_no_cookie(client: Client) -> None:
    product = published("Trà sen")
    for path in addresses(product, Certificate.objects.get().token):
        assert client.get(path).cookies == {}


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("{product}", 4),
        ("{producer}", 3),
        ("/chu-the/?q=hop&tinh=80", 4),
        ("/q/{token}", 1),
        ("/", 4),
        ("/san-pham/", 5),  # what every filter would leave is one of them
        ("/san-pham/?q=tra&kieu=the", 6),  # matches are counted before they are ranked, and then by every filter
        ("/san-pham/?tinh=80&chu-the=cooperative&nam=2026", 7),  # and the communes of the province
    ],
)
def test_number_of_queries_is_the_same_for_one_row_and_for_many(
    client: Client, django_assert_num_queries: Any, name: str, most: int
) -> None:
    product = published("Trà sen")
    (path,) = addresses(product, Certificate.objects.get().token, [name])
    client.get(path)  # templates and constants are read once
    forget()
    with django_assert_num_queries(most):
        client.get(path)
    for number in range(12):
        published(f"Trà {number}")
        certificate(product, star=3, issued_on=date(2021, 1, 1 + number), regime="R1")
    forget()
    with django_assert_num_queries(most):
        client.get(path)


def test_pages_weigh_less_than_60_kilobytes_with_everything_they_load(client: Client) -> None:
    import gzip

    product = published("Trà sen", product={"story": "Câu chuyện " * 400})
    for number in range(8):
        published(f"Trà {number}")
    heavy = []
    for path in addresses(product, Certificate.objects.get(product=product).token, PUBLIC[:8]):
        page = text(client, path)
        total = len(gzip.compress(page.encode()))
        for link in set(re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg|woff2))"', page)):
            total += loaded(link)
        total += loaded("web/built/fonts/be-vietnam-pro-700.woff2")
        if total > 60_000:
            heavy.append((path, total))
    assert heavy == []


def loaded(name: str) -> int:
    import gzip
    from pathlib import Path

    from django.contrib.staticfiles import finders

    found = finders.find(name)
    assert found, name
    content = Path(str(found)).read_bytes()
    return len(content) if name.endswith("woff2") else len(gzip.compress(content))


def test_nothing_is_loaded_from_another_host(client: Client) -> None:
    product = published("Trà sen", source_url="https://example.org/tin")
    foreign = []
    for path in addresses(product, Certificate.objects.get().token):
        response = client.get(path)
        page = response.getvalue().decode()
        foreign += re.findall(r'(?:src|srcset|action|poster)="(?:https?:)?//[^"]*"', page)
        foreign += re.findall(r'<link rel="(?:stylesheet|preload|icon)"[^>]*href="https?:', page)
    assert foreign == []


def test_sitemap_lists_published_products_only(client: Client, django_assert_num_queries: Any) -> None:
    product, draft = published("Trà sen"), make.product(name="Chưa công nhận")
    with django_assert_num_queries(1):
        index = client.get("/sitemap.xml").content.decode()
    parts = re.findall(r"<loc>http://127.0.0.1:8000(/sitemap-[^<]*)</loc>", index)
    assert parts == ["/sitemap-trang.xml", f"/sitemap-{product.pk // 1000}.xml"]
    page = client.get(parts[1]).content.decode()
    assert page.count("<url>") == 1
    assert f"http://127.0.0.1:8000{address(product)}" in page
    assert f"-{draft.pk}/" not in page
    assert "http://127.0.0.1:8000/san-pham/" in client.get(parts[0]).content.decode()


def test_a_part_of_the_sitemap_holds_the_products_of_its_numbers(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ocop.portal.views.machines.IN_A_PART", 2)
    products = [published(f"Trà sen {number}") for number in range(5)]
    index = client.get("/sitemap.xml").content.decode()
    parts = re.findall(r"<loc>http://127.0.0.1:8000(/sitemap-[0-9][^<]*)</loc>", index)
    pages = [client.get(part).content.decode() for part in parts]
    assert sum(page.count("<url>") for page in pages) == len(products)
    assert [address(one) for one in products if not any(address(one) in page for page in pages)] == []
    assert [client.get(f"/sitemap-{part}.xml").status_code for part in (49_999, 50_000, 10**21)] == [200, 404, 404]
