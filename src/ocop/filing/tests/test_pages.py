"""The producer's other pages: rights, states, stale forms, supplement, number of queries, and what a person reads."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.models import Dossier, DossierState, RegistrationForm, SupplementRequest
from ocop.dossiers.parts import GENERAL, REGISTRATION
from ocop.dossiers.questions import derived_fields, question_part
from ocop.filing.operations.filing import save_registration, submit_dossier
from ocop.filing.tests.filing_world import AT, DAY, World, answers_for, complete, tea_world
from ocop.law.forms import official_form
from ocop.people.models import Role
from ocop.producers.models import Delegation
from tests import builders

pytestmark = pytest.mark.django_db
PAGES = ("detail", "registration", "general", "assessment", "evidence_upload", "check")


@pytest.fixture
def world() -> World:
    return tea_world()


@pytest.fixture
def visitor(world: World, client: Client) -> Client:
    client.force_login(world.user)
    return client


def address(name: str, dossier: Dossier, *more: str) -> str:
    return reverse(f"filing:{name}", args=[dossier.pk, *more])


def asked(dossier: Dossier, *parts: str) -> SupplementRequest:
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.COMMUNE_SUPPLEMENT)
    return SupplementRequest.objects.create(
        dossier=dossier, evaluation_level="commune", message="Ảnh hợp đồng bị mờ.\nĐề nghị chụp lại.",
        open_parts=list(parts), due_on=timezone.localdate() + timedelta(days=6),
        requested_by=builders.account(full_name="Lê Văn Cán"), requested_at=timezone.now(),
    )  # fmt: skip


# Every field of the two forms is asked, or it is known where it comes from


@pytest.mark.parametrize(("form", "part"), [("form_01", REGISTRATION), ("form_02", GENERAL)])
def test_every_field_of_the_official_form_is_asked_or_derived(form: Any, part: str) -> None:
    authorities = {"commune", "province"}
    official = {one.key for one in official_form("R4", form).fields if one.block not in authorities}
    known = {one.key for one in question_part(part, "R4").questions}
    assert known.isdisjoint(derived_fields(form, "R4"))
    assert known | set(derived_fields(form, "R4")) == official


def test_protected_data_is_asked_in_one_group_that_says_who_sees_it() -> None:
    groups = {
        group.slug for group in question_part(GENERAL, "R4").groups if any(one.protected for one in group.questions)
    }
    assert groups == {"nguoi-dai-dien"}
    group = question_part(GENERAL, "R4").group("nguoi-dai-dien")
    assert group
    assert "không bao giờ công bố" in group.lead


# Rights


@pytest.mark.parametrize("name", [*PAGES, "submitted", "supplement", "withdraw"])
def test_another_producer_gets_404_on_every_page(name: str, world: World, client: Client) -> None:
    dossier = world.start()
    client.force_login(tea_world().user)
    assert client.get(address(name, dossier)).status_code == 404
    assert client.post(address(name, dossier), {}).status_code in {404, 405}


@pytest.mark.parametrize("name", [*PAGES, "submitted", "supplement", "withdraw"])
def test_a_stranger_is_asked_to_sign_in(name: str, world: World, client: Client) -> None:
    answer = client.get(address(name, world.start()))
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_an_officer_is_led_to_the_page_for_officers_and_cannot_edit(world: World, client: Client) -> None:
    dossier = complete(world)
    submit_dossier(dossier, declared=True, by=world.user, at=AT)
    client.force_login(builders.account(Role.COMMUNE_OFFICER, builders.commune()))
    assert client.get(address("detail", dossier)).headers["Location"] == reverse("reviewing:review", args=[dossier.pk])
    assert client.get(address("registration", dossier)).status_code == 404


def test_a_product_of_someone_else_cannot_be_started(world: World, client: Client) -> None:
    client.force_login(tea_world().user)
    assert client.post(reverse("filing:start", args=[world.product.pk])).status_code == 404


def test_a_delegate_sees_on_every_page_for_whom_they_act(world: World, client: Client) -> None:
    delegate = builders.account(full_name="Phạm Tư Vấn")
    Delegation.objects.create(
        producer=world.producer, delegate=delegate, consent_given_by="Trần Thị Ánh", consent_on=DAY,
        effective_from=date(2026, 1, 1), recorded_by=world.user,
    )  # fmt: skip
    dossier = world.start()
    client.force_login(delegate)
    for name in PAGES:
        assert f"Bạn đang làm thay mặt {world.producer.name}" in client.get(address(name, dossier)).content.decode()


# Forms


def test_blank_answers_are_kept_and_named_on_the_check_page(world: World, visitor: Client) -> None:
    dossier = world.start()
    saved = visitor.post(address("general_group", dossier, "lich-su"), {"history": "", "structure": "12 người"})
    assert saved.headers["Location"] == address("general_group", dossier, "ket-qua")
    body = visitor.get(address("check", dossier)).content.decode()
    assert "chưa có “Lịch sử hình thành”" in body
    assert "chưa có “Cơ cấu tổ chức”" not in body


def test_a_page_that_lost_its_version_is_to_be_loaded_again(world: World, visitor: Client) -> None:
    dossier = complete(world)
    body = visitor.post(address("check", dossier), {"declared": "on"}).content.decode()
    assert "Trang này đã cũ hoặc tải chưa xong. Hãy tải lại trang, xem lại rồi gửi." in body
    assert "ersion" not in re.sub(r"<[^>]+>", "", body)


def test_a_wrong_answer_is_one_sentence_at_the_top_and_beside_the_field_and_nothing_is_lost(
    world: World, visitor: Client
) -> None:
    dossier = world.start()
    answer = visitor.post(address("registration", dossier), {"legal_representative": "Trần Thị Ánh", "phone": "12ab"})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert body.count("Số điện thoại cần 10 chữ số") == 2
    assert 'value="12ab"' in body
    assert 'value="Trần Thị Ánh"' in body
    kept = {key: value for key, value in RegistrationForm.objects.get().answers.items() if value}
    assert kept == {"legal_representative": "Trần Thị Ánh"}  # what was understood is kept at once


def test_a_day_typed_as_people_write_it_is_kept_and_shown_as_a_day(world: World, visitor: Client) -> None:
    dossier = world.start()
    visitor.post(address("general_group", dossier, "co-so"), {"founded_date": "5-1-2019"})
    assert RegistrationForm.objects.get().answers["founded_date"] == "2019-01-05"
    assert 'value="05/01/2019"' in visitor.get(address("general_group", dossier, "co-so")).content.decode()


def test_a_stale_form_shows_both_versions_with_409(world: World, visitor: Client) -> None:
    dossier = world.start()
    here = address("registration", dossier)
    save_registration(dossier, answers_for(REGISTRATION), by=world.user, at=AT)
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', visitor.get(here).content.decode())
    assert seen
    save_registration(dossier, {**answers_for(REGISTRATION), "phone": "0911111111"}, by=world.user, at=AT)
    answer = visitor.post(here, {**answers_for(REGISTRATION), "phone": "0922222222", "seen": seen.group(1)})
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "0911111111" in body
    assert "0922222222" in body
    assert RegistrationForm.objects.get().answers["phone"] == "0911111111"


def test_every_optional_question_says_so_and_no_label_has_an_asterisk(world: World, visitor: Client) -> None:
    body = visitor.get(address("registration", world.start())).content.decode()
    labels = re.findall(r'<label class="field__label[^>]*>(.*?)</label>', body, re.DOTALL)
    assert [("không bắt buộc" in label) for label in labels] == [
        not one.required for one in question_part(REGISTRATION, "R4").questions
    ]
    assert not any("*" in label for label in labels)


# States


def test_a_supplement_quotes_the_officer_and_locks_the_rest(world: World, visitor: Client) -> None:
    dossier = complete(world)
    submit_dossier(dossier, declared=True, by=world.user, at=AT)
    asked(dossier, "criterion:1.5", REGISTRATION)
    body = visitor.get(address("supplement", dossier)).content.decode()
    assert "Ảnh hợp đồng bị mờ." in body
    assert "Lê Văn Cán" in body
    assert re.findall(r'class="task__link" href="([^"]+)"', body) == [
        address("criterion", dossier, "1.5"), address("registration", dossier)
    ]  # fmt: skip
    tasks = visitor.get(address("detail", dossier)).content.decode()
    assert "còn 6 ngày" in tasks
    assert tasks.count("task--locked") == 3  # general information, parts B and C; A holds 1.5, evidence as well
    assert "đang khóa" in visitor.get(address("general_group", dossier, "ke-hoach")).content.decode()


def test_answering_leads_to_a_new_receipt(world: World, visitor: Client) -> None:
    dossier = complete(world)
    submit_dossier(dossier, declared=True, by=world.user, at=AT)
    asked(dossier, "criterion:1.5")
    empty = visitor.post(address("supplement", dossier), {"revision": "1", "answer": ""})
    assert empty.status_code == 422
    data = {"revision": "1", "answer": "Đã chụp lại."}
    sent = visitor.post(address("supplement", dossier), data)
    assert sent.headers["Location"] == address("submitted", dossier)
    body = visitor.get(address("submitted", dossier)).content.decode()
    assert "Đã nộp lại hồ sơ" in body
    assert visitor.post(address("supplement", dossier), data).headers["Location"] == address("submitted", dossier)


def test_the_receipt_can_be_opened_again_a_week_later(world: World, visitor: Client) -> None:
    dossier = complete(world)
    receipt = submit_dossier(dossier, declared=True, by=world.user, at=AT)
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.COMMUNE_REVIEW, due_on=date(2026, 9, 24))
    body = visitor.get(address("submitted", dossier)).content.decode()
    assert receipt.code in body
    assert "24/09/2026" in body


def test_there_is_no_receipt_before_a_submission(world: World, visitor: Client) -> None:
    assert visitor.get(address("submitted", world.start())).status_code == 404


def test_a_dossier_is_withdrawn_from_its_page_with_a_reason(world: World, visitor: Client) -> None:
    dossier = complete(world)
    submit_dossier(dossier, declared=True, by=world.user, at=AT)
    assert visitor.post(address("withdraw", dossier), {"reason": ""}).status_code == 422
    assert visitor.post(address("withdraw", dossier), {"reason": "Đổi bao bì"}).headers["Location"] == address(
        "detail", dossier
    )
    assert "Đã rút" in visitor.get(address("detail", dossier)).content.decode()


def test_a_draft_is_thrown_away_by_a_button_and_never_by_a_link(world: World, visitor: Client) -> None:
    dossier = world.start()
    assert visitor.get(address("discard", dossier)).status_code == 405
    assert visitor.post(address("discard", dossier)).headers["Location"] == reverse("filing:list")
    assert Dossier.objects.count() == 0


def test_an_empty_list_explains_the_programme_in_a_minute(client: Client) -> None:
    client.force_login(builders.account(Role.PRODUCER_USER))
    body = client.get(reverse("filing:list")).content.decode()
    assert "Bạn chưa có hồ sơ nào" in body
    assert "Hồ sơ OCOP trong một phút" in body


# Size


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_takes_the_same_number_of_queries_for_one_dossier_and_for_many(
    count: int, world: World, visitor: Client, django_assert_num_queries: Any
) -> None:
    states = [state for state in DossierState.values if state != DossierState.DRAFT]
    for number in range(count):
        builders.dossier(builders.product(world.producer), state=states[number % len(states)])
    with django_assert_num_queries(5):
        visitor.get(reverse("filing:list"))


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize(("name", "queries"), [("detail", 16), ("general", 10), ("evidence_upload", 10), ("check", 12)])
def test_pages_of_a_dossier_take_the_same_number_of_queries_empty_and_full(  # noqa: PLR0917 - fixtures by name
    name: str, queries: int, full: bool, world: World, visitor: Client, django_assert_num_queries: Any
) -> None:
    dossier = complete(world) if full else world.start()
    with django_assert_num_queries(queries):
        visitor.get(address(name, dossier))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_and_no_inline_code(name: str, world: World, visitor: Client) -> None:
    body = visitor.get(address(name, complete(world))).content.decode()
    assert body.count("<h1") == 1
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", body)
    assert "disabled" not in re.sub(r"data-[\w-]+", "", body)


# Signing in again


@pytest.mark.parametrize(
    ("name", "more", "field"), [("general_group", ("lich-su",), "history"), ("criterion", ("1.1",), "description")]
)
def test_nothing_typed_is_lost_when_the_sign_in_ran_out(
    name: str, more: tuple[str, ...], field: str, world: World, client: Client
) -> None:
    here = address(name, world.start(), *more)
    sent = client.post(here, {field: "Làm chè từ năm 1998", "level": "2"})
    assert sent.headers["Location"].startswith(reverse("account_login"))
    client.force_login(world.user)
    body = client.get(here).content.decode()
    assert "Làm chè từ năm 1998</textarea>" in body
    assert "Nội dung đã gõ còn nguyên nhưng chưa lưu" in body
    assert "Làm chè từ năm 1998" not in client.get(here).content.decode()  # offered once, saved only by the person
