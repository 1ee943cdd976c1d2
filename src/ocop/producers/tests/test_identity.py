"""Who a producer was on a day: each change of name, kind or place has its own, none lies in the future or before the last one."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.people.models import UserAccount
from ocop.producers.models import FormerIdentity, Producer
from ocop.producers.operations import register_producer, update_producer
from ocop.producers.queries import former_identities_of, identity_on
from tests.builders import AT, account, commune

pytestmark = pytest.mark.django_db
REGISTERED = timezone.localdate(AT)
LATER = AT + timedelta(days=60)
FIRST, SECOND, THIRD = "Hợp tác xã Trà Bà Đen", "Hợp tác xã Trà Núi Bà", "Công ty Trà Núi Bà"


@pytest.fixture
def owner() -> UserAccount:
    return account()


@pytest.fixture
def producer(owner: UserAccount) -> Producer:
    return register_producer(
        name=FIRST, organisation_type="cooperative", unit=commune(), representative_name="Trần Thị Sen", by=owner, at=AT
    )


def rename(row: Producer, to: str, by: UserAccount, *, on: date | None, at: datetime = LATER, **more: Any) -> Producer:
    fresh = Producer.objects.get(pk=row.pk)
    names = ("name", "organisation_type", "unit", "address", "phone", "email", "registration_number", "founded_on")
    profile = {name: getattr(fresh, name) for name in names} | {"name": to} | more
    person = {"full_name": "Trần Thị Sen", "position": "", "sex": "", "ethnicity": "", "has_disability": False}
    return update_producer(
        fresh, expected_version=fresh.version, profile=profile, representative=person, identity_from=on, by=by, at=at
    )


def days_after(number: int) -> date:
    return REGISTERED + timedelta(days=number)


def kept(row: Producer) -> list[tuple[str, date | None, date]]:
    return [(one.name, one.effective_from, one.effective_to) for one in former_identities_of(row)]


def test_each_name_holds_from_its_day_to_the_day_before_the_next(producer: Producer, owner: UserAccount) -> None:
    rename(producer, SECOND, owner, on=days_after(20))
    row = rename(producer, THIRD, owner, on=days_after(50), organisation_type="small_medium_enterprise")
    assert kept(row) == [(SECOND, days_after(20), days_after(49)), (FIRST, None, days_after(19))]
    said = {0: FIRST, 19: FIRST, 20: SECOND, 49: SECOND, 50: THIRD, 60: THIRD}
    assert {number: identity_on(row, days_after(number)).name for number in said} == said
    assert identity_on(row, days_after(49)).organisation_type == "cooperative"
    assert FormerIdentity.objects.filter(place="Phường Tân Ninh, tỉnh Tây Ninh").count() == 2


def test_a_day_to_come_is_refused_and_keeps_nothing(producer: Producer, owner: UserAccount) -> None:
    with pytest.raises(DomainError, match="không được sau ngày hôm nay") as refused:
        rename(producer, SECOND, owner, on=days_after(61))
    assert refused.value.field == "identity_from"
    assert (Producer.objects.get().name, kept(producer)) == (FIRST, [])


def test_a_day_before_the_last_change_is_refused(producer: Producer, owner: UserAccount) -> None:
    rename(producer, SECOND, owner, on=days_after(20))
    with pytest.raises(DomainError, match="không trước lần đổi gần nhất"):
        rename(producer, THIRD, owner, on=days_after(19))
    assert Producer.objects.get().name == SECOND


def test_a_second_change_on_the_same_day_corrects_the_first(producer: Producer, owner: UserAccount) -> None:
    rename(producer, SECOND, owner, on=days_after(20))
    row = rename(producer, THIRD, owner, on=days_after(20))
    assert kept(row) == [(FIRST, None, days_after(19))]
    assert AuditEntry.objects.filter(action="producer_identity_changed").count() == 2


def test_a_name_changed_on_the_day_of_registering_was_never_another(producer: Producer, owner: UserAccount) -> None:
    row = rename(producer, SECOND, owner, on=REGISTERED, at=AT + timedelta(hours=1))
    assert (kept(row), identity_on(row, REGISTERED).name) == ([], SECOND)
