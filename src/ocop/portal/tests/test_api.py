"""The API gives what the pages show, says what it takes, and never breaks."""

from collections.abc import Iterator
from datetime import date

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings

from ocop.recognition.models import Certificate
from tests import builders as make

from .builders import forget, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    forget()


def test_products_are_searched_and_filtered_like_the_page(client: Client) -> None:
    published("Trà Đức Hòa", star=4)
    published("Trà sen", star=3)
    found = client.get("/api/v1/products", {"q": "tra duc hoa"}).json()
    assert (found["count"], found["near"], [one["name"] for one in found["items"]]) == (1, False, ["Trà Đức Hòa"])
    assert found["items"][0]["certificate_state"] == "valid"
    assert [one["name"] for one in client.get("/api/v1/products", {"star_rating": 3}).json()["items"]] == ["Trà sen"]


def test_pages_lead_to_one_another_and_end(client: Client) -> None:
    for number in range(25):
        published(f"Trà {number:02d}")
    first = client.get("/api/v1/products", {"q": "tra"}).json()
    second = client.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (24, 1, None)


def test_product_has_its_certificates_newest_first(client: Client) -> None:
    product = published("Trà sen", decision_number="125/QĐ-UBND")
    found = client.get(f"/api/v1/products/{product.pk}").json()
    assert found["certificates"][0]["decision_number"] == "125/QĐ-UBND"
    assert found["certificates"][0]["expires_on"] is None
    assert found["certificates"][0]["expires_latest"] == "2029-06-01"


def test_certificate_is_found_by_its_token(client: Client) -> None:
    product = published("Trà sen")
    token = Certificate.objects.get().token
    found = client.get(f"/api/v1/certificates/{token}").json()
    assert (found["product_id"], found["certificate_state"], found["scan_url"]) == (
        product.pk,
        "valid",
        f"http://127.0.0.1:8000/q/{token}",
    )
    assert client.get("/api/v1/certificates/khong-co").status_code == 404


def test_unpublished_things_do_not_exist(client: Client) -> None:
    product = make.product()
    paths = [f"/api/v1/products/{product.pk}", f"/api/v1/producers/{product.producer_id}"]
    assert [client.get(path).status_code for path in paths] == [404, 404]


def test_units_of_today_in_order(client: Client) -> None:
    make.commune()
    found = client.get("/api/v1/units", {"administrative_level": "commune", "province_code": "80"}).json()
    assert [(one["unit_code"], one["parent_code"]) for one in found["items"]] == [("25459", "80")]


def test_answers_may_be_kept_and_are_not_sent_twice(client: Client) -> None:
    path = f"/api/v1/products/{published('Trà sen').pk}"
    answer = client.get(path)
    assert answer["Cache-Control"] == "public, max-age=60"
    assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_nothing_can_be_written(client: Client) -> None:
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)("/api/v1/products").status_code == 405


def test_every_question_says_how_a_wrong_value_is_answered(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert [max(one["get"]["responses"]) for one in described["paths"].values()] == ["422"] * 5
    assert client.get("/api/v1/products", {"star_rating": 9}).json()["detail"][0]["loc"] == ["query", "star_rating"]


@pytest.mark.parametrize(
    ("question", "vietnamese", "english"),
    [
        ("products?sao=5", "không có tham số “sao”", "there is no parameter “sao”"),
        (
            "products?star_rating=năm",
            "giá trị của “star_rating” không hợp lệ",
            "the value of “star_rating” does not fit",
        ),
        (
            "products?sector_code=IIV",
            "giá trị của “sector_code” không hợp lệ",
            "the value of “sector_code” does not fit",
        ),
        ("products?page=1&page=2", "tham số “page” được gửi nhiều lần", "parameter “page” was sent more than once"),
        ("products/1?format=xml", "không có tham số “format”", "there is no parameter “format”"),
        ("products/x", "giá trị của “product_id” không hợp lệ", "the value of “product_id” does not fit"),
        ("certificates/abc?lang=en", "không có tham số “lang”", "there is no parameter “lang”"),
        ("units?province=80", "không có tham số “province”", "there is no parameter “province”"),
    ],
)
def test_a_wrong_question_is_refused_with_a_sentence(
    client: Client, question: str, vietnamese: str, english: str
) -> None:
    answer = client.get(f"/api/v1/{question}")
    assert answer.status_code == 422
    assert answer.json()["message"] == f"Câu hỏi sai: {vietnamese}. / Wrong question: {english}."


@pytest.mark.parametrize("path", ["products", "products?star_rating=9", "products/999", "openapi.json", "khong-co"])
def test_pages_of_other_sites_may_read_without_credentials(client: Client, path: str) -> None:
    answer = client.get(f"/api/v1/{path}", headers={"Origin": "https://bao.example.vn"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert "Access-Control-Allow-Origin" not in client.get("/san-pham/", headers={"Origin": "https://bao.example.vn"})


def test_browsers_hear_that_only_reading_is_allowed(client: Client) -> None:
    asked = client.options("/api/v1/products", headers={"Origin": "https://bao.example.vn"})
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert client.post("/api/v1/products")["Allow"] == "GET, HEAD, OPTIONS"


def test_head_says_how_long_the_answer_is(client: Client) -> None:
    published("Trà sen")
    whole, head = client.get("/api/v1/products"), client.head("/api/v1/products")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])
    assert int(head["Content-Length"]) == len(whole.content)


def test_lists_begin_with_products_in_force(client: Client) -> None:
    for name, year in (("An trà", 2019), ("Bánh trà", 2026), ("Trà an", 2019), ("Trà bánh", 2026)):
        published(name, issued_on=date(year, 6, 1), regime="R1" if year == 2019 else "R4")
    listed = [one["name"] for one in client.get("/api/v1/products").json()["items"]]
    assert listed == ["Bánh trà", "Trà bánh", "An trà", "Trà an"]
    searched = [one["name"] for one in client.get("/api/v1/products", {"q": "tra"}).json()["items"]]
    assert searched == ["Trà bánh", "Trà an", "Bánh trà", "An trà"]


def test_fields_are_words_of_the_glossary(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert sorted(described["paths"]) == [
        "/api/v1/certificates/{token}", "/api/v1/producers/{producer_id}", "/api/v1/products", "/api/v1/products/{product_id}", "/api/v1/units",
    ]  # fmt: skip
    fields = set(described["components"]["schemas"]["CertificateOut"]["properties"])
    assert {
        "certificate_state",
        "star_rating",
        "decision_number",
        "issuing_authority",
        "issued_on",
        "expires_on",
        "regime",
    } <= fields
    secret = {"phone", "email", "representative", "sex", "ethnicity", "average_score", "registration_number"}
    everywhere = {name for one in described["components"]["schemas"].values() for name in one.get("properties", {})}
    assert everywhere & secret == set()


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Keep the test's database open between requests, as the test client does."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


def described() -> schemathesis.schemas.BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())


@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize(
    "path", ["/products", "/products/{product_id}", "/producers/{producer_id}", "/certificates/{token}", "/units"]
)
def test_any_question_gets_an_answer_that_fits_the_description(path: str) -> None:
    published("Trà sen")
    operation = described()[f"/api/v1{path}"]["GET"]

    @settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate()

    ask()
