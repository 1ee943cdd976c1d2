"""The life of a star: every turn of it with the rules and the body of its day; what does not fit the ledger tells nothing."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from ocop.portal.pages.life import life_of
from ocop.portal.queries.life import recognitions_of
from ocop.products.models import Product
from ocop.recognition.models import Certificate
from ocop.recognition.operations import correct_decision, recognise
from ocop.recognition.tests.builders import AT, certificate, chair, scored_dossier
from ocop.recognition.tests.test_tampering import behind_the_systems_back
from tests import builders as make

from .builders import address, forget, published, text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    forget()


@pytest.fixture
def tea() -> Product:
    """Three stars of a district, raised, lapsed, renewed years later, revoked."""
    product = published("Trà sen", star=3, issued_on=date(2020, 3, 2), regime="R1", ended_on=date(2021, 5, 10))
    certificate(product, star=4, issued_on=date(2021, 5, 10), regime="R1", issuing_authority="UBND tỉnh Tây Ninh")
    certificate(
        product, star=4, issued_on=date(2025, 8, 1), regime="R3", ended_on=date(2026, 9, 9), end_reason="revoked"
    )
    return product


def test_a_star_is_raised_lapses_is_renewed_and_revoked_under_the_rules_of_each_day(tea: Product) -> None:
    events = life_of(recognitions_of(product=tea.pk, on=TODAY), on=TODAY)
    assert [(str(one.when), one.title, one.star) for one in events] == [
        ("02/03/2020", "Công nhận", 3),
        ("10/05/2021", "Lên hạng", 4),
        ("11/05/2024", "Hết hiệu lực, chưa được đánh giá lại", None),
        ("01/08/2025", "Công nhận lại", 4),
        ("09/09/2026", "Thu hồi", None),
    ]
    bodies = [dict(one.facts).get("Thẩm quyền khi đó") for one in events if one.star]
    assert bodies == [
        "Ủy ban nhân dân cấp tỉnh",  # 1048/QĐ-TTg gave every star to the province
        "Ủy ban nhân dân cấp tỉnh",
        "Ủy ban nhân dân cấp tỉnh",
    ]


def test_the_term_that_goes_on_by_the_transition_ends_after_180_days() -> None:
    product = published("Bánh tráng", star=3, issued_on=date(2023, 7, 1), regime="R2")

    def titles(on: date) -> list[tuple[str, str]]:
        return [(str(one.when), one.title) for one in life_of(recognitions_of(product=product.pk, on=on), on=on)]

    assert titles(date(2026, 12, 1)) == [("01/07/2023", "Công nhận"), ("02/07/2026", "Được kéo dài (Đ.12.3)")]
    assert titles(date(2026, 12, 29))[2:] == [("29/12/2026", "Hết hiệu lực, chưa được đánh giá lại")]


def test_a_correction_stands_on_the_line_with_its_decision(client: Client) -> None:
    by = chair()
    dossier = scored_dossier(product=make.product(name="Trà sem"), star=4)
    decision = recognise([dossier], decision_number="125/QĐ-UBND", decided_on=date(2026, 12, 15), by=by, at=AT)
    paper: dict[str, Any] = {"decision_number": "190/QĐ-UBND", "decided_on": date(2026, 12, 20)}
    correct_decision(decision, {f"product-{dossier.pk}": "Trà sen"}, reason="Ghi sai tên.", **paper, by=by, at=AT)
    page = text(client, f"{address(dossier.product)}lich-su/")
    assert "Đính chính" in page
    assert re.findall(r"<dd lang=\"vi\">(Trà se[mn]|190/QĐ-UBND)</dd>", page) == ["Trà sem", "Trà sen", "190/QĐ-UBND"]


def test_a_certificate_that_does_not_fit_the_ledger_tells_neither_star_nor_day(tea: Product) -> None:
    first = Certificate.objects.earliest("pk")
    with behind_the_systems_back():
        Certificate.objects.filter(pk=first.pk).update(star_rating=5)
        events = life_of(recognitions_of(product=tea.pk, on=TODAY), on=TODAY)
    assert (str(events[0].when), events[0].title, events[0].star) == ("", "Chưa kiểm chứng được", None)
    assert [one.title for one in events][1:2] == ["Công nhận"]  # nothing is known to have been raised


def test_pages_of_product_and_producer_show_it_in_both_languages(client: Client, tea: Product) -> None:
    assert f"{address(tea)}lich-su/" in text(client, address(tea))
    moved = client.get(f"/san-pham/ten-cu-{tea.pk}/lich-su/")
    assert (moved.status_code, moved["Location"]) == (301, f"{address(tea)}lich-su/")
    page = text(client, f"/chu-the/{tea.producer_id}/lich-su/")
    assert page.count("Lên hạng") == 1
    assert '<strong class="star-history__name" lang="vi">Trà sen</strong>' in page
    assert "Provincial People&#x27;s Committee" in text(client, f"/en/chu-the/{tea.producer_id}/lich-su/")
    assert client.get("/chu-the/999999/lich-su/").status_code == 404


def test_a_long_history_asks_as_much_as_a_short_one(
    client: Client, tea: Product, django_assert_num_queries: Any
) -> None:
    path = f"/chu-the/{tea.producer_id}/lich-su/"
    client.get(path)
    with django_assert_num_queries(3):
        client.get(path)
    for number in range(6):
        certificate(tea, star=3, issued_on=date(2020, 4, 1 + number), regime="R1")
    with django_assert_num_queries(3):
        client.get(path)
