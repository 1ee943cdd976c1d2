"""Every write leaves one chained line in its own transaction; the same key always gives the same receipt."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from ocop.ledger.chain import GENESIS
from ocop.ledger.models import AuditEntry, LedgerHead, Receipt
from ocop.ledger.operations import ALPHABET, give_receipt, record
from ocop.ledger.queries import timeline_lines, verify_chain
from tests.builders import AT, account


@pytest.mark.django_db
def test_a_line_names_actor_subject_and_the_one_it_acts_for() -> None:
    user, subject = account(full_name="Lê Thị Ánh"), account()
    with transaction.atomic():
        entry = record(
            "role_assigned", subject, by=user, at=AT, unit_path="80/25459/", on_behalf_of="HTX Trà", to_state="x", reason="Theo QĐ 12"
        )  # fmt: skip
    stored = AuditEntry.objects.get()
    assert (stored.actor, stored.subject_kind, stored.subject_id) == (user, "useraccount", str(subject.pk))
    assert (stored.unit_path, stored.on_behalf_of, stored.to_state) == ("80/25459/", "HTX Trà", "x")
    assert (stored.previous_hash, stored.entry_hash) == (GENESIS, entry.entry_hash)
    line = timeline_lines(subject)[0]
    assert (line.actor, line.on_behalf_of, line.action, line.note) == (
        "Lê Thị Ánh",
        "HTX Trà",
        "Giao vai trò",
        "Theo QĐ 12",
    )


@pytest.mark.django_db
def test_the_timeline_is_newest_first_and_costs_one_query(django_assert_num_queries: Callable[..., object]) -> None:
    subject = account()
    with transaction.atomic():
        for action in ("account_created", "role_assigned", "role_ended"):
            record(action, subject, by=subject, at=AT)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        words = [line.action for line in timeline_lines(subject)]
    assert words == ["Kết thúc vai trò", "Giao vai trò", "Tạo tài khoản"]


@pytest.mark.django_db
def test_an_action_without_words_is_shown_as_it_is_kept() -> None:
    subject = account()
    with transaction.atomic():
        record("something_new", subject, by=None, at=AT)
    line = timeline_lines(subject)[0]
    assert (line.action, line.actor) == ("something new", "Hệ thống")


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError):
        record("x", account(), by=None, at=AT)
    assert AuditEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_leaves_no_line() -> None:
    user = account()

    @transaction.atomic
    def failing_change() -> None:
        record("x", user, by=user, at=AT)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing_change()
    assert AuditEntry.objects.count() == 0
    assert verify_chain().holds


@pytest.mark.django_db
@pytest.mark.parametrize("value", [{"a": 1.5}, {1: "a"}, {"a": [AT]}])
def test_details_that_a_database_may_rewrite_are_refused(value: dict[str, object]) -> None:
    with pytest.raises(TypeError), transaction.atomic():
        record("x", account(), by=None, at=AT, details=value)


@pytest.mark.django_db
def test_the_same_key_gives_the_same_receipt() -> None:
    user = account()
    with transaction.atomic():
        entry = record("x", user, by=user, at=AT)
        receipts = [
            give_receipt(key="dossier:1:submit:1", kind="submission", subject=user, content_hash=GENESIS, entry=entry, by=user, at=AT)
            for _ in range(2)
        ]  # fmt: skip
    assert receipts[0] == receipts[1]
    assert Receipt.objects.count() == 1
    assert {*receipts[0].code} <= {*ALPHABET, "-"}
    assert len(receipts[0].code) == 9


def _together(work: Callable[[int], None], people: int = 4) -> list[BaseException]:
    """Run ``work`` in several threads at the same moment, each with its own connection; return what went wrong."""
    start, problems = threading.Barrier(people), []

    def run(number: int) -> None:
        try:
            start.wait(10)
            work(number)
        except BaseException as problem:  # noqa: BLE001
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return problems


@pytest.mark.django_db(transaction=True)
def test_simultaneous_writers_keep_one_chain() -> None:
    user = account()

    def write(number: int) -> None:
        for step in range(10):
            with transaction.atomic():
                record("x", user, by=user, at=AT, details={"writer": number, "step": step})

    assert _together(write) == []
    report = verify_chain()
    assert (report.holds, report.length) == (True, 40)
    assert LedgerHead.objects.get().length == 40


@pytest.mark.django_db(transaction=True)
def test_simultaneous_requests_with_one_key_get_one_receipt() -> None:
    user, codes = account(), []
    with transaction.atomic():
        entry = record("x", user, by=user, at=AT)

    def ask(_: int) -> None:
        with transaction.atomic():
            receipt = give_receipt(
                key="k", kind="submission", subject=user, content_hash=GENESIS, entry=entry, by=user, at=AT
            )
            codes.append(receipt.code)

    assert _together(ask) == []
    assert len(codes) == 4
    assert {*codes} == {Receipt.objects.get().code}
