"""Personal data stands beside the chain: lines and hashes hold it salted, and erasing it leaves everything valid."""

from typing import Any

import pytest
from django.db import transaction

from ocop.ledger.comparing import differing_personal_values, told_by_the_chain
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry, PersonalValue
from ocop.ledger.operations import forget, record
from ocop.ledger.personal import ERASED, readable, set_aside
from ocop.ledger.verifying import verify_chain
from tests.builders import AT, account

pytestmark = pytest.mark.django_db
OLD, NEW = "0912345678", "0987654321"
REQUEST = "Đơn số 01, ngày 01/12/2026"


@pytest.fixture
def person() -> Any:
    user = account()
    with transaction.atomic():
        record("account_updated", user, by=user, at=AT, personal_changes={"phone": (OLD, NEW)})
    return user


def holds() -> bool:
    return verify_chain().holds and not any(differing_personal_values(told_by_the_chain()))


def test_a_line_holds_old_and_new_value() -> None:
    user = account()
    with transaction.atomic():
        entry = record("producer_updated", user, by=user, at=AT, changes={"name": ("Chè Thơm", "Chè Thơm Tân Ninh")})
    assert entry.details["changes"] == {"name": ["Chè Thơm", "Chè Thơm Tân Ninh"]}


def test_a_line_about_personal_data_holds_it_salted_and_the_value_lies_beside(person: Any) -> None:
    entry = AuditEntry.objects.get(action="account_updated")
    assert OLD not in str(entry.details)
    assert NEW not in str(entry.details)
    assert readable(entry.details)["changes"] == {"phone": [OLD, NEW]}
    assert holds()


def test_equal_values_of_two_people_have_different_hashes(person: Any) -> None:
    other = account()
    with transaction.atomic():
        entry = record("account_updated", other, by=other, at=AT, personal_changes={"phone": (OLD, NEW)})
    assert (
        entry.details["changes"]
        != AuditEntry.objects.filter(action="account_updated").earliest("pk").details["changes"]
    )


def test_erasing_leaves_the_chain_valid_and_nothing_to_read(person: Any) -> None:
    with transaction.atomic():
        assert forget(person, kinds={"useraccount": [person.pk]}, by=person, at=AT, reason=REQUEST) == 2
    assert set(PersonalValue.objects.values_list("value", "salt")) == {("", "")}
    assert readable(AuditEntry.objects.get(action="account_updated").details)["changes"] == {"phone": [ERASED, ERASED]}
    assert holds()


def test_erasing_says_who_asked_for_it(person: Any) -> None:
    with pytest.raises(DomainError, match="số và ngày của đơn") as refused, transaction.atomic():
        forget(person, kinds={"useraccount": [person.pk]}, by=person, at=AT, reason=" \n")
    assert refused.value.field == "reason"
    assert not PersonalValue.objects.filter(erased_at__isnull=False).exists()


@pytest.mark.parametrize(
    "tamper",
    [
        lambda rows: rows.update(value='"0900000000"'),
        lambda rows: rows.update(salt="00" * 16),
        lambda rows: rows.update(value="", salt="", erased_at=AT),  # erased, and no line says so
        lambda rows: rows.filter(value=f'"{OLD}"').delete(),
    ],
    ids=["value", "salt", "erased without a line", "deleted"],
)
def test_a_change_beside_the_chain_is_found(person: Any, tamper: object) -> None:
    tamper(PersonalValue.objects.all())  # type: ignore[operator]
    assert not holds()


def test_a_frozen_content_is_kept_with_marks_and_read_with_values() -> None:
    content = {"answers": {"representative_name": "Trần Thị Ánh", "idea": "x"}, "people": [{"phone": OLD}]}
    kept = set_aside(content, {"representative_name", "phone"}, kind="dossier", record_id=1, at=AT)
    assert "Ánh" not in str(kept)
    assert OLD not in str(kept)
    assert kept["answers"]["idea"] == "x"
    assert readable(kept) == content
