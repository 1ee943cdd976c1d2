"""Dossiers of each kind against the star of their product: opened, refused with days, one at a time, filed on the day that decides."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from ocop.dossiers.models import Dossier
from ocop.dossiers.tests.in_threads import in_threads
from ocop.filing.operations.starting import change_kind, start_dossier
from ocop.filing.queries.completeness import completeness
from ocop.filing.tests.filing_world import World, tea_world
from ocop.ledger.errors import DomainError
from ocop.recognition.operations import close_without_decision, recognise
from ocop.territory.operations.settings import set_locally
from tests import builders as make

from .builders import AT, certificate, chair, result

OPEN = datetime(2029, 4, 1, 3, 0, tzinfo=UTC)
LATE = datetime(2029, 6, 1, 3, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    made = tea_world()
    certificate(made.product, star=3, issued_on=date(2026, 8, 31), regime="R4", is_demo=True)
    return made


@pytest.mark.django_db
def test_a_renewal_is_opened_in_its_window_and_refused_outside(world: World) -> None:
    with pytest.raises(DomainError, match="nộp từ ngày 04/03/2029 đến ngày 03/05/2029"):
        start_dossier(world.product, kind="re_recognition", by=world.user, at=LATE)
    assert not Dossier.objects.exists()
    made = start_dossier(world.product, kind="re_recognition", by=world.user, at=OPEN)
    assert (made.dossier_type, made.target_star) == ("re_recognition", 3)
    assert start_dossier(world.product, kind="re_recognition", by=world.user, at=OPEN) == made


@pytest.mark.django_db
def test_an_upgrade_names_a_higher_star(world: World) -> None:
    for star in (None, 3, 6):
        with pytest.raises(DomainError, match="cao hơn 3 sao đang có: 4, 5"):
            start_dossier(world.product, kind="upgrade", target_star=star, by=world.user, at=OPEN)
    assert start_dossier(world.product, kind="upgrade", target_star=5, by=world.user, at=OPEN).target_star == 5


@pytest.mark.django_db
def test_a_second_dossier_is_refused_with_the_open_one_named(world: World) -> None:
    start_dossier(world.product, kind="upgrade", target_star=4, by=world.user, at=OPEN)
    with pytest.raises(
        DomainError, match="đang có hồ sơ “Nâng hạng” lập ngày 01/04/2029; mỗi sản phẩm chỉ có một hồ sơ"
    ):
        start_dossier(world.product, kind="re_recognition", by=world.user, at=OPEN)


@pytest.mark.django_db
def test_a_draft_whose_window_closed_cannot_be_filed_and_becomes_another_kind(world: World) -> None:
    draft = start_dossier(world.product, kind="re_recognition", by=world.user, at=OPEN)
    assert not completeness(draft, on=date(2029, 5, 3)).blocking[0].sentence.startswith("Đã quá hạn")
    assert (
        completeness(draft, on=date(2029, 5, 4)).blocking[0].sentence.startswith("Đã quá hạn nộp hồ sơ phân hạng lại")
    )
    changed = change_kind(draft, kind="first_time", by=world.user, at=LATE)
    assert (changed.dossier_type, changed.version) == ("first_time", 1)
    assert not completeness(changed, on=date(2029, 6, 1)).blocking[0].sentence.startswith("Đã quá hạn")


@pytest.mark.django_db
def test_a_place_that_takes_late_filing_asks_for_the_reason(world: World) -> None:
    set_locally(
        "re_recognition.late_filing", "with_reason", unit=make.province(), effective_from=date(2029, 1, 1), legal_source="QĐ 9",
        by=make.account("system_administrator"), at=OPEN,
    )  # fmt: skip
    with pytest.raises(DomainError, match="hãy ghi lý do nộp muộn"):
        start_dossier(world.product, kind="re_recognition", by=world.user, at=LATE)
    made = start_dossier(world.product, kind="re_recognition", late_reason="Lũ tháng 4.", by=world.user, at=LATE)
    assert made.late_reason == "Lũ tháng 4."


@pytest.mark.django_db(transaction=True)
def test_of_eight_dossiers_of_two_kinds_opened_at_once_one_stands(world: World) -> None:
    presses = [
        lambda: start_dossier(world.product, kind="re_recognition", by=world.user, at=OPEN),
        lambda: start_dossier(world.product, kind="upgrade", target_star=4, by=world.user, at=OPEN),
    ]
    results = in_threads(presses * 4)
    made = Dossier.objects.get()
    won = [one for one in results if isinstance(one, Dossier)]
    lost = [one for one in results if isinstance(one, DomainError)]
    assert (len(won), len(lost), {one.pk for one in won}) == (4, 4, {made.pk})
    assert all("mỗi sản phẩm chỉ có một hồ sơ đang mở" in str(one) for one in lost)


@pytest.mark.django_db
def test_the_page_offers_what_can_be_filed_and_says_why_the_rest_cannot(client: Client) -> None:
    world = tea_world()
    certificate(world.product, star=3, issued_on=date(2026, 8, 31), regime="R4")
    client.force_login(world.user)
    address = reverse("filing:start", args=[world.product.pk])
    page = client.get(address).content.decode()
    assert "Chưa đến ngày nộp hồ sơ phân hạng lại: nộp từ ngày 04/03/2029 đến ngày 03/05/2029" in page
    assert "Sản phẩm đang có 3 sao" in page
    assert client.post(address, {"target_star": "4"}).status_code == 302
    draft = Dossier.objects.get()
    assert (draft.dossier_type, draft.target_star) == ("upgrade", 4)
    assert "Nâng hạng lên 4 sao năm" in client.get(reverse("filing:detail", args=[draft.pk])).content.decode()


@pytest.mark.django_db
def test_the_kind_of_a_draft_is_chosen_again(client: Client) -> None:
    world = tea_world()
    draft = world.start()
    certificate(world.product, star=3, issued_on=date(2026, 8, 31), regime="R4")
    client.force_login(world.user)
    assert (
        "Hôm nay chưa nộp được hồ sơ “Đánh giá lần đầu”"
        in client.get(reverse("filing:detail", args=[draft.pk])).content.decode()
    )
    address = reverse("filing:kind", args=[draft.pk])
    assert client.post(address, {"target_star": "9"}).status_code == 422
    assert client.post(address, {"target_star": "5"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.dossier_type, draft.target_star) == ("upgrade", 5)


@pytest.mark.django_db
@pytest.mark.parametrize(("star", "mean"), [(4, "79"), (3, "60")])
def test_a_renewal_that_is_decided_gives_a_new_certificate_at_its_star_and_ends_the_old_one(
    star: int, mean: str
) -> None:
    product = make.product()
    old = certificate(product, star=4, issued_on=date(2024, 5, 1), regime="R2")
    renewal = make.dossier(product, state="decision_pending", dossier_type="re_recognition", target_star=4)
    result(renewal, mean=mean, star=star)
    recognise([renewal], decision_number="77/QĐ-UBND", decided_on=date(2026, 12, 15), by=chair(), at=AT)
    old.refresh_from_db()
    new = renewal.certificate
    assert (new.star_rating, new.issued_on, new.expires_on) == (star, date(2026, 12, 15), date(2029, 12, 15))
    assert (old.end_reason, old.ended_on) == ("superseded", date(2026, 12, 15))


@pytest.mark.django_db
def test_a_renewal_that_reaches_no_star_lets_the_old_certificate_run_to_its_end() -> None:
    product = make.product()
    old = certificate(product, star=3, issued_on=date(2024, 5, 1), regime="R2")
    renewal = make.dossier(product, state="decision_pending", dossier_type="re_recognition", target_star=3)
    result(renewal, mean="40", star=2)
    close_without_decision([renewal], reason="Dưới 50 điểm.", by=chair(), at=AT)
    old.refresh_from_db()
    assert (product.certificates.count(), old.end_reason, old.ended_on) == (1, "", None)
