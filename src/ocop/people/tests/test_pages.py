"""Pages of accounts and of the ledger over HTTP: who gets in, what a form does, how many queries a list costs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from ocop.ledger.operations import record
from ocop.people.models import Role, RoleAssignment, UserAccount
from tests.builders import AT, account, body, commune, province

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]
UNIT_OF: dict[str, Callable[[], object]] = {
    Role.COMMUNE_OFFICER: commune, Role.COMMUNE_CHAIR: commune, Role.PROVINCIAL_OFFICER: province,
    Role.PROVINCIAL_CHAIR: province, Role.COUNCIL_MEMBER: province, Role.COUNCIL_CHAIR: province, Role.COUNCIL_SECRETARY: province,
}  # fmt: skip


def signed_in(person: UserAccount) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def administrator() -> Client:
    return signed_in(account(Role.SYSTEM_ADMINISTRATOR))


ADMINISTRATOR_PAGES = ["people:assignments", "ledger:entries"]


@pytest.mark.parametrize("page", ADMINISTRATOR_PAGES)
@pytest.mark.parametrize("role", [None, *Role])
def test_only_the_administrator_opens_accounts_and_ledger(page: str, role: str | None) -> None:
    unit = UNIT_OF.get(role or "", lambda: None)()
    answer = signed_in(account(role, unit)).get(reverse(page))  # type: ignore[arg-type]
    assert answer.status_code == (200 if role == Role.SYSTEM_ADMINISTRATOR else 403)


@pytest.mark.parametrize("page", [*ADMINISTRATOR_PAGES, "people:account"])
def test_a_visitor_is_asked_to_sign_in(page: str, client: Client) -> None:
    assert client.get(reverse(page))["Location"] == f"/tai-khoan/login/?next={reverse(page)}"


def test_everybody_sees_the_own_roles() -> None:
    page = signed_in(account(Role.COMMUNE_OFFICER, commune())).get(reverse("people:account")).content.decode()
    assert "Cán bộ OCOP cấp xã" in page
    assert "Phường Tân Ninh" in page


def test_a_new_account_is_shown_the_way_to_its_first_producer() -> None:
    page = signed_in(account()).get(reverse("people:account")).content.decode()
    assert reverse("producers:create") in page


def test_the_own_name_and_telephone_can_be_changed() -> None:
    person = account()
    answer = signed_in(person).post(reverse("people:account"), {"full_name": "Lê Thị Ánh", "phone": "+84 912.345.678"})
    person.refresh_from_db()
    assert answer["Location"] == reverse("people:account")
    assert (person.full_name, person.phone) == ("Lê Thị Ánh", "0912345678")


def test_the_list_of_accounts_costs_the_same_for_one_and_for_many(django_assert_num_queries: Counting) -> None:
    client = administrator()
    client.get(reverse("people:assignments"))
    with django_assert_num_queries(6):
        client.get(reverse("people:assignments"))
    for _ in range(25):
        account(Role.COMMUNE_OFFICER, commune())
    with django_assert_num_queries(6):
        page = client.get(reverse("people:assignments")).content.decode()
    assert page.count("Cán bộ OCOP cấp xã, Phường Tân Ninh") == 25


def test_an_administrator_gives_a_role_in_two_steps() -> None:
    client, person, place = administrator(), account(), commune()
    address = f"{reverse('people:person', args=[person.pk])}?tinh={place.parent_id}"
    assert "Phường Tân Ninh" in client.get(address).content.decode()
    answer = client.post(
        address, {"role": "commune_officer", "unit": place.pk, "effective_from": "01/11/2026", "effective_to": ""}
    )
    assert answer["Location"] == reverse("people:person", args=[person.pk])
    assignment = person.role_assignments.get()
    assert (assignment.unit, assignment.effective_from, assignment.effective_to) == (place, date(2026, 11, 1), None)


def test_a_refused_role_says_why_and_keeps_what_was_typed() -> None:
    client, person = administrator(), account()
    place = body(commune(), "UBND xã Ba Chẽ")
    form = {"role": "commune_officer", "unit": "", "body": place.pk, "effective_from": "1.11.2026"}
    answer = client.post(f"{reverse('people:person', args=[person.pk])}?tinh={province().pk}", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "cần một xã, phường, đặc khu" in page
    assert "UBND xã Ba Chẽ" in page
    assert f'<option value="{place.pk}" selected>' in page


def test_an_unreadable_date_is_answered_in_words() -> None:
    page = administrator().post(
        reverse("people:person", args=[account().pk]), {"role": "central_officer", "effective_from": "31/02/2026"}
    )
    assert page.status_code == 422
    assert page.context["form"].errors["effective_from"]


def test_an_administrator_ends_a_role() -> None:
    client, officer = administrator(), account(Role.COMMUNE_OFFICER, commune())
    assignment = officer.role_assignments.get()
    address = reverse("people:end_assignment", args=[assignment.pk])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"effective_to": "30/11/2026", "reason": "Chuyển công tác"})
    assert answer["Location"] == reverse("people:person", args=[officer.pk])
    assert RoleAssignment.objects.get(pk=assignment.pk).effective_to == date(2026, 11, 30)


def test_an_administrator_takes_a_role_back_and_the_next_request_no_longer_has_it() -> None:
    client, officer = administrator(), account(Role.SYSTEM_ADMINISTRATOR)
    theirs = Client()
    theirs.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert theirs.get(reverse("people:assignments")).status_code == 200
    address = reverse("people:end_assignment", args=[officer.role_assignments.get().pk])
    missing = client.post(address, {"when": "day", "reason": "Giao nhầm"})
    assert "Hãy ghi ngày cuối giữ vai trò" in missing.content.decode()
    client.post(address, {"when": "now", "effective_to": "", "reason": "Giao nhầm"})
    assert theirs.get(reverse("people:assignments")).status_code == 403


@pytest.mark.parametrize(("action", "active"), [("off", False), ("on", True)])
def test_an_administrator_switches_an_account(action: str, active: bool) -> None:
    client, person = administrator(), account(is_active=not active)
    address = reverse("people:switch", args=[person.pk])
    client.post(address, {"action": action})
    person.refresh_from_db()
    assert person.is_active is not active  # a reason is needed
    client.post(address, {"action": action, "reason": "Theo đề nghị của đơn vị"})
    person.refresh_from_db()
    assert person.is_active is active


@pytest.mark.parametrize("page", ["people:person", "people:end_assignment", "people:switch"])
def test_pages_about_an_account_are_closed_to_others(page: str) -> None:
    officer = account(Role.PROVINCIAL_OFFICER, province())
    pk = officer.role_assignments.get().pk if page == "people:end_assignment" else officer.pk
    client = signed_in(account(Role.PROVINCIAL_CHAIR, province()))
    assert client.post(reverse(page, args=[pk]), {}).status_code == 403


def write_lines(count: int, *, path: str = "80/25459/", action: str = "role_assigned") -> None:
    person = account()
    with transaction.atomic():
        for _ in range(count):
            record(action, person, by=person, at=AT, unit_path=path)


def test_the_ledger_costs_the_same_for_few_and_for_many_lines(django_assert_num_queries: Counting) -> None:
    client = administrator()
    write_lines(1)
    client.get(reverse("ledger:entries"))
    # One more than its lines take: the names of one kind of record.
    with django_assert_num_queries(6):
        client.get(reverse("ledger:entries"))
    write_lines(120)
    with django_assert_num_queries(6):
        page = client.get(reverse("ledger:entries"))
    assert len(page.context["lines"]) == 50


def test_older_lines_follow_without_gap_or_repetition() -> None:
    client, seen, query = administrator(), [], ""
    write_lines(120)
    while True:
        page = client.get(f"{reverse('ledger:entries')}?{query}")
        seen += [entry.sequence for entry, _ in page.context["lines"]]
        query = page.context["older"]
        if not query:
            break
    assert len(seen) == len({*seen}) == 120
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize(
    ("query", "expected"),
    [("", 5), ("viec=role_ended", 2), ("tu=02/09/2026", 0), ("den=01/09/2026", 5), ("tu=01/09/2026&den=01/09/2026", 5), ("ve=useraccount:0", 0)],
)  # fmt: skip
def test_the_ledger_is_searched_by_action_date_and_record(query: str, expected: int) -> None:
    client = administrator()
    write_lines(3)
    write_lines(2, action="role_ended")
    assert len(client.get(f"{reverse('ledger:entries')}?{query}").context["lines"]) == expected


def test_the_ledger_is_searched_by_place() -> None:
    client, here = administrator(), province()
    write_lines(3)
    write_lines(2, path="22/06970/")
    assert len(client.get(f"{reverse('ledger:entries')}?tinh={here.pk}").context["lines"]) == 3


def test_an_unreadable_search_is_answered_with_the_newest_lines() -> None:
    client = administrator()
    write_lines(2)
    page = client.get(f"{reverse('ledger:entries')}?tu=hom+qua&truoc=x&ve=%3Cscript%3E")
    assert page.status_code == 200
    assert len(page.context["lines"]) == 2
