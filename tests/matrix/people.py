"""Who walks the matrix: every role at home, the same roles next door, and those who may do nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from ocop.councils import operations as council_operations
from ocop.councils.models import Capacity, Council
from ocop.people.invitations import accept_invitation, invite_person, renew_invitation
from ocop.people.models import Invitation, Role, RoleAssignment, UserAccount
from ocop.people.operations import appoint_deputy
from ocop.producers.models import Delegation, Producer, ProducerUser
from ocop.territory.models import AdministrativeUnit
from tests import builders

ANONYMOUS = "anonymous"


@dataclass
class Places:
    """A province with two communes, and another province."""

    province: AdministrativeUnit
    commune: AdministrativeUnit
    commune_next: AdministrativeUnit
    province_far: AdministrativeUnit


@dataclass
class People:
    """Everybody by the name the table uses, and their councils and producers."""

    accounts: dict[str, UserAccount] = field(default_factory=dict)
    producers: dict[str, Producer] = field(default_factory=dict)
    councils: dict[str, Council] = field(default_factory=dict)

    def __getitem__(self, name: str) -> UserAccount:
        return self.accounts[name]


def make_places() -> Places:
    """Tây Ninh with two wards, Hà Tĩnh with a commune."""
    home, far = builders.province(), builders.province("42", "Hà Tĩnh")
    return Places(
        home,
        builders.commune(inside=home),
        builders.commune("25645", "Hòa Thành", inside=home),
        far,
    )


def make_people(places: Places) -> People:
    """Accounts with their roles, producers with their users, three councils with their seats."""
    people = People()
    officials = {
        "commune_officer": (Role.COMMUNE_OFFICER, places.commune),
        "commune_officer_next": (Role.COMMUNE_OFFICER, places.commune_next),
        "commune_chair": (Role.COMMUNE_CHAIR, places.commune),
        "commune_chair_next": (Role.COMMUNE_CHAIR, places.commune_next),
        "provincial_officer": (Role.PROVINCIAL_OFFICER, places.province),
        "provincial_officer_far": (Role.PROVINCIAL_OFFICER, places.province_far),
        "provincial_chair": (Role.PROVINCIAL_CHAIR, places.province),
        "provincial_chair_far": (Role.PROVINCIAL_CHAIR, places.province_far),
        "central_officer": (Role.CENTRAL_OFFICER, None),
        "system_administrator": (Role.SYSTEM_ADMINISTRATOR, None),
        "minister": (Role.MINISTER, None),
        "central_council_chair": (Role.CENTRAL_COUNCIL_CHAIR, None),
        "central_council_member": (Role.CENTRAL_COUNCIL_MEMBER, None),
        "central_council_secretary": (Role.CENTRAL_COUNCIL_SECRETARY, None),
        "central_advisory_head": (Role.CENTRAL_ADVISORY_GROUP_HEAD, None),
        "central_advisory_member": (Role.CENTRAL_ADVISORY_GROUP_MEMBER, None),
        "department_officer": (Role.DEPARTMENT_OFFICER, places.province),
        "department_officer_far": (Role.DEPARTMENT_OFFICER, places.province_far),
        "supervision_head": (Role.SUPERVISION_TEAM_HEAD, places.province),
        "supervision_member": (Role.SUPERVISION_TEAM_MEMBER, places.province),
        "supervision_member_far": (Role.SUPERVISION_TEAM_MEMBER, places.province_far),
        "steering_reader": (Role.STEERING_READER, places.province),
        "content_editor": (Role.CONTENT_EDITOR, places.province),
        "buyer": (Role.BUYER, None),
    }
    for name, (role, unit) in officials.items():
        people.accounts[name] = builders.account(role, unit, username=name, full_name=name)
    people.accounts["newcomer"] = builders.account(username="newcomer", full_name="newcomer")
    people.accounts["former_officer"] = _former_officer(places)
    _make_deputies(people, places)
    _make_producers(people, places)
    _make_councils(people, places)
    return people


def _former_officer(places: Places) -> UserAccount:
    """An officer of commune and province whose roles ended yesterday."""
    account = builders.account(username="former_officer", full_name="former_officer")
    yesterday = timezone.localdate() - timedelta(days=1)
    for role, unit in ((Role.COMMUNE_OFFICER, places.commune), (Role.PROVINCIAL_OFFICER, places.province)):
        RoleAssignment.objects.create(
            account=account, role=role, unit=unit, effective_from=date(2026, 1, 1), effective_to=yesterday
        )
    return account


def _make_deputies(people: People, places: Places) -> None:
    """A deputy of the commune chair at home, and one whose days were over yesterday."""
    yesterday = timezone.localdate() - timedelta(days=1)
    for name, last_day in (("commune_deputy", None), ("former_deputy", yesterday)):
        people.accounts[name] = builders.account(username=name, full_name=name)
        appoint_deputy(
            people[name], role=Role.COMMUNE_CHAIR, unit=places.commune, way="in_place", position="Phó Chủ tịch",
            document="13/QĐ-UBND", effective_from=date(2026, 1, 1), effective_to=last_day,
            by=people["system_administrator"], at=builders.AT,
        )  # fmt: skip


def _make_producers(people: People, places: Places) -> None:
    for name, user in (("home", "producer"), ("next", "producer_next")):
        people.accounts[user] = builders.account(Role.PRODUCER_USER, None, username=user, full_name=user)
        people.producers[name] = builders.producer(places.commune, user=people[user])
    people.accounts["delegate"] = builders.account(username="delegate", full_name="delegate")
    Delegation.objects.create(
        producer=people.producers["home"], delegate=people["delegate"], consent_given_by="Trần Thị Ánh",
        consent_on=date(2026, 1, 5), effective_from=date(2026, 1, 5), recorded_by=people["producer"],
    )  # fmt: skip


SEATS = {
    "home": (
        ("council_chair", Capacity.CHAIR),
        ("council_member", Capacity.MEMBER),
        ("council_member_second", Capacity.MEMBER),
        ("council_member_third", Capacity.MEMBER),
        ("council_expert", Capacity.EXPERT),
        ("council_secretary", Capacity.SECRETARY),
    ),
    "other": (("other_council_member", Capacity.MEMBER),),
    "far": (
        ("council_chair_far", Capacity.CHAIR),
        ("council_member_far", Capacity.MEMBER),
        ("council_secretary_far", Capacity.SECRETARY),
    ),
}


def _make_councils(people: People, places: Places) -> None:
    """The council whose work is walked, another council of the same province, and one of another province."""
    for number, (key, seats) in enumerate(SEATS.items(), start=1):
        unit = places.province_far if key == "far" else places.province
        officer = people["provincial_officer_far" if key == "far" else "provincial_officer"]
        by: dict[str, Any] = {"by": officer, "at": builders.AT}
        rules = council_operations.record_rules(
            unit, decision_number=f"{number}/QC", effective_from=date(2026, 7, 1), quorum_ratio=Decimal("0.5"),
            max_spread=Decimal(10), **by,
        )  # fmt: skip
        council = council_operations.set_up_council(
            unit, name=f"Hội đồng {number}", decision_number=f"{number}/QĐ", decided_on=date(2026, 7, 1), rules=rules, **by
        )  # fmt: skip
        for name, capacity in seats:
            people.accounts[name] = builders.account(username=name, full_name=name)
            council_operations.seat_member(council, people[name], capacity=capacity, organisation="Sở", **by)
        people.councils[key] = council


def locked_out(producer: Producer, *, at: datetime) -> UserAccount:
    """An own account of a producer that asked for another address and for a way back in."""
    person = builders.account(
        full_name="Người quên mật khẩu",
        phone="0977000333",
        pending_email="moi@canary.vn",
        email_asked_at=at,
        recovery_at=at,
    )
    ProducerUser.objects.create(producer=producer, account=person, effective_from=date(2026, 1, 1))
    return person


def _taken(officer: UserAccount, places: Places, at: datetime) -> Invitation:
    """An invitation whose link was shown to the office and opened since: nobody has said yet who opened it."""
    made = invite_person(full_name="Người đã nhận", phone="0911222445", unit=places.province, by=officer, at=at)
    key, token = renew_invitation(made, by=officer, at=timezone.now()).rstrip("/").split("/")[-2:]
    accept_invitation(key, token, password="một câu rất dễ nhớ", at=timezone.now())
    made.refresh_from_db()
    return made


def seated(people: People, places: Places, at: datetime) -> dict[str, Any]:
    """Councils, rules, seats and an invitation, by the name the table uses."""
    home, other, officer = people.councils["home"], people.councils["other"], people["provincial_officer"]
    return {
        "council": home,
        "council.other": other,
        "rules": home.rules,
        "seat": home.members.get(account=people["council_expert"]),
        "seat.other": other.members.get(),
        "invitation": invite_person(
            full_name="Người được mời", phone="0911222444", unit=places.province, by=officer, at=at
        ),
        "invitation.taken": _taken(officer, places, at),
    }
