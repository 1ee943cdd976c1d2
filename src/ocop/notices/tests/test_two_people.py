"""A lost second factor, and a new password of whoever signs or scores, take two people: never one alone, never the person."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.notices.models import Notice
from ocop.people.models import ConfirmedWay, Invitation, Role, UserAccount
from ocop.people.operations import (
    ask_second_person,
    assign_role,
    end_role,
    make_recovery_link,
    mend_as_second,
    take_role_back,
)
from ocop.people.rules_mending import may_second
from ocop.people.second_person import PASSWORD, SECOND_FACTOR
from tests.builders import AT, account, commune, province

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HOW = "Gặp tại trụ sở, đối chiếu căn cước"


@pytest.fixture
def asker() -> UserAccount:
    return account(Role.SYSTEM_ADMINISTRATOR, full_name="Quản Trị Một")


@pytest.fixture
def second() -> UserAccount:
    return account(Role.SYSTEM_ADMINISTRATOR, full_name="Quản Trị Hai")


@pytest.fixture
def chair() -> UserAccount:
    """The chair of the commune, who lost the telephone with the codes."""
    found = account(Role.COMMUNE_CHAIR, commune(), username="chutich", full_name="Lê Văn Ân")
    Authenticator.objects.create(user=found, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return found


def token_in(link: str) -> str:
    return link.rstrip("/").split("/")[-1]


def asked(chair: UserAccount, what: str, by: UserAccount) -> str:
    return token_in(ask_second_person(chair, what, by=by, at=AT))


def test_two_people_take_a_lost_second_factor_away_and_the_ledger_names_both(
    chair: UserAccount, asker: UserAccount, second: UserAccount
) -> None:
    device = Client()
    device.force_login(chair)
    token = asked(chair, SECOND_FACTOR, asker)
    assert Authenticator.objects.filter(user=chair).exists()  # asking changes nothing
    mend_as_second(token, reason=HOW, by=second, at=AT)
    assert not Authenticator.objects.filter(user=chair).exists()
    assert device.get("/vai-tro/").status_code == 302  # older sessions ended
    lines = AuditEntry.objects.filter(action__in=["mending_asked", "second_factor_removed"]).order_by("pk")
    assert [(one.action, one.actor) for one in lines] == [("mending_asked", asker), ("second_factor_removed", second)]
    assert list(Notice.objects.filter(recipient=chair).values_list("kind", flat=True)) == ["second_factor_removed"]
    with pytest.raises(DomainError, match="đã được dùng"):
        mend_as_second(token, reason=HOW, by=second, at=AT)


def test_neither_the_one_who_asked_nor_the_person_is_the_second(chair: UserAccount, asker: UserAccount) -> None:
    token = asked(chair, SECOND_FACTOR, asker)
    stranger = account(Role.COMMUNE_CHAIR, commune("25462", "Bình Minh"))
    for one in (asker, chair, stranger):
        with pytest.raises(DomainError):
            mend_as_second(token, reason=HOW, by=one, at=AT)
    assert Authenticator.objects.filter(user=chair).exists()


def test_an_administrator_that_the_asker_appointed_is_not_the_second(chair: UserAccount, asker: UserAccount) -> None:
    own = account(username="taikhoanhai", full_name="Quản Trị Một Nữa")
    assign_role(
        own,
        role=Role.SYSTEM_ADMINISTRATOR,
        unit=None,
        body=None,
        effective_from=AT.date(),
        effective_to=None,
        by=asker,
        at=AT,
    )
    token = asked(chair, PASSWORD, asker)
    with pytest.raises(DomainError, match="do chính người hỏi lập"):
        mend_as_second(token, reason=HOW, by=own, at=AT)


@pytest.mark.parametrize("known", [True, False])
def test_an_administrator_that_the_asker_invited_is_the_second_once_the_link_went_to_the_person(
    chair: UserAccount, asker: UserAccount, second: UserAccount, known: bool
) -> None:
    way = {"confirmed_way": ConfirmedWay.EMAIL, "confirmed_at": AT} if known else {}
    Invitation.objects.create(account=second, invited_by=asker, link_made_by=asker, sent_at=AT, accepted_at=AT, **way)
    verdict = may_second(second, chair, asked_by=asker)
    assert bool(verdict) is known


@pytest.mark.parametrize("ending", ["at once", "in the past"])
def test_ending_the_office_first_does_not_make_one_person_enough(
    chair: UserAccount, asker: UserAccount, ending: str
) -> None:
    held = chair.role_assignments.get()
    if ending == "at once":
        take_role_back(held, reason="Thôi giữ chức", by=asker, at=AT)
    else:
        end_role(held, effective_to=held.effective_from, reason="Thôi giữ chức", by=asker, at=AT)
    with pytest.raises(DomainError, match="Hãy nhờ người thứ hai"):
        make_recovery_link(chair, by=asker, at=AT)


def test_the_chair_of_the_province_is_the_second_for_an_office_of_the_province(
    chair: UserAccount, asker: UserAccount
) -> None:
    lead = account(Role.PROVINCIAL_CHAIR, province())
    mend_as_second(asked(chair, SECOND_FACTOR, asker), reason=HOW, by=lead, at=AT)
    assert not Authenticator.objects.filter(user=chair).exists()


@pytest.mark.parametrize(
    "role", [Role.COMMUNE_CHAIR, Role.COUNCIL_MEMBER, Role.COUNCIL_CHAIR, Role.SYSTEM_ADMINISTRATOR]
)
def test_nobody_alone_makes_a_link_for_whoever_signs_scores_or_has_the_keys(
    role: Role, asker: UserAccount, second: UserAccount
) -> None:
    units: dict[str, Any] = {Role.COMMUNE_CHAIR: commune(), Role.SYSTEM_ADMINISTRATOR: None}
    person = account(role, units.get(role, province()))
    with pytest.raises(DomainError, match="người thứ hai"):
        make_recovery_link(person, by=asker, at=AT)
    link = mend_as_second(asked(person, PASSWORD, asker), reason=HOW, by=second, at=AT)
    assert Client().get("/" + link.split("/", 3)[3]).status_code == 200


def test_the_pages_lead_from_one_to_the_other_and_show_the_link_to_the_second_alone(
    chair: UserAccount, asker: UserAccount, second: UserAccount
) -> None:
    first, other, page = Client(), Client(), reverse("people:help", args=[chair.pk])
    first.force_login(asker)
    other.force_login(second)
    first.post(page, {"action": "password"})
    shown = first.get(page).content.decode()
    assert "Nhờ người thứ hai xác nhận bỏ lớp xác thực" in shown
    here = "/vai-tro/giup-dang-nhap/nguoi-thu-hai/" + shown.split("/nguoi-thu-hai/")[1].split("<")[0]
    assert first.get(here).status_code == 403
    assert "hỏi thẳng Lê Văn Ân" in other.get(here).content.decode()
    assert other.post(here, {"reason": " "}).status_code == 422
    assert "/vai-tro/dat-lai/" in other.post(here, {"reason": HOW}).content.decode()
    assert other.get(here).status_code == 410
    assert "/vai-tro/dat-lai/" not in first.get(page).content.decode()


def test_a_link_is_over_when_the_password_changed_meanwhile(
    chair: UserAccount, asker: UserAccount, second: UserAccount
) -> None:
    token = asked(chair, PASSWORD, asker)
    chair.set_password("rung-xanh-nui-cao-9")
    chair.save()
    with pytest.raises(DomainError, match="không còn cần"):
        mend_as_second(token, reason=HOW, by=second, at=AT)
