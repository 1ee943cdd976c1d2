"""Text of old fonts in a producer's forms: one sentence, the text as it was meant, and a choice; nothing changes silently."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from ocop.dossiers.models import Dossier, RegistrationForm, SelfScore
from ocop.dossiers.parts import criterion_part
from ocop.filing.tests.filing_world import World, ask, complete, submit, tea_world
from ocop.producers.models import Producer
from ocop.products.models import Product

pytestmark = pytest.mark.django_db
OLD, MEANT = "§Æc s¶n quª h\xad¬ng", "Đặc sản quê hương"


@pytest.fixture
def world() -> World:
    return tea_world()


@pytest.fixture
def dossier(world: World) -> Dossier:
    return world.start()


@pytest.fixture
def visitor(world: World, client: Client) -> Client:
    client.force_login(world.user)
    return client


def test_a_description_of_an_old_font_is_offered_as_it_was_meant(dossier: Dossier, visitor: Client) -> None:
    here = reverse("filing:criterion", args=[dossier.pk, "1.1"])
    answer = visitor.post(here, {"level": "2", "description": OLD})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert SelfScore.objects.count() == 0
    assert body.count(f"có phải bạn muốn viết “{MEANT}”?") == 2  # in the summary and beside the field
    assert f"{OLD}</textarea>" in body  # what was typed stands as it was
    assert re.findall(r'name="phong" value="(\w+)"', body) == ["doi", "giu"]


@pytest.mark.parametrize(("choice", "kept"), [("doi", MEANT), ("giu", OLD.replace("\xad", ""))])
def test_the_person_chooses(choice: str, kept: str, dossier: Dossier, visitor: Client) -> None:
    here = reverse("filing:criterion", args=[dossier.pk, "1.1"])
    assert visitor.post(here, {"level": "2", "description": OLD, "phong": choice}).status_code == 302
    assert SelfScore.objects.get().description == kept


def test_the_other_answers_of_a_page_are_kept_meanwhile(dossier: Dossier, visitor: Client) -> None:
    here = reverse("filing:registration", args=[dossier.pk])
    answer = visitor.post(here, {"legal_representative": "TrÇn V¨n B×nh", "phone": "0912345678"})
    assert (answer.status_code, "Trần Văn Bình" in answer.content.decode()) == (422, True)
    answers = RegistrationForm.objects.get().answers
    assert (answers["phone"], "legal_representative" in answers) == ("0912345678", False)
    seen = re.search(r'name="seen" value="([0-9a-f]*)"', answer.content.decode())
    assert seen
    sent = {"legal_representative": "TrÇn V¨n B×nh", "phone": "0912345678", "seen": seen.group(1), "phong": "doi"}
    assert visitor.post(here, sent).status_code == 302
    assert RegistrationForm.objects.get().answers["legal_representative"] == "Trần Văn Bình"


def test_choosing_does_not_change_what_the_first_button_meant(world: World, visitor: Client) -> None:
    dossier = complete(world)
    submit(dossier, world)
    request = ask(dossier, criterion_part("1.1"))
    here = reverse("filing:supplement", args=[dossier.pk])
    body = visitor.post(here, {"answer": OLD, "revision": "1", "action": "keep"}).content.decode()
    assert 'type="hidden" name="action" value="keep"' in body
    visitor.post(here, {"answer": OLD, "revision": "1", "action": "keep", "phong": "doi"})
    request.refresh_from_db()
    dossier.refresh_from_db()
    assert (request.answer, dossier.state) == (MEANT, "commune_supplement")


def test_names_of_products_and_producers_are_asked_about(world: World, visitor: Client) -> None:
    page = reverse("products:edit", args=[world.product.pk])
    sent = {"name": "Traø sen Baø Ñen", "set_number": "11", "version": "0"}
    body = visitor.post(page, sent).content.decode()
    assert ("phông cũ VNI" in body, "Trà sen Bà Đen" in body) == (True, True)
    visitor.post(page, {**sent, "phong": "doi"})
    assert Product.objects.get(pk=world.product.pk).name == "Trà sen Bà Đen"
    body = visitor.post(
        reverse("producers:edit", args=[world.producer.pk]),
        {"name": "Hîp t¸c x· Trµ", "version": "0"},
    ).content.decode()
    assert "Hợp tác xã Trà" in body
    assert Producer.objects.get(pk=world.producer.pk).name == world.producer.name
