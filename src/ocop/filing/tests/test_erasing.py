"""Erasing what is kept about people: nothing of it is left to read, and chain, hashes and receipts stay valid."""

import json

import pytest
from django.core import serializers
from django.urls import reverse

from ocop.dossiers.models import Dossier, DossierSnapshot, RegistrationForm
from ocop.dossiers.queries.read_view import read_view
from ocop.dossiers.questions import personal_keys
from ocop.filing.operations.erasing import erase_personal_data
from ocop.filing.operations.filing import save_registration, withdraw_dossier
from ocop.filing.tests.filing_world import AT, World, complete, submit, tea_world
from ocop.ledger.adopting import adopt_records
from ocop.ledger.comparing import record_checks, told_by_the_chain
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry, PersonalValue, Receipt
from ocop.ledger.personal import ERASED
from ocop.ledger.verifying import verify_chain
from ocop.people.models import Role, UserAccount
from ocop.producers.models import LegalRepresentative, Producer
from ocop.producers.operations import StaleProfileError, update_producer
from tests.builders import account, browser

pytestmark = pytest.mark.django_db
WHO, WHERE, CALL = "Trần Thị Kim Cúc", "Hẻm 7 ấp Hòa Đông", "0987111222"


@pytest.fixture
def world() -> World:
    world = tea_world()
    account(Role.SYSTEM_ADMINISTRATOR, username="quan-tri")
    Producer.objects.update(address=WHERE, phone=CALL)
    LegalRepresentative.objects.update(full_name=WHO)
    adopt_records(at=AT)
    dossier = complete(world)
    answers = {"legal_representative": WHO, "contact_address": WHERE, "phone": CALL}
    save_registration(dossier, answers, by=world.user, at=AT)
    submit(dossier, world)
    return world


def administrator() -> UserAccount:
    return UserAccount.objects.get(username="quan-tri")


def everything_stored() -> str:
    rows = [*Producer.objects.all(), *LegalRepresentative.objects.all(), *DossierSnapshot.objects.all()]
    rows += [*RegistrationForm.objects.all(), *PersonalValue.objects.all(), *AuditEntry.objects.all()]
    return json.dumps(json.loads(serializers.serialize("json", rows)), ensure_ascii=False)


def findings() -> list[str]:
    checks = record_checks(told_by_the_chain).values()
    return [f"{one.record}: {one.sentence}" for check in checks for one in check() if one]


def test_a_filed_dossier_holds_marks_and_its_readers_see_the_values(world: World) -> None:
    snapshot = DossierSnapshot.objects.get()
    assert CALL not in str(snapshot.content)
    shown = dict(read_view(snapshot.dossier, link_of=lambda _: "", contacts=True).registration[0].answers)
    assert (shown["Họ và tên người đại diện"], shown["Số điện thoại"]) == (WHO, CALL)
    assert findings() == []


def test_erasing_leaves_nothing_to_read_and_everything_valid(world: World) -> None:
    snapshot = DossierSnapshot.objects.get()
    withdraw_dossier(snapshot.dossier, reason="Thôi", by=world.user, at=AT)
    receipt = Receipt.objects.get()
    assert all(word in everything_stored() for word in (WHO, WHERE, CALL))
    assert erase_personal_data(world.producer, reason="Đơn ngày 1/9", by=administrator(), at=AT) > 0
    left = everything_stored()
    assert [word for word in (WHO, WHERE, CALL) if word in left] == []
    assert verify_chain().holds
    assert findings() == []
    snapshot.refresh_from_db()
    assert snapshot.content_hash == receipt.content_hash == Receipt.objects.get().content_hash
    assert snapshot.content["head"]["producer"]["name"] == world.producer.name
    shown = dict(read_view(snapshot.dossier, link_of=lambda _: "", contacts=True).registration[0].answers)
    assert {shown["Họ và tên người đại diện"], shown["Địa chỉ liên hệ"], shown["Số điện thoại"]} == {ERASED}


def test_a_value_that_was_erased_without_a_line_is_found(world: World) -> None:
    PersonalValue.objects.filter(value__contains=CALL).update(value="", salt="", erased_at=AT)
    assert [one for one in findings() if one.startswith("Dữ liệu cá nhân")] != []


def test_only_an_administrator_erases_and_not_while_a_dossier_is_examined(world: World) -> None:
    with pytest.raises(DomainError, match="Chỉ người quản trị hệ thống"):
        erase_personal_data(world.producer, reason="x", by=world.user, at=AT)
    with pytest.raises(DomainError, match="còn hồ sơ đang soạn hoặc đang xét"):
        erase_personal_data(world.producer, reason="x", by=administrator(), at=AT)
    withdraw_dossier(DossierSnapshot.objects.get().dossier, reason="Thôi", by=world.user, at=AT)
    with pytest.raises(DomainError, match="Hãy ghi số và ngày") as refused:
        erase_personal_data(world.producer, reason=" ", by=administrator(), at=AT)
    assert refused.value.field == "reason"


def test_the_personal_questions_are_those_about_people() -> None:
    assert personal_keys("R4") == {
        "legal_representative", "representative_position", "contact_address", "phone", "email", "representative.sex",
        "representative.ethnicity", "representative.disability", "representative.permanent_address",
    }  # fmt: skip


def test_the_administrators_page_asks_for_the_request_and_a_tick(world: World) -> None:
    withdraw_dossier(Dossier.objects.get(), reason="Ngừng sản xuất", by=world.user, at=AT)
    client = browser(administrator())
    address = reverse("filing:erase", args=[world.producer.pk])
    assert address in client.get(reverse("producers:detail", args=[world.producer.pk])).content.decode()
    assert client.post(address, {"reason": "Đơn ngày 5/10/2026"}).status_code == 422
    assert WHO in everything_stored()
    assert client.post(address, {"reason": "Đơn ngày 5/10/2026", "confirmed": "on"}).status_code == 302
    assert WHO not in everything_stored()


def test_a_form_opened_before_brings_nothing_back(world: World) -> None:
    opened = Producer.objects.get()
    withdraw_dossier(Dossier.objects.get(), reason="Ngừng sản xuất", by=world.user, at=AT)
    erase_personal_data(world.producer, reason="Đơn ngày 5/10/2026", by=administrator(), at=AT)
    names = ("name", "organisation_type", "unit", "address", "phone", "email", "registration_number", "founded_on")
    person = {"full_name": WHO, "position": "", "sex": "", "ethnicity": "", "has_disability": False}
    with pytest.raises(StaleProfileError):
        update_producer(
            opened, expected_version=opened.version, profile={name: getattr(opened, name) for name in names},
            representative=person, by=world.user, at=AT,
        )  # fmt: skip
    assert CALL not in everything_stored()
