"""Pages of deputies over HTTP: the holder and the administrator appoint, the office pauses, everybody reads what concerns them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from ocop.people.models import Deputyship, Role, UserAccount
from tests.builders import account, commune, province

from .deputies import OFFICE, appoint

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]
FORM = {
    "account": "pho-chu-tich", "way": "in_place", "position": "Phó Chủ tịch", "document": "12/QĐ-UBND", "effective_from": "1/9/2026",
    "effective_to": "30/9/2026",
}  # fmt: skip


def signed_in(person: UserAccount) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_holder_appoints_on_one_page() -> None:
    holder, deputy = account(OFFICE, commune()), account(username="pho-chu-tich", full_name="Lê Văn Phó")
    client, address = signed_in(holder), reverse("people:deputy_create")
    page = client.get(address).content.decode()
    assert "Chủ tịch UBND cấp xã, Phường Tân Ninh" in page
    assert 'name="tinh"' not in page
    answer = client.post(address, {**FORM, "office": f"{OFFICE}|{commune().pk}|"})
    row = Deputyship.objects.get()
    assert answer["Location"] == reverse("people:deputy", args=[row.pk])
    assert (row.account, row.unit, row.effective_to) == (deputy, commune(), date(2026, 9, 30))
    assert "Lê Văn Phó" in client.get(reverse("people:deputies")).content.decode()


def test_an_administrator_chooses_the_province_then_the_office() -> None:
    account(Role.PROVINCIAL_CHAIR, province())
    account(username="pho-chu-tich")
    client = signed_in(account(Role.SYSTEM_ADMINISTRATOR))
    address = f"{reverse('people:deputy_create')}?tinh={province().pk}"
    assert "Chủ tịch UBND cấp tỉnh, Tỉnh Tây Ninh" in client.get(address).content.decode()
    assert "chưa có ai giữ chức vụ" in client.get(reverse("people:deputy_create")).content.decode()
    client.post(address, {**FORM, "office": f"provincial_chair|{province().pk}|"})
    assert Deputyship.objects.get().role == "provincial_chair"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"account": "khong-co-ai"}, "Không có tài khoản đang mở với tên đăng nhập này."),
        ({"way": "by_authority", "effective_to": "", "matters": "commune_proposal"}, "phải có thời hạn"),
        ({"office": "provincial_chair|1|"}, "Lựa chọn"),
    ],
)
def test_a_refused_appointment_says_why_and_keeps_what_was_typed(values: dict[str, str], said: str) -> None:
    holder = account(OFFICE, commune())
    account(username="pho-chu-tich")
    answer = signed_in(holder).post(
        reverse("people:deputy_create"), {**FORM, "office": f"{OFFICE}|{commune().pk}|", **values}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "12/QĐ-UBND" in page
    if said != "Lựa chọn":
        assert said in page
    assert Deputyship.objects.count() == 0


def test_who_signs_nothing_appoints_nobody() -> None:
    assert signed_in(account(Role.COMMUNE_OFFICER, commune())).get(reverse("people:deputy_create")).status_code == 403


def test_the_office_pauses_with_a_reason_and_the_holder_lets_go_on() -> None:
    row = appoint(account(full_name="Lê Văn Phó"), effective_to=None)
    client = signed_in(account(Role.COMMUNE_OFFICER, commune()))
    page, pause = reverse("people:deputy", args=[row.pk]), reverse("people:deputy_pause", args=[row.pk])
    assert "Hãy ghi lý do tạm dừng." in client.post(pause, {"reason": ""}, follow=True).content.decode()
    client.post(pause, {"reason": "Chủ tịch đã về"})
    shown = client.get(page).content.decode()
    assert "Đang tạm dừng" in shown
    assert "Chủ tịch đã về" in shown
    assert "Cho ký trở lại" not in shown
    client.post(pause, {"action": "resume"})
    assert Deputyship.objects.get().paused_at is not None
    holder = signed_in(account(OFFICE, commune()))
    assert "Cho ký trở lại" in holder.get(page).content.decode()
    holder.post(pause, {"action": "resume"})
    assert Deputyship.objects.get().paused_at is None
    assert client.get(reverse("people:deputy_end", args=[row.pk])).status_code == 403


def test_the_holder_ends_a_deputyship() -> None:
    holder = account(OFFICE, commune())
    row = appoint(account(), by=holder)
    address = reverse("people:deputy_end", args=[row.pk])
    client = signed_in(holder)
    assert client.get(address).status_code == 200
    assert client.post(address, {"effective_to": "31/8/2026", "reason": "x"}).status_code == 422
    assert client.post(address, {"effective_to": "15/9/2026", "reason": "Nghỉ hưu"})["Location"] == reverse(
        "people:deputy", args=[row.pk]
    )
    assert Deputyship.objects.get().effective_to == date(2026, 9, 15)


def test_the_own_account_says_for_whom_a_person_signs() -> None:
    person = account(Role.COMMUNE_OFFICER, commune("25462", "Bình Minh"))
    appoint(person, effective_from=date(2026, 1, 1), effective_to=None)
    page = signed_in(UserAccount.objects.get(pk=person.pk)).get(reverse("people:account")).content.decode()
    assert "KT. Chủ tịch UBND cấp xã" in page
    assert "Phường Tân Ninh" in page


def test_the_list_of_deputies_costs_the_same_for_one_and_for_many(django_assert_num_queries: Counting) -> None:
    client = signed_in(account(Role.SYSTEM_ADMINISTRATOR))
    appoint(account())
    client.get(reverse("people:deputies"))
    with django_assert_num_queries(4):
        client.get(reverse("people:deputies"))
    for _ in range(15):
        appoint(account())
    with django_assert_num_queries(4):
        assert client.get(reverse("people:deputies")).content.decode().count("KT. Chủ tịch UBND cấp xã") == 16
