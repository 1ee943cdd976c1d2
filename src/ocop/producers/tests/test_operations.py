"""Registering, changing and delegating: the rules of Đ.2.3 and Đ.7.1, and that a repeated step changes nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.ledger.personal import readable
from ocop.people.models import Role, UserAccount
from ocop.people.operations import appoint_deputy
from ocop.people.rights import holds
from ocop.producers.models import Delegation, OrganisationType, Producer
from ocop.producers.operations import (
    StaleProfileError,
    end_delegation,
    record_delegation,
    register_producer,
    update_producer,
)
from ocop.producers.pages import tasks_for
from ocop.producers.queries import is_own_producer, on_behalf_of, producers_acted_for
from tests.builders import AT, account, commune, producer, product, province

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)


def register(by: UserAccount, **values: Any) -> Producer:
    return register_producer(
        **{
            "name": "Hợp tác xã Trà hoa vàng Ba Chẽ", "organisation_type": "cooperative", "unit": commune(), "address": "Thôn 1",
            "phone": "0912345678", "representative_name": "Nguyễn Thị Hoa", "sex": "female", "ethnicity": "Dao", "by": by, "at": AT, **values,
        }
    )  # fmt: skip


def profile_of(row: Producer, **changes: Any) -> dict[str, Any]:
    names = ("name", "organisation_type", "unit", "address", "phone", "email", "registration_number", "founded_on")
    return {**{name: getattr(row, name) for name in names}, **changes}


def update(row: Producer, by: UserAccount, *, version: int = 0, sex: str = "", **changes: Any) -> Producer:
    person = {"full_name": "Trần Thị Ánh", "position": "Giám đốc", "sex": sex, "ethnicity": "", "has_disability": False}
    return update_producer(
        row, expected_version=version, profile=profile_of(row, **changes), representative=person, by=by, at=AT
    )


def delegate(row: Producer, person: UserAccount, by: UserAccount, **values: Any) -> Delegation:
    return record_delegation(
        row, **{"delegate": person, "consent_given_by": "Nguyễn Thị Hoa", "consent_on": TODAY, "effective_from": TODAY, "by": by, "at": AT, **values}
    )  # fmt: skip


def test_whoever_registers_acts_for_the_producer() -> None:
    person = account()
    row = register(person)
    assert list(producers_acted_for(person, on=TODAY)) == [row]
    assert on_behalf_of(person, row, on=TODAY) == ""
    assert row.unit_path == "80/25459/"
    assert row.search_key == "hop tac xa tra hoa vang ba che"
    assert row.representative.ethnicity == "Dao"
    assert set(AuditEntry.objects.values_list("action", flat=True)) == {"producer_registered", "role_assigned"}


def test_the_ledger_keeps_no_personal_data() -> None:
    register(account(), ethnicity="Dao", sex="female", has_disability=True)
    kept = str(list(AuditEntry.objects.values_list("details", "reason")))
    assert [word for word in ("Dao", "female", "Hoa", "0912345678") if word in kept] == []


def test_registering_twice_gives_the_producer_registered_first() -> None:
    person = account()
    assert register(person) == register(person)
    assert Producer.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [{"founded_on": date(2020, 1, 5)}, {"representative_name": "Nguyễn Văn Hoa"}, {"name": "Hợp Tác Xã trà hoa vàng Ba Chẽ"}],
)  # fmt: skip
def test_registering_the_same_name_with_other_answers_is_answered_and_changes_nothing(other: dict[str, Any]) -> None:
    person = account()
    first = register(person)
    with pytest.raises(
        DomainError, match="Bạn đã đăng ký “Hợp tác xã Trà hoa vàng Ba Chẽ” ở xã này với thông tin khác"
    ):
        register(person, **other)
    assert Producer.objects.get() == first
    assert Producer.objects.get().founded_on is None


def test_nobody_is_founded_tomorrow() -> None:
    person = account()
    with pytest.raises(DomainError, match="không thể ở sau hôm nay") as refused:
        register(person, founded_on=TODAY + timedelta(days=1))
    assert refused.value.field == "founded_on"
    row = register(person, founded_on=TODAY)
    with pytest.raises(DomainError, match="không thể ở sau hôm nay"):
        update(row, person, founded_on=TODAY + timedelta(days=1))


def test_the_name_is_kept_in_one_unicode_form() -> None:
    assert register(account(), name="Trà Tân Cương").name == "Trà Tân Cương"


@pytest.mark.parametrize("kind", [OrganisationType.OTHER_ORGANISATION, "state_company", ""])
def test_only_the_kinds_of_the_law_register(kind: str) -> None:
    with pytest.raises(DomainError) as refused:
        register(account(), organisation_type=kind)
    assert refused.value.field == "organisation_type"


@pytest.mark.parametrize("place", ["province", "former"])
def test_a_producer_stands_in_a_commune_of_today(place: str) -> None:
    unit = province() if place == "province" else commune("99999", "Xã cũ")
    if place == "former":
        unit.effective_to = date(2026, 1, 1)
        unit.save()
    with pytest.raises(DomainError) as refused:
        register(account(), unit=unit)
    assert refused.value.field == "unit"


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.PRODUCER_USER, Role.BUYER}])
def test_an_official_account_registers_no_producer(role: str) -> None:
    with pytest.raises(DomainError, match="Tài khoản công vụ"):
        register(account(role, commune()))


def test_a_buyer_may_be_a_producer_too() -> None:
    buyer = account(Role.BUYER)
    assert is_own_producer(buyer, register(buyer))


def test_the_registering_account_becomes_a_producer_user() -> None:
    person = account()
    register(person)
    register(person, name="Cơ sở khác")
    assert holds(UserAccount.objects.get(pk=person.pk), Role.PRODUCER_USER) is (
        person.role_assignments.get().effective_from <= date.today()  # noqa: DTZ011
    )


def test_a_saved_profile_carries_a_new_version_and_names_the_changed_fields() -> None:
    person = account()
    row = producer(user=person)
    saved = update(row, person, address="Ấp 2", phone="0911111111")
    assert (saved.version, saved.address) == (1, "Ấp 2")
    told = readable(AuditEntry.objects.get().details)
    assert set(told.pop("records")) == {f"producer:{row.pk}", f"legalrepresentative:{row.representative.pk}"}
    assert told == {
        "fields": ["address", "phone"],
        "changes": {"address": ["Ấp 1", "Ấp 2"], "phone": ["0900000000", "0911111111"]},
    }


def test_saving_what_is_there_changes_nothing() -> None:
    person = account()
    row = producer(user=person)
    assert update(row, person, version=7).version == 0
    assert AuditEntry.objects.count() == 0


def test_a_profile_saved_by_somebody_else_in_between_is_not_overwritten() -> None:
    person = account()
    row = producer(user=person)
    update(row, person, address="Ấp 2")
    with pytest.raises(StaleProfileError):
        update(row, person, version=0, address="Ấp 3")
    row.refresh_from_db()
    assert row.address == "Ấp 2"


def test_a_renamed_producer_is_found_by_its_products() -> None:
    person = account()
    item = product(producer(user=person), name="Trà sen")
    update(item.producer, person, name="Hợp tác xã Sen Vàng")
    item.refresh_from_db()
    assert item.search_key == "tra sen hop tac xa sen vang phuong tan ninh tinh tay ninh"


@pytest.mark.parametrize(
    ("role", "place", "allowed"),
    [
        (None, "here", False), (Role.COMMUNE_OFFICER, "here", False), (Role.COMMUNE_CHAIR, "here", False),
        (Role.PROVINCIAL_OFFICER, "here", True), (Role.PROVINCIAL_OFFICER, "there", False), (Role.SYSTEM_ADMINISTRATOR, "here", False),
        (Role.COUNCIL_MEMBER, "here", False), (Role.PROVINCIAL_CHAIR, "here", False), (Role.CENTRAL_OFFICER, "here", False),
    ],
)  # fmt: skip
def test_besides_the_producer_only_the_provincial_officer_corrects_a_profile(
    role: str | None, place: str, allowed: bool
) -> None:
    row = producer()
    unit = commune() if role in {Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR} else province()
    unit = unit if place == "here" else province("22", "Quảng Ninh")
    person = account(role, unit)
    if allowed:
        assert update(row, person, address="Ấp 9").address == "Ấp 9"
    else:
        with pytest.raises(DomainError, match="Chỉ chủ thể"):
            update(row, person, address="Ấp 9")


def test_a_delegate_acts_on_behalf_of_the_producer_and_the_ledger_says_so() -> None:
    owner, officer = account(), account(Role.COMMUNE_OFFICER, commune())
    row = producer(user=owner, name="HTX Trà")
    delegate(row, officer, owner)
    assert list(producers_acted_for(officer, on=TODAY)) == [row]
    assert on_behalf_of(officer, row, on=TODAY) == "HTX Trà"
    update(row, officer, address="Ấp 5")
    assert AuditEntry.objects.get(action="producer_updated").on_behalf_of == "HTX Trà"


def test_delegating_twice_changes_nothing() -> None:
    owner, consultant = account(), account()
    row = producer(user=owner)
    assert delegate(row, consultant, owner) == delegate(row, consultant, owner)
    assert Delegation.objects.count() == 1


def test_an_ended_delegation_stops_at_once() -> None:
    owner, consultant = account(), account()
    row = producer(user=owner)
    given = delegate(row, consultant, owner)
    end_delegation(given, by=owner, at=AT)
    end_delegation(given, by=owner, at=AT)
    assert list(producers_acted_for(consultant, on=TODAY)) == []
    assert list(AuditEntry.objects.order_by("sequence").values_list("action", flat=True)) == [
        "delegation_recorded",
        "delegation_ended",
    ]


def test_a_delegation_with_an_end_stops_by_itself() -> None:
    owner, consultant = account(), account()
    row = producer(user=owner)
    delegate(row, consultant, owner, effective_to=TODAY)
    assert list(producers_acted_for(consultant, on=TODAY)) == [row]
    assert list(producers_acted_for(consultant, on=TODAY + timedelta(days=1))) == []


def test_a_delegate_does_not_delegate() -> None:
    owner, consultant = account(), account()
    row = producer(user=owner)
    delegate(row, consultant, owner)
    with pytest.raises(DomainError, match="Chỉ tài khoản của chính chủ thể"):
        delegate(row, account(), consultant)


@pytest.mark.parametrize(
    ("who", "says"), [("own", "chính chủ thể"), ("off", "đang khóa"), ("administrator", "quản trị hệ thống")]
)
def test_who_cannot_be_a_delegate(who: str, says: str) -> None:
    owner = account()
    people = {"own": owner, "off": account(is_active=False), "administrator": account(Role.SYSTEM_ADMINISTRATOR)}
    with pytest.raises(DomainError, match=says):
        delegate(producer(user=owner), people[who], owner)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"consent_on": TODAY + timedelta(days=1)}, "consent_on"), ({"effective_to": TODAY - timedelta(days=1)}, "effective_to")],
)  # fmt: skip
def test_consent_comes_before_and_the_end_after(values: dict[str, date], field: str) -> None:
    owner = account()
    with pytest.raises(DomainError) as refused:
        delegate(producer(user=owner), account(), owner, **values)
    assert refused.value.field == field


def test_the_first_task_is_to_register_a_producer() -> None:
    person = account()
    assert [task.href for task in tasks_for(person)] == ["/chu-the-cua-toi/dang-ky/"]
    producer(user=person)
    assert tasks_for(person) == []


def test_an_official_is_not_asked_to_register() -> None:
    assert tasks_for(account(Role.PROVINCIAL_OFFICER, province())) == []


def test_who_signs_for_an_office_from_tomorrow_registers_no_producer_today() -> None:
    person, tomorrow = account(), timezone.localdate() + timedelta(days=1)
    appoint_deputy(
        person, role=Role.COMMUNE_CHAIR, unit=commune(), way="in_place", position="Phó Chủ tịch", document="13/QĐ-UBND",
        effective_from=tomorrow, effective_to=None, by=account(Role.SYSTEM_ADMINISTRATOR), at=AT,
    )  # fmt: skip
    with pytest.raises(DomainError, match="Tài khoản công vụ"):
        register(person)
