"""The commune's pages over HTTP: who gets which page, what they say, how often they ask the database."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ocop.dossiers.models import CommuneAssessment, Dossier, SupplementRequest
from ocop.ledger.models import AuditEntry
from ocop.people.models import Role, UserAccount
from ocop.reviewing.tests.reviewing_world import CONTENTS, World, many
from tests import builders

pytestmark = pytest.mark.django_db
QUEUE_QUERIES = 9  # session, account, roles, total, rows, receipts, requests, clock rule, counts by state


def as_user(user: UserAccount) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(client: Client, name: str, pk: int | None = None, **query: str) -> str:
    response = client.get(reverse(f"reviewing:{name}", args=[pk] if pk else []), query)
    assert response.status_code == 200, response
    return response.content.decode()


def state_of(dossier: Dossier) -> str:
    return Dossier.objects.get(pk=dossier.pk).state


def test_an_empty_queue_says_when_the_last_dossier_was_handled() -> None:
    world = World()
    assert "Hồ sơ xuất hiện ở đây khi chủ thể nộp." in page(as_user(world.officer), "commune_queue")
    world.proposed()
    empty = page(as_user(world.officer), "commune_queue")
    assert "Không còn việc" in empty
    assert "Hồ sơ gần nhất xử lý lúc 09:00 ngày 07/09/2026." in empty


def test_the_queue_stands_in_the_order_of_deadlines() -> None:
    world = World()
    now = timezone.now()
    for days, name in ((3, "Gạo"), (9, "Chè"), (6, "Mật ong")):
        world.received(at=now - timedelta(days=days), name=name)
    text = page(as_user(world.officer), "commune_queue")
    assert sorted(("Gạo", "Chè", "Mật ong"), key=lambda name: text.index(f">{name}</a>")) == ["Chè", "Mật ong", "Gạo"]


def test_the_queue_is_searched_without_diacritics_and_by_form_number() -> None:
    world = World()
    world.received(name="Đường phèn")
    world.received(name="Chè sen")
    client = as_user(world.officer)
    assert [name in page(client, "commune_queue", q="DUONG phen") for name in ("Đường phèn", "Chè sen")] == [
        True,
        False,
    ]
    assert [name in page(client, "commune_queue", q="02/PĐK") for name in ("Đường phèn", "Chè sen")] == [False, True]
    assert "Không có hồ sơ nào khớp" in page(client, "commune_queue", q="không có")


def test_the_chair_sees_what_waits_for_a_signature_first() -> None:
    world = World()
    world.received(name="Chè đang xét")
    world.assessed(name="Chè chờ ký")
    text = page(as_user(world.chair), "commune_queue")
    assert [name in text for name in ("Chè đang xét", "Chè chờ ký")] == [False, True]


@pytest.mark.parametrize("rows", [0, 499])
def test_the_queue_asks_the_database_as_often_for_one_row_as_for_many(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world = World()
    world.received()
    many(world, rows, state="commune_review")
    client = as_user(world.officer)
    with django_assert_num_queries(QUEUE_QUERIES):
        page(client, "commune_queue")


def test_another_commune_gets_404_for_every_page_of_a_dossier() -> None:
    world = World()
    dossier = world.assessed()
    other = builders.commune("25462", "Bình Minh")
    names = ("review", "request_supplement", "return_dossier", "commune_assessment", "send_back", "propose")
    for role in (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR):
        client = as_user(builders.account(role, other))
        assert {client.get(reverse(f"reviewing:{name}", args=[dossier.pk])).status_code for name in names} == {404}
        assert client.post(reverse("reviewing:propose", args=[dossier.pk]), {"confirmed": "1"}).status_code == 404


def test_receiving_from_the_page_twice_is_friendly_and_happens_once() -> None:
    world = World()
    dossier = world.submitted()
    client = as_user(world.officer)
    address = reverse("reviewing:receive", args=[dossier.pk])
    first = client.post(address, follow=True).content.decode()
    again = client.post(address, follow=True).content.decode()
    assert f"Số phiếu 01/PĐK-80-25459-{timezone.localdate().year}" in first
    assert "Đã tiếp nhận." in again
    assert AuditEntry.objects.filter(action="dossier_received").count() == 1


def test_what_an_officer_types_with_an_old_font_is_asked_back_before_the_producer_reads_it() -> None:
    world = World()
    dossier = world.received()
    here = reverse("reviewing:request_supplement", args=[dossier.pk])
    due = timezone.localdate() + timedelta(days=7)
    sent = {"message": "§Æc s¶n quª h\xad¬ng", "due_on": f"{due:%d/%m/%Y}", "open_parts": ["documents"]}
    asked = as_user(world.officer).post(here, sent)
    assert asked.status_code == 422
    assert "có phải bạn muốn viết “Đặc sản quê hương”?" in asked.content.decode()
    as_user(world.officer).post(here, {**sent, "phong": "doi"})
    assert SupplementRequest.objects.get().message == "Đặc sản quê hương"


def test_a_refused_step_keeps_what_was_typed_and_names_the_field() -> None:
    world = World()
    dossier = world.received()
    sent = {"message": "Thiếu phiếu kiểm nghiệm.", "due_on": "31/02/2027", "open_parts": ["criterion:1.1"]}
    response = as_user(world.officer).post(reverse("reviewing:request_supplement", args=[dossier.pk]), sent)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Tháng 2 năm 2027 không có ngày 31" in text
    assert "Thiếu phiếu kiểm nghiệm." in text
    assert "31/02/2027" in text
    assert 'href="#id_due_on"' in text
    assert "<title>Lỗi: " in " ".join(text.split())
    assert state_of(dossier) == "commune_review"


def test_a_request_from_the_page_opens_the_ticked_parts() -> None:
    world = World()
    dossier = world.received()
    due = timezone.localdate() + timedelta(days=7)
    sent = {"message": "Thiếu.", "due_on": f"{due:%d/%m/%Y}", "open_parts": ["documents", "criterion:1.1"]}
    response = as_user(world.officer).post(reverse("reviewing:request_supplement", args=[dossier.pk]), sent)
    assert response.status_code == 302
    request = Dossier.objects.get(pk=dossier.pk).supplement_requests.get()
    assert (request.open_parts, request.due_on) == (["documents", "criterion:1.1"], due)


def test_saving_over_another_officers_draft_shows_both_versions_and_keeps_the_typed_one() -> None:
    world = World()
    dossier = world.received()
    address = reverse("reviewing:commune_assessment", args=[dossier.pk])
    as_user(world.officer).post(address, {**CONTENTS, "version": "0", "meeting_held_on": ""})
    other = as_user(builders.account(Role.COMMUNE_OFFICER, world.commune))
    mine = {**CONTENTS, "idea_origin": "Bản của tôi", "version": "0", "meeting_held_on": ""}
    response = other.post(address, mine)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Lê Thị Lan đã lưu bản thảo này" in text
    assert ">\nBản của tôi</textarea>" in text
    assert f">\n{CONTENTS['local_labour']}</textarea>" in text
    assert CONTENTS["idea_origin"] in text
    assert 'name="version" value="1"' in text
    assert other.post(address, {**mine, "version": "1"}).status_code == 302
    assert CommuneAssessment.objects.get(dossier=dossier).idea_origin == "Bản của tôi"


def test_sending_an_incomplete_draft_saves_it_and_says_what_is_missing() -> None:
    world = World()
    dossier = world.received()
    address = reverse("reviewing:commune_assessment", args=[dossier.pk])
    sent = {**CONTENTS, "local_labour": "", "version": "0", "meeting_held_on": "", "send": "1"}
    text = as_user(world.officer).post(address, sent, follow=True).content.decode()
    assert "Máy chủ đã lưu bản thảo nhưng chưa trình. Mẫu 03 còn thiếu nội dung: Sử dụng lao động địa phương." in text
    assert state_of(dossier) == "commune_review"


def test_the_chair_signs_after_a_page_that_shows_everything_once_more() -> None:
    world = World()
    dossier = world.assessed()
    client = as_user(world.chair)
    address = reverse("reviewing:propose", args=[dossier.pk])
    today = timezone.localdate()
    letter = {"letter_number": "12/UBND-KT", "letter_on": f"{today:%d/%m/%Y}", "samples_sent": "5"}
    check = client.post(address, letter)
    assert check.status_code == 200
    assert "Sau khi ký, hồ sơ chuyển lên tỉnh và xã không sửa, không lấy lại được." in check.content.decode()
    assert state_of(dossier) == "commune_assessed"
    assert client.post(address, {**letter, "confirmed": "1"}).status_code == 302
    assert state_of(dossier) == "province_review"
    lines = AuditEntry.objects.count()
    assert client.post(address, {**letter, "confirmed": "1"}).status_code == 302
    assert AuditEntry.objects.count() == lines


def test_text_of_an_old_font_is_asked_about_once_and_the_choice_reaches_the_signature() -> None:
    world = World()
    dossier = world.assessed()
    client = as_user(world.chair)
    address = reverse("reviewing:propose", args=[dossier.pk])
    letter = {"letter_number": "12/UBND-§Æc s¶n", "letter_on": f"{timezone.localdate():%d/%m/%Y}", "samples_sent": "5"}
    asked = client.post(address, letter)
    assert (asked.status_code, "12/UBND-Đặc sản" in asked.content.decode()) == (422, True)
    assert 'type="hidden" name="phong" value="giu"' in client.post(address, {**letter, "phong": "giu"}).content.decode()
    client.post(address, {**letter, "phong": "giu", "confirmed": "1"})
    assert Dossier.objects.get(pk=dossier.pk).state == "province_review"


def test_the_draft_of_an_officer_is_still_sent_after_the_choice() -> None:
    world = World()
    dossier = world.assessed()
    body = as_user(world.chair).post(reverse("reviewing:send_back", args=[dossier.pk]), {"reason": "ThiÕu ®Ò nghÞ"})
    assert "Thiếu đề nghị" in body.content.decode()
    assert state_of(dossier) == "commune_assessed"


def test_changing_the_letter_on_the_check_page_goes_back_with_everything_typed() -> None:
    world = World()
    dossier = world.assessed()
    today = timezone.localdate()
    sent = {"letter_number": "12/UBND-KT", "letter_on": f"{today:%d/%m/%Y}", "samples_sent": "5", "change": "1"}
    text = as_user(world.chair).post(reverse("reviewing:propose", args=[dossier.pk]), sent).content.decode()
    assert "Tiếp tục để kiểm tra" in text
    assert 'value="12/UBND-KT"' in text


@pytest.mark.parametrize(("days_ago", "late"), [(40, True), (2, False)])
def test_a_late_proposal_is_flagged_and_possible(days_ago: int, late: bool) -> None:
    world = World()
    dossier = world.assessed(at=timezone.now() - timedelta(days=days_ago))
    assert ("Đã quá hạn 15 ngày làm việc" in page(as_user(world.chair), "propose", dossier.pk)) == late


@pytest.mark.parametrize("name", ["propose", "send_back"])
def test_an_officer_who_opens_a_page_of_the_chair_is_led_back_with_the_reason(name: str) -> None:
    world = World()
    dossier = world.assessed()
    client = as_user(world.officer)
    for response in (
        client.get(reverse(f"reviewing:{name}", args=[dossier.pk]), follow=True),
        client.post(reverse("reviewing:propose", args=[dossier.pk]), {"confirmed": "1"}, follow=True),
    ):
        assert response.redirect_chain[-1][0] == reverse("reviewing:review", args=[dossier.pk])
        assert "Chỉ Chủ tịch UBND của xã nhận hồ sơ mới được làm bước này." in response.content.decode()
    assert state_of(dossier) == "commune_assessed"


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ("submitted", {"officer": ["Tiếp nhận, cấp số phiếu"], "chair": []}),
        ("received", {"officer": ["Lập Mẫu 03", "Yêu cầu hoàn thiện"], "chair": []}),
        ("assessed", {"officer": [], "chair": ["Ký, đề nghị tỉnh", "Chuyển lại cho cán bộ"]}),
        ("proposed", {"officer": [], "chair": [], "office": ["Tiếp nhận, cấp số phiếu", "Yêu cầu hoàn thiện"]}),
        ("registered", {"officer": [], "chair": [], "office": ["Yêu cầu hoàn thiện", "Đưa vào đợt đánh giá"]}),
    ],
)
def test_each_person_is_offered_exactly_the_steps_that_are_theirs(made: str, words: dict[str, list[str]]) -> None:
    world = World()
    dossier = getattr(world, made)()
    every = {
        "Tiếp nhận, cấp số phiếu",
        "Lập Mẫu 03",
        "Yêu cầu hoàn thiện",
        "Ký, đề nghị tỉnh",
        "Chuyển lại cho cán bộ",
        "Đưa vào đợt đánh giá",
    }
    for person, offered in words.items():
        text = page(as_user(getattr(world, person)), "review", dossier.pk)
        buttons = {word for word in every if f"<span>{word}</span>" in text or f">{word}</h2>" in text}
        assert buttons == set(offered), person


@pytest.mark.parametrize(("set_number", "codes"), [(11, ["1.1", "2.1", "3.3", "5.3"]), (26, ["2.1", "3.3", "5.1"])])
def test_beside_each_content_stands_what_the_producer_answered(set_number: int, codes: list[str]) -> None:
    world = World()
    text = page(as_user(world.officer), "commune_assessment", world.received(set_number=set_number).pk)
    assert sorted(re.findall(r"Chủ thể trả lời ở (\S+) ", text)) == codes


def test_what_was_typed_survives_a_sign_in_that_ran_out() -> None:
    world = World()
    dossier = world.received()
    client = Client()
    address = reverse("reviewing:commune_assessment", args=[dossier.pk])
    sent = {**CONTENTS, "idea_origin": "Gõ rất lâu.", "version": "0", "meeting_held_on": ""}
    assert client.post(address, sent).status_code == 302
    client.force_login(world.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    text = page(client, "commune_assessment", dossier.pk)
    assert ">\nGõ rất lâu.</textarea>" in text
    assert "chưa lưu" in text
    assert not CommuneAssessment.objects.filter(dossier=dossier).exists()
