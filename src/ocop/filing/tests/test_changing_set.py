"""A wrong choice of the set is mended in the draft, and nothing that was answered is lost (QĐ 26/2026, Phụ lục I)."""

import pytest
from django.test import Client
from django.urls import reverse

from ocop.dossiers.models import Dossier, SelfScore
from ocop.dossiers.queries.assessment import self_choices
from ocop.dossiers.queries.bundle import filing_of
from ocop.filing.operations.changing_set import change_set
from ocop.filing.operations.evidence import add_evidence
from ocop.filing.queries.own_dossiers import own_dossiers
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.products.models import Product

from .filing_world import AT, DAY, World, answer_criteria, answer_forms, complete, photo, submit, tea_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return tea_world()


def moved(dossier: Dossier, number: int, world: World) -> Dossier:
    change_set(dossier, set_number=number, by=world.user, at=AT)
    return Dossier.objects.select_related("product", "producer").get(pk=dossier.pk)


def test_tea_that_is_of_lotus_leaves_keeps_30_of_32_answers(world: World) -> None:
    dossier = complete(world)
    told = len(filing_of(dossier).saved)
    file = add_evidence(dossier, photo(), criterion_code="6.1.2", by=world.user, at=AT)
    dossier = moved(dossier, 12, world)
    filing, product = filing_of(dossier), Product.objects.get()
    assert (dossier.set_number, product.set_number, product.sector_code) == (12, 12, "I")
    assert len(filing.scores) == 30
    assert [one.code for one in filing.sheet.scored_criteria if one.code not in filing.scores] == ["1.2", "6.2"]
    assert filing.left_over_words == [("6.1.2 (bộ 11)", "Có giấy tờ.")]
    assert (filing.begun["1.2"].description, len(filing.saved)) == ("Có giấy tờ.", told)
    file.refresh_from_db()
    assert (file.criterion_code, file.removed_at) == ("", None)
    assert own_dossiers(world.user, on=DAY)[0].progress == "30/32 tiêu chí đã trả lời"
    line = AuditEntry.objects.get(action="set_changed").details
    assert (line["from"]["set"], line["to"]["set"], line["gone"], line["asked_anew"]) == (11, 12, ["6.1.2"], ["1.2"])
    assert AuditEntry.objects.filter(action="product_identity_changed").count() == 1


@pytest.mark.parametrize("number", [12, 7, 21, 26])
def test_there_and_back_everything_is_as_it_was(world: World, number: int) -> None:
    dossier = complete(world)
    before = self_choices(dossier), sorted(SelfScore.objects.values_list("criterion_code", "level", "description"))
    back = moved(moved(dossier, number, world), 11, world)
    assert (
        self_choices(back),
        sorted(SelfScore.objects.values_list("criterion_code", "level", "description")),
    ) == before


def test_a_second_press_changes_nothing_and_what_is_filed_stays(world: World) -> None:
    dossier = world.start()
    moved(dossier, 12, world)
    moved(dossier, 12, world)
    assert AuditEntry.objects.filter(action="set_changed").count() == 1
    answer_forms(dossier, world.user)
    dossier = Dossier.objects.get()
    answer_criteria(dossier)
    submit(dossier, world)
    with pytest.raises(DomainError, match="rút hồ sơ"):
        moved(dossier, 11, world)


def test_an_association_stays_with_tourism(world: World) -> None:
    dossier = world.start()
    type(world.producer).objects.update(organisation_type="community_tourism_body")
    with pytest.raises(DomainError, match="du lịch"):
        moved(dossier, 12, world)
    assert Dossier.objects.get().set_number == 11


def test_the_pages_offer_sets_by_the_products_name_and_say_what_stays(world: World) -> None:
    dossier, client = complete(world), Client()
    Product.objects.update(name="Trà lá sen")
    client.force_login(world.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("filing:change_set", args=[dossier.pk])
    assert f'href="{address}"' in client.get(reverse("filing:detail", args=[dossier.pk])).content.decode()
    assert f'href="{address}?bo=12"' in client.get(address).content.decode()
    page = client.get(f"{address}?bo=12").content.decode()
    assert "Giữ nguyên 30 câu trả lời" in page
    assert ("6.1.2 – " in page, "6.2 – " in page) == (True, True)
    assert client.post(f"{address}?bo=12")["Location"] == reverse("filing:detail", args=[dossier.pk])
    assert Dossier.objects.get().set_number == 12
    for unknown in ("27", "x", "12"):
        assert "Đổi bộ sản phẩm" in client.get(f"{address}?bo={unknown}").content.decode()
