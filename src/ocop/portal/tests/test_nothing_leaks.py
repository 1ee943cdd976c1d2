"""Canaries: words planted where the public must never look are looked for on every public page."""

import re
from collections import deque
from datetime import date

import pytest
from django.test import Client

from ocop.dossiers.models import Evidence, RegistrationForm, SelfScore
from ocop.producers.models import LegalRepresentative, Producer
from ocop.products.models import Product
from ocop.recognition.models import Certificate
from ocop.recognition.operations import recognise
from ocop.recognition.tests.builders import AT, chair, scored_dossier
from tests import builders as make

from .builders import forget, published

pytestmark = pytest.mark.django_db
CANARY = "chimhoangyen"
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)"|<loc>http://127\.0\.0\.1:8000(/[^<]*)</loc>')
NOT_PUBLIC = ("/tai-khoan/", "/static/", "/ui/")


def plant() -> list[str]:
    """A recognised product and unfinished ones, with canaries in everything that is not public."""
    user = make.account("producer_user", username=f"{CANARY}-1", full_name=f"Người {CANARY}", phone=f"{CANARY}-2")
    owner = make.producer(user=user, name="Hợp tác xã Trà", registration_number=f"{CANARY}-3")
    Producer.objects.update(phone=f"{CANARY}-4", email=f"{CANARY}@vi.du")
    LegalRepresentative.objects.update(
        full_name=f"{CANARY}-5", position=f"{CANARY}-6", ethnicity=f"{CANARY}-7", sex="female", has_disability=True
    )
    recognised = scored_dossier(product=make.product(owner, name="Trà công khai"), mean="77.77", star=4)
    for dossier in (
        recognised,
        make.dossier(make.product(owner, name=f"Sản phẩm {CANARY}-8")),
        scored_dossier(product=make.product(owner, name=f"{CANARY}-9")),
    ):
        RegistrationForm.objects.create(dossier=dossier, answers={"history": f"{CANARY}-10"})
        SelfScore.objects.create(
            dossier=dossier, criterion_code="1.1", level=1, description=f"{CANARY}-11", saved_at=AT
        )
        Evidence.objects.create(
            dossier=dossier, evidence_type="growth", title=f"{CANARY}-12", original_name=f"{CANARY}-13.pdf", media_type="application/pdf",
            size=1, sha256="0" * 64, uploaded_by=user, uploaded_at=AT,
        )  # fmt: skip
    recognise([recognised], decision_number="125/QĐ-UBND", decided_on=date(2026, 12, 15), by=chair(), at=AT)
    published("Mật ong công khai")
    tokens = [one.token for one in Certificate.objects.all()]
    producers = Producer.objects.values_list("pk", flat=True)
    products = Product.objects.values_list("pk", flat=True)
    return [
        "/", "/en/", "/sitemap.xml", "/sitemap-trang.xml", "/sitemap-0.xml", "/robots.txt", "/api/v1/openapi.json", "/api/v1/products", "/api/v1/units",
        *(f"/q/{token}" for token in tokens), *(f"/q/{token}.svg" for token in tokens), *(f"/api/v1/certificates/{token}" for token in tokens),
        *(f"/chu-the/{pk}/" for pk in producers), *(f"/api/v1/producers/{pk}" for pk in producers),
        *(f"/san-pham/x-{pk}/" for pk in products), *(f"/api/v1/products/{pk}" for pk in products),
        f"/san-pham/?q={CANARY}", "/chu-the/", f"/chu-the/?q={CANARY}", f"/api/v1/products?q={CANARY}",
    ]  # fmt: skip


def test_no_public_page_shows_what_is_not_public(client: Client) -> None:
    forget()
    waiting, seen, leaks, scores = deque(plant()), set(), [], []
    while waiting:
        path = waiting.popleft()
        if path in seen or path.startswith(NOT_PUBLIC) or len(seen) > 400:
            continue
        seen.add(path)
        response = client.get(path, follow=True)
        body = response.getvalue().decode(errors="replace")  # a workbook is no text; the same rows leave as CSV
        asked_for = CANARY in path
        found = len(re.findall(CANARY, body))
        if found and not (asked_for and f"{CANARY}-" not in body):
            leaks.append(path)
        if "77.77" in body or "77,77" in body:
            scores.append(path)
        if "html" in response["Content-Type"] or "xml" in response["Content-Type"]:
            waiting.extend(one or two for one, two in LINK.findall(body.replace("&amp;", "&")))
    assert (leaks, scores) == ([], [])
    assert len(seen) > 40


def test_unfinished_products_and_their_producers_have_no_page(client: Client) -> None:
    product = make.product()
    scored_dossier(product=product)
    assert client.get(f"/san-pham/x-{product.pk}/").status_code == 404
    assert client.get(f"/chu-the/{product.producer_id}/").status_code == 404


def test_a_number_larger_than_any_product_is_an_unknown_page(client: Client) -> None:
    assert client.get(f"/san-pham/x-{10**20}/").status_code == 404
