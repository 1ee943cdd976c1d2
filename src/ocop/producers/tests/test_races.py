"""One business registration number, one producer; one open delegation of a person: whatever is pressed at the same moment."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from ocop.ledger.models import AuditEntry
from ocop.producers.models import Delegation, Producer
from tests import builders
from tests.racing import DONE, attempt, together

from .test_operations import delegate, register, update

TAKEN = (
    "Số đăng ký kinh doanh này đã thuộc một chủ thể khác trong hệ thống. Hãy kiểm tra lại số; "
    "nếu đúng là đơn vị của bạn, hãy hỏi cán bộ OCOP của xã."
)


@pytest.mark.django_db(transaction=True)
def test_one_registration_number_makes_one_producer_whoever_presses_first() -> None:
    people = [builders.account() for _ in range(4)]
    builders.commune()
    told = together(*[
        lambda number=number, by=by: register(by, name=f"HTX {number}", registration_number="3901.234 567")
        for number, by in enumerate(people)
    ])  # fmt: skip
    assert sorted(told) == sorted([DONE, TAKEN, TAKEN, TAKEN])
    assert Producer.objects.count() == AuditEntry.objects.filter(action="producer_registered").count() == 1


@pytest.mark.django_db(transaction=True)
def test_four_clicks_on_register_make_one_producer_and_on_delegate_one_delegation() -> None:
    owner, consultant = builders.account(), builders.account()
    builders.commune()
    assert together(*[lambda: register(owner, registration_number="3901234567")] * 4) == [DONE] * 4
    row = Producer.objects.get()
    assert together(*[lambda: delegate(row, consultant, owner)] * 4) == [DONE] * 4
    assert Delegation.objects.count() == 1


@pytest.mark.django_db
def test_a_number_is_compared_without_its_signs_and_can_be_changed_to_a_free_one_only() -> None:
    first, second = builders.account(), builders.account()
    builders.producer(user=first, registration_number="39-01.234 567/a", registration_key="3901234567A")
    row = builders.producer(user=second)
    assert attempt(lambda: update(row, second, registration_number="3901234567A")) == TAKEN
    assert attempt(lambda: update(row, second, registration_number="3901234568")) == DONE
    assert Producer.objects.get(pk=row.pk).registration_key == "3901234568"


@pytest.mark.django_db
def test_an_installed_province_with_one_number_twice_is_upgraded_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    first, second, none = (builders.producer(registration_number=number) for number in ("39 01", "3901", ""))
    step = import_module("ocop.producers.migrations.0003_one_producer_per_number").fill_keys
    step(apps, connection.schema_editor())
    assert list(Producer.objects.order_by("pk").values_list("registration_key", flat=True)) == ["3901", None, None]
    assert capsys.readouterr().out.strip() == (
        f"Số đăng ký kinh doanh 3901 có ở chủ thể {first.pk} và {second.pk}; hãy kiểm tra chủ thể {second.pk}."
    )
    assert none.registration_key is None
    owner = builders.account()
    second.users.create(account=owner, effective_from="2026-01-01")
    assert attempt(lambda: update(second, owner, address="Ấp 2")) == DONE
