"""A commune confirms that a product is made no longer (QĐ 26/2026, Đ.8.1.đ, 8.4): a case opens, the competent office verifies."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from ocop.inspections.operations import confirm_stopped, start_verifying
from ocop.ledger.errors import DomainError
from ocop.notices.models import Notice
from tests import builders as make
from tests.papers import pdf_paper

from .builders import DAY, NOW, TODAY, officer, owned

pytestmark = pytest.mark.django_db

STOPPED: dict[str, Any] = {
    "conclusion_number": "31/UBND-KT",
    "concluded_on": TODAY - DAY,
    "summary": "Ngừng từ tháng 9.",
}


@pytest.mark.parametrize(("star", "office"), [(3, "provincial_officer"), (5, "central_officer")])
def test_a_commune_confirms_that_production_stopped_and_the_competent_office_verifies(star: int, office: str) -> None:
    """Đ.8.1.đ, 8.4: the 15 days run from the commune's confirmation; who verifies follows the star."""
    user, found = owned(star=star)
    by = make.account("commune_officer", make.commune())
    to_verify = make.account(office, make.province() if office == "provincial_officer" else None)
    case = confirm_stopped(found, **STOPPED, files=[pdf_paper("xác nhận.pdf")], by=by, at=NOW)
    assert (case.ground, case.due_on) == ("production_stopped", TODAY - DAY + timedelta(days=15))
    assert case.concluded_by.startswith("Ủy ban nhân dân ")
    assert confirm_stopped(found, **STOPPED, files=[pdf_paper("xác nhận.pdf")], by=by, at=NOW) == case
    assert Notice.objects.filter(recipient=to_verify, kind="production_stopped").count() == 1
    assert Notice.objects.filter(recipient=user, kind="revocation_opened").count() == 1
    assert start_verifying(case, by=to_verify, at=NOW).state == "verifying"


def test_only_the_commune_of_the_product_confirms_and_only_with_its_paper() -> None:
    found = owned()[1]
    by = make.account("commune_officer", make.commune())
    for other in (officer(), make.account("commune_officer", make.commune("25462", "Long Hoa"))):
        with pytest.raises(DomainError, match=r"Đ\.8\.4"):
            confirm_stopped(found, **STOPPED, files=[pdf_paper("xác nhận.pdf")], by=other, at=NOW)
    with pytest.raises(DomainError) as refusal:
        confirm_stopped(found, **STOPPED, files=[], by=by, at=NOW)
    assert refusal.value.field == "papers"


def test_a_commune_finds_the_product_and_sends_the_form() -> None:
    found, browser = owned()[1], make.browser(make.account("commune_officer", make.commune()))
    address = reverse("inspections:stopped", args=[found.pk])
    assert address in browser.get(reverse("inspections:find"), {"q": found.product.name}).content.decode()
    typed = {**STOPPED, "concluded_on": f"{TODAY:%d/%m/%Y}", "papers": pdf_paper("xác nhận.pdf")}
    assert "Cơ quan tham mưu OCOP được báo" in browser.post(address, typed, follow=True).content.decode()
