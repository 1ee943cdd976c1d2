"""Roles beyond commune, province and council: where each acts, by which paper, and that none opens a door it has no key to.

The table is written by hand from the duties of the programme (QĐ 26/2026, Đ.7.4, Đ.9, Đ.10) and the matrix of the process, 12.1.
"""

from datetime import date

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from ocop.ledger.errors import DomainError
from ocop.people.models import Role, RoleAssignment
from ocop.people.operations import assign_role
from ocop.people.queries import role_lines
from ocop.people.rules import is_official
from tests.builders import AT, account, body, commune, province

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)
PAPER = "12/QĐ-UBND ngày 01/09/2026"
# Role: the places where it may act (C commune, T province, N nation), and whether it comes with a decision.
TABLE = {
    "minister": ("N", False),
    "central_council_chair": ("N", True),
    "central_council_member": ("N", True),
    "central_council_secretary": ("N", True),
    "central_advisory_group_head": ("N", True),
    "central_advisory_group_member": ("N", True),
    "department_officer": ("T", False),
    "supervision_team_head": ("TN", True),
    "supervision_team_member": ("TN", True),
    "steering_reader": ("CTN", False),
    "content_editor": ("CTN", False),
    "buyer": ("N", False),
}


def give(role: str, place: str = "", **values: object) -> RoleAssignment:
    unit = {"C": commune, "T": province}[place]() if place in {"C", "T"} else None
    firm = "Siêu thị Sông Vàm" if role == "buyer" else ""
    given: dict[str, object] = {
        "role": role, "unit": unit, "body": None, "organisation_name": firm, "document": PAPER, "effective_from": TODAY,
        "effective_to": None, "by": account(Role.SYSTEM_ADMINISTRATOR), "at": AT, **values,
    }  # fmt: skip
    return assign_role(account(), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("place", ["C", "T", "N"])
@pytest.mark.parametrize("role", TABLE)
def test_each_role_acts_where_the_programme_puts_it(role: str, place: str) -> None:
    places, _ = TABLE[role]
    if places == "N":
        assert give(role, place).unit is None  # the whole country, whatever was chosen
    elif place in places:
        level = {"C": "commune", "T": "province", "N": None}[place]
        unit = give(role, place).unit
        assert (unit.level if unit else None) == level
    else:
        with pytest.raises(DomainError, match="cần") as refused:
            give(role, place)
        assert refused.value.field == "unit"


@pytest.mark.parametrize("role", TABLE)
def test_councils_and_teams_come_with_their_decision(role: str) -> None:
    places, by_decision = TABLE[role]
    if by_decision:
        with pytest.raises(DomainError, match="số và ngày") as refused:
            give(role, places[0], document=" ")
        assert refused.value.field == "document"
    else:
        assert give(role, places[0], document="").document == ""


def test_a_buyer_names_its_firm_and_nobody_else_does() -> None:
    with pytest.raises(DomainError, match="tên đơn vị thu mua"):
        give("buyer", organisation_name=" ")
    with pytest.raises(DomainError, match="Chỉ đơn vị thu mua"):
        give("content_editor", organisation_name="Công ty")
    assert [line.place for line in role_lines(give("buyer").account)] == ["Siêu thị Sông Vàm"]


def test_a_role_is_held_in_a_body_of_its_place() -> None:
    here, elsewhere = body(province()), body(province("42", "Hà Tĩnh"), "Ủy ban nhân dân tỉnh Hà Tĩnh")
    assert give("department_officer", "T", body=here).body == here
    for role, place, wrong in (("department_officer", "T", elsewhere), ("minister", "N", here)):
        with pytest.raises(DomainError, match="không thuộc nơi giữ vai trò") as refused:
            give(role, place, body=wrong)
        assert refused.value.field == "body"


def test_producers_and_buyers_hold_no_official_role_everybody_else_does() -> None:
    official = {role for role in Role if is_official(account(role))}
    assert official == set(Role) - {Role.PRODUCER_USER, Role.BUYER}


@override_settings(OCOP_STAFF_MFA="required")
@pytest.mark.parametrize(("role", "led"), [("minister", True), ("department_officer", True), ("buyer", False)])
def test_a_buyer_needs_no_second_factor_an_official_does(role: str, led: bool) -> None:
    client = Client()
    client.force_login(account(role), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert (client.get(reverse("web:home")).status_code == 302) is led


def test_a_role_is_given_on_the_page_with_firm_and_paper() -> None:
    client, person = Client(), account()
    client.force_login(
        account(Role.SYSTEM_ADMINISTRATOR), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    address = reverse("people:person", args=[person.pk])
    form = {"role": "central_council_member", "document": "04/QĐ-BNNMT", "effective_from": "1/9/2026"}
    refused = client.post(address, {**form, "document": ""}).content.decode()
    assert "có theo quyết định; hãy ghi số và ngày" in refused
    assert client.post(address, form)["Location"] == address
    assert "04/QĐ-BNNMT" in client.get(address).content.decode()
