"""A record of a device is taken in once, whoever repeats it, and its receipt is the same every time."""

import threading
import uuid
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from ocop.deliveries.jobs import forget_deliveries
from ocop.deliveries.models import DeviceDelivery
from ocop.deliveries.operations import forget_old_deliveries, receive_once
from ocop.jobs.declaring import Run
from ocop.ledger.errors import DomainError
from ocop.people.models import UserAccount
from tests import builders
from tests.builders import AT

pytestmark = pytest.mark.django_db
KEY = "2f1c9a54-6d0f-4f0e-9a52-0c1f4d7e8a10"


class Act:
    """Counts how often it was run."""

    def __init__(self, refusal: str = "") -> None:
        self.runs, self.refusal = 0, refusal

    def __call__(self) -> Mapping[str, Any]:
        self.runs += 1
        if self.refusal:
            raise DomainError(self.refusal)
        return {"received": f"lần {self.runs}"}


def deliver(act: Act, by: UserAccount, *, key: str = KEY, content: Mapping[str, Any] | None = None, **more: Any) -> Any:
    sent = {"by": by, "at": AT, "purpose": "test.mark", **more}
    return receive_once(act, key=key, content={"level": 2} if content is None else content, **sent)


def test_the_same_record_sent_again_gets_the_first_answer_and_runs_nothing() -> None:
    act, person = Act(), builders.account()
    first, again = deliver(act, person), deliver(act, person, at=AT + timedelta(hours=1))
    assert (first.answer, first.repeated) == ({"received": "lần 1"}, False)
    assert (again.answer, again.received_at, again.repeated) == ({"received": "lần 1"}, AT, True)
    assert act.runs == 1


def test_a_refusal_leaves_nothing_so_that_the_device_may_send_again() -> None:
    person = builders.account()
    with pytest.raises(DomainError, match="Phiếu đã khoá"):
        deliver(Act("Phiếu đã khoá."), person)
    assert DeviceDelivery.objects.count() == 0
    assert deliver(Act(), person).answer == {"received": "lần 1"}


@pytest.mark.parametrize("changed", [{"content": {"level": 3}}, {"purpose": "test.other"}])
def test_a_key_is_good_for_one_content_only(changed: dict[str, Any]) -> None:
    act, person = Act(), builders.account()
    deliver(act, person)
    with pytest.raises(DomainError, match="đã dùng cho nội dung khác"):
        deliver(act, person, **changed)
    assert act.runs == 1


def test_a_key_of_somebody_else_is_refused_and_tells_nothing() -> None:
    deliver(Act(), builders.account())
    with pytest.raises(DomainError, match=r"^Mã gửi này thuộc người khác\.$"):
        deliver(Act(), builders.account())


@pytest.mark.parametrize("key", ["", "1", "x" * 36, "2f1c9a54-6d0f-4f0e-9a52", "'; drop table"])
def test_a_key_is_a_uuid(key: str) -> None:
    with pytest.raises(DomainError, match="Mã gửi không hợp lệ"):
        deliver(Act(), builders.account(), key=key)


def test_answers_are_kept_for_thirty_days() -> None:
    person = builders.account()
    old = deliver(Act(), person, key=str(uuid.uuid4()))
    kept = deliver(Act(), person, at=AT + timedelta(days=1))
    assert forget_old_deliveries(at=old.received_at + timedelta(days=30)) == 0
    assert forget_old_deliveries(at=old.received_at + timedelta(days=30, seconds=1)) == 1
    assert [one.received_at for one in DeviceDelivery.objects.all()] == [kept.received_at]


@pytest.mark.django_db(transaction=True)
def test_equal_records_at_the_same_moment_run_the_act_once() -> None:
    act, person = Act(), builders.account()
    start, answers = threading.Barrier(8), []

    def send() -> None:
        start.wait()
        try:
            answers.append(deliver(act, person).answer["received"])
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (answers, act.runs, DeviceDelivery.objects.count()) == (["lần 1"] * 8, 1, 1)


def test_the_daily_upkeep_forgets_old_answers(tmp_path: Path) -> None:
    deliver(Act(), builders.account())
    run = Run(parameters={}, unit_path="", by=None, at=AT + timedelta(days=31), folder=tmp_path, attempt=1)
    steps = forget_deliveries(run)
    assert [step.done for step in steps] == [0]
    assert DeviceDelivery.objects.count() == 0
