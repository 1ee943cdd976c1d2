"""Roles act inside their unit, between their dates; nobody gives rights to themselves."""

import itertools
from datetime import date, timedelta

import pytest
from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.people.models import Role, RoleAssignment, UserAccount
from ocop.people.operations import assign_role, end_role, give_role, switch_account, take_role_back
from ocop.people.queries import accounts_matching, role_lines
from ocop.people.rights import HeldRole, holds, inside_units_of, roles_of
from ocop.people.rules import ASSIGNABLE
from ocop.territory.models import AdministrativeUnit
from tests.builders import AT, account, body, commune, province

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)


def give(person: UserAccount, **values: object) -> RoleAssignment:
    given_values: dict[str, object] = {
        "role": Role.COMMUNE_OFFICER, "unit": commune(), "body": None, "effective_from": TODAY, "effective_to": None,
        "by": account(Role.SYSTEM_ADMINISTRATOR), "at": AT, **values,
    }  # fmt: skip
    return assign_role(person, **given_values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("begins", "ends", "in_force"),
    [(0, None, True), (0, 0, True), (-9, -1, False), (1, None, False), (-9, 9, True)],
)
def test_a_role_is_in_force_from_its_first_to_its_last_day(begins: int, ends: int | None, in_force: bool) -> None:
    person, today = account(), timezone.localdate()
    RoleAssignment.objects.create(
        account=person,
        role=Role.COMMUNE_OFFICER,
        unit=commune(),
        effective_from=today + timedelta(days=begins),
        effective_to=None if ends is None else today + timedelta(days=ends),
    )
    assert holds(person, Role.COMMUNE_OFFICER) is in_force


@pytest.mark.parametrize(
    ("path", "expected"),
    [("80/25459/", True), ("80/25460/", False), ("8/", False), ("80/", False), ("22/25459/", False)],
)
def test_a_commune_role_reaches_its_commune_only(path: str, expected: bool) -> None:
    officer = account(Role.COMMUNE_OFFICER, commune())
    assert holds(officer, Role.COMMUNE_OFFICER, path) is expected


def test_a_provincial_role_reaches_every_commune_of_the_province() -> None:
    officer = account(Role.PROVINCIAL_OFFICER, province())
    assert holds(officer, Role.PROVINCIAL_OFFICER, "80/25459/")
    assert not holds(officer, Role.PROVINCIAL_OFFICER, "22/06970/")


def test_a_national_role_reaches_everywhere() -> None:
    assert holds(account(Role.CENTRAL_OFFICER), Role.CENTRAL_OFFICER, "22/06970/")


def test_a_switched_off_account_holds_nothing() -> None:
    person = account(Role.CENTRAL_OFFICER, is_active=False)
    assert roles_of(person) == ()


def test_the_list_and_the_single_question_agree_for_every_set_of_units() -> None:
    places = {"80/25459/": "Tân Ninh", "80/25460/": "Bình Minh", "22/06970/": "Ba Chẽ"}
    provinces = {"80": province(), "22": province("22", "Quảng Ninh")}
    for path, name in places.items():
        commune(path[3:8], name, inside=provinces[path[:2]])
    person = UserAccount(pk=1, is_active=True)
    units = ["", "80/", "22/", *places]
    for count in range(len(units) + 1):
        for chosen in itertools.combinations(units, count):
            held = tuple(HeldRole("commune_officer", unit) for unit in chosen)
            person._held_roles = (timezone.localdate(), held)  # type: ignore[attr-defined]
            communes = AdministrativeUnit.objects.filter(level="commune")
            found = communes.filter(inside_units_of(person, ["commune_officer"], "path"))
            single = {path for path in places if holds(person, "commune_officer", path)}
            assert set(found.values_list("path", flat=True)) == single
            assert single == {path for path in places if path.startswith(chosen)} if chosen else single == set()


def test_an_administrator_gives_a_role_and_the_ledger_says_so() -> None:
    person, administrator = account(), account(Role.SYSTEM_ADMINISTRATOR)
    give(person, by=administrator, body=body(commune(), "UBND phường Tân Ninh"))
    entry = AuditEntry.objects.get(action="role_assigned")
    assert (entry.actor, entry.subject_id, entry.unit_path) == (administrator, str(person.pk), "80/25459/")
    assert entry.details["role"] == "commune_officer"
    assert holds(person, Role.COMMUNE_OFFICER, "80/25459/")


def test_giving_the_same_role_twice_changes_nothing() -> None:
    person = account()
    assert give(person) == give(person)
    assert AuditEntry.objects.count() == 1


def test_nobody_gives_a_role_to_themselves() -> None:
    administrator = account(Role.SYSTEM_ADMINISTRATOR)
    with pytest.raises(DomainError, match="tự giao"):
        give(administrator, by=administrator)


@pytest.mark.parametrize("role", [None, *[role for role in Role if role != Role.SYSTEM_ADMINISTRATOR]])
def test_only_an_administrator_gives_roles(role: str | None) -> None:
    with pytest.raises(DomainError, match="Chỉ người quản trị"):
        give(account(), by=account(role, commune()))


@pytest.mark.parametrize("role", [role for role in Role if role not in ASSIGNABLE])
def test_council_and_producer_roles_are_not_given_by_an_administrator(role: str) -> None:
    with pytest.raises(DomainError, match="không giao ở đây"):
        give(account(), role=role)


def test_an_administrator_holds_no_other_role() -> None:
    with pytest.raises(DomainError, match="không giữ vai trò nào khác"):
        give(account(Role.SYSTEM_ADMINISTRATOR))


def test_an_administrator_never_sits_in_a_council() -> None:
    with pytest.raises(DomainError, match="kể cả thành viên Hội đồng"):
        give_role(
            account(Role.SYSTEM_ADMINISTRATOR),
            Role.COUNCIL_MEMBER,
            unit=province(),
            effective_from=TODAY,
            by=None,
            at=AT,
        )


def test_somebody_with_a_role_does_not_become_administrator() -> None:
    person = account(Role.COUNCIL_MEMBER, province())
    with pytest.raises(DomainError, match="vai trò khác"):
        give(person, role=Role.SYSTEM_ADMINISTRATOR, unit=None)


@pytest.mark.parametrize(
    ("role", "level", "needs"),
    [
        (Role.COMMUNE_OFFICER, "province", "một xã"), (Role.COMMUNE_CHAIR, None, "một xã"),
        (Role.PROVINCIAL_OFFICER, "commune", "một tỉnh"), (Role.PROVINCIAL_CHAIR, None, "một tỉnh"),
    ],
)  # fmt: skip
def test_a_role_needs_a_unit_of_its_level(role: str, level: str | None, needs: str) -> None:
    unit = {"province": province, "commune": commune}[level]() if level else None
    with pytest.raises(DomainError, match=needs):
        give(account(), role=role, unit=unit)


def test_a_role_ends_after_it_begins() -> None:
    with pytest.raises(DomainError) as refused:
        give(account(), effective_to=TODAY - timedelta(days=1))
    assert refused.value.field == "effective_to"


def test_a_switched_off_account_gets_no_role() -> None:
    with pytest.raises(DomainError, match="đang khóa"):
        give(account(is_active=False))


def test_a_role_is_ended_on_a_day_with_a_reason() -> None:
    person, administrator = account(), account(Role.SYSTEM_ADMINISTRATOR)
    assignment = give(person, by=administrator)
    end_role(assignment, effective_to=TODAY, reason="Chuyển công tác", by=administrator, at=AT)
    end_role(assignment, effective_to=TODAY, reason="Chuyển công tác", by=administrator, at=AT)
    assert [line.state for line in role_lines(person, on=TODAY + timedelta(days=1))] == ["over"]
    entry = AuditEntry.objects.get(action="role_ended")
    assert (entry.reason, entry.details["to"]) == ("Chuyển công tác", "2026-09-01")


def test_a_role_given_by_mistake_is_taken_back_at_once() -> None:
    person, administrator = account(), account(Role.SYSTEM_ADMINISTRATOR)
    assignment = give(person, by=administrator)
    assert [held.role for held in roles_of(person, on=TODAY)] == [Role.COMMUNE_OFFICER]
    for _ in range(2):
        take_role_back(assignment, reason="Giao nhầm người", by=administrator, at=AT)
    again = UserAccount.objects.get(pk=person.pk)
    assert roles_of(again, on=TODAY) == ()
    assert [line.state for line in role_lines(person, on=TODAY)] == ["over"]
    entry = AuditEntry.objects.get(action="role_taken_back")
    assert (entry.reason, entry.details["to"]) == ("Giao nhầm người", "2026-09-01")


def test_a_role_taken_back_may_be_given_again_on_the_same_day() -> None:
    person, administrator = account(), account(Role.SYSTEM_ADMINISTRATOR)
    take_role_back(give(person, by=administrator), reason="Nhầm", by=administrator, at=AT)
    give(person, by=administrator)
    again = UserAccount.objects.get(pk=person.pk)
    assert [held.role for held in roles_of(again, on=TODAY + timedelta(days=400))] == [Role.COMMUNE_OFFICER]
    actions = (
        AuditEntry.objects.filter(details__role=Role.COMMUNE_OFFICER)
        .order_by("sequence")
        .values_list("action", flat=True)
    )
    assert list(actions) == ["role_assigned", "role_taken_back", "role_assigned"]


def test_a_role_that_ends_today_and_is_given_again_goes_on() -> None:
    person, administrator = account(), account(Role.SYSTEM_ADMINISTRATOR)
    end_role(give(person, by=administrator), effective_to=TODAY, reason="x", by=administrator, at=AT)
    give(person, by=administrator)
    assert RoleAssignment.objects.get(account=person).effective_to is None


def test_an_administrator_does_not_take_the_own_role_back() -> None:
    administrator = account(Role.SYSTEM_ADMINISTRATOR)
    with pytest.raises(DomainError, match="tự kết thúc"):
        take_role_back(administrator.role_assignments.get(), reason="x", by=administrator, at=AT)


def test_a_role_does_not_end_before_it_began() -> None:
    administrator = account(Role.SYSTEM_ADMINISTRATOR)
    assignment = give(account(), by=administrator)
    with pytest.raises(DomainError, match="không trước ngày bắt đầu"):
        end_role(assignment, effective_to=TODAY - timedelta(days=1), reason="x", by=administrator, at=AT)


def test_an_administrator_does_not_end_the_own_role_or_switch_the_own_account_off() -> None:
    administrator = account(Role.SYSTEM_ADMINISTRATOR)
    own = administrator.role_assignments.get()
    with pytest.raises(DomainError, match="tự kết thúc"):
        end_role(own, effective_to=TODAY, reason="x", by=administrator, at=AT)
    with pytest.raises(DomainError, match="tự khóa"):
        switch_account(administrator, active=False, reason="x", by=administrator, at=AT)


def test_switching_an_account_off_is_written_once() -> None:
    person, administrator = account(), account(Role.SYSTEM_ADMINISTRATOR)
    for _ in range(2):
        switch_account(person, active=False, reason="Nghỉ việc", by=administrator, at=AT)
    person.refresh_from_db()
    assert not person.is_active
    assert list(AuditEntry.objects.values_list("action", "reason")) == [("account_deactivated", "Nghỉ việc")]


@pytest.mark.parametrize("typed", ["nguyen thi hoa", "Thị Hoa", "THI HOA", "hoa-ba-che"])
def test_people_are_found_with_and_without_diacritics(typed: str) -> None:
    wanted = account(full_name="Nguyễn Thị Hoa", username="hoa-ba-che")
    account(full_name="Trần Văn Đức")
    assert list(accounts_matching(typed)) == [wanted]


def test_people_are_found_by_a_role_in_force() -> None:
    officer = account(Role.COMMUNE_OFFICER, commune())
    account(Role.COMMUNE_CHAIR, commune())
    assert list(accounts_matching("", role=Role.COMMUNE_OFFICER)) == [officer]
