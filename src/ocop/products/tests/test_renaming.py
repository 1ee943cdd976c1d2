"""A product whose name a filed dossier fixed is renamed by the provincial office: with a day, by a document, and papers keep the old name."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from ocop.ledger.models import AuditEntry
from ocop.people.models import Role, UserAccount
from ocop.products.models import FormerProductIdentity, Product
from tests import builders
from tests.builders import browser

pytestmark = pytest.mark.django_db
OLD, NEW = "Trà sen cổ", "Trà sen Tân Ninh"


@pytest.fixture
def product() -> Product:
    made = builders.product(name=OLD)
    builders.dossier(made, state="submitted")
    return made


@pytest.fixture
def office() -> UserAccount:
    return builders.account(Role.PROVINCIAL_OFFICER, builders.province())


def answer(user: UserAccount, product: Product, **typed: str) -> Any:
    day = timezone.localdate()
    values = {"name": NEW, "effective_on": f"{day:%d/%m/%Y}", "document": "Công văn 12/SNNMT", **typed}
    return browser(user).post(reverse("products:rename", args=[product.pk]), values)


def send(user: UserAccount, product: Product, **typed: str) -> int:
    return int(answer(user, product, **typed).status_code)


def test_the_office_renames_with_a_day_and_a_document(product: Product, office: UserAccount) -> None:
    Product.objects.update(created_at=timezone.now() - timedelta(days=400))
    assert send(office, product) == 302
    product.refresh_from_db()
    line = AuditEntry.objects.filter(subject_kind="product", subject_id=str(product.pk)).latest("sequence")
    assert product.name == NEW
    assert [one.name for one in FormerProductIdentity.objects.filter(product=product)] == [OLD]
    assert (line.actor, line.details["changes"]["name"]) == (office, [OLD, NEW])


@pytest.mark.parametrize(("typed", "sentence"), [({"name": ""}, "Tên mới"), ({"document": ""}, "Văn bản"), ({"effective_on": "31/2/2026"}, "ngày")])  # fmt: skip
def test_a_form_that_says_too_little_is_shown_again(
    product: Product, office: UserAccount, typed: dict[str, str], sentence: str
) -> None:
    refused = answer(office, product, **typed)
    product.refresh_from_db()
    assert (refused.status_code, product.name) == (422, OLD)
    summary = re.search(r"data-error-summary>.*?</ul>", refused.content.decode(), re.DOTALL)
    assert summary is not None
    assert sentence in summary.group()


def test_a_name_typed_with_an_old_font_is_offered_as_it_was_meant(product: Product, office: UserAccount) -> None:
    typed = {"name": "Trµ hoa vµng Ba ChÏ"}
    asked = answer(office, product, **typed)
    assert asked.status_code == 422
    assert re.findall(r'name="phong" value="(\w+)"', asked.content.decode()) == ["doi", "giu"]
    assert send(office, product, **typed, phong="doi") == 302
    product.refresh_from_db()
    assert product.name == "Trà hoa vàng Ba Chẽ"


def test_nobody_else_renames_and_a_free_name_is_changed_on_its_own_page(product: Product, office: UserAccount) -> None:
    assert send(builders.account(Role.COMMUNE_OFFICER, product.unit), product) == 403
    free = builders.product(product.producer, name="Trà mới")
    assert send(office, free) == 403
    assert set(Product.objects.values_list("name", flat=True)) == {OLD, "Trà mới"}
