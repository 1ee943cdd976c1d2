"""Whoever writes while records are compared with the ledger is not named as a forger; who forges is, also then."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from django.db import connection, transaction

from ocop.dossiers.tests.in_threads import in_threads
from ocop.ledger import comparing, verifying
from ocop.ledger.comparing import Told, looked_at_twice, record_checks, told_by_the_chain
from ocop.ledger.guarding import all_lifted
from ocop.ledger.models import AuditEntry
from ocop.ledger.one_view import one_view
from ocop.ledger.operations import record
from ocop.ledger.verifying import Finding, verify_chain
from ocop.people.models import PublicBody, UserAccount
from ocop.people.operations.bodies import record_body, rename_body
from ocop.people.operations.roles import update_own_details
from tests.builders import AT, START, account

pytestmark = pytest.mark.django_db(transaction=True)


def work(number: int) -> None:
    """An act of somebody else, with two records and personal data."""
    body = record_body(kind="line_ministry", unit=None, name=f"Bộ {number}", effective_from=START, by=None, at=AT)
    given: dict[str, Any] = {"abbreviation": "", "legal_source": "", "by": None, "at": AT}
    rename_body(body, name=f"Bộ {number} mới", effective_from=AT.date(), **given)
    person = UserAccount.objects.get()
    update_own_details(person, full_name=f"Tên {number}", phone="", by=person, at=AT)


@pytest.fixture
def told() -> Callable[[], Told]:
    """What the chain says, read before somebody else writes."""
    account(full_name="Tên đầu")
    work(1)
    told = cache(told_by_the_chain)
    told()
    in_threads([lambda: work(2)])
    return told


def test_an_act_in_between_is_a_finding_at_the_first_look_and_none_at_the_second(told: Callable[[], Told]) -> None:
    checks = record_checks(told)
    first = {title for title, check in checks.items() if any(check())}
    assert first == {"Cơ quan (publicbody)", "Tên cơ quan (bodyname)", "mục lục dấu kiểm"}
    assert [one for check in checks.values() for one in looked_at_twice(check, told) if one] == []


def test_a_forged_record_is_told_at_the_second_look(told: Callable[[], Told]) -> None:
    with all_lifted(connection):
        PublicBody.objects.filter(names__name="Bộ 1").update(kind="other_body")
    check = record_checks(told)["Cơ quan (publicbody)"]
    found = [one for one in looked_at_twice(check, told) if one]
    assert found == [Finding("Cơ quan bo 1 moi", comparing.CHANGED)]


def test_one_view_stays_as_it_was_and_keeps_no_writer_waiting() -> None:
    account(full_name="Tên đầu")
    with one_view():
        before = PublicBody.objects.count()
        assert in_threads([lambda: work(3)]) == [None]
        assert PublicBody.objects.count() == before
    assert PublicBody.objects.count() == before + 1
    assert getattr(connection, "transaction_mode", "IMMEDIATE") == "IMMEDIATE"


def test_a_line_written_while_the_chain_is_verified_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    person = account()
    written: list[Any] = []
    with transaction.atomic():
        record("account_updated", person, by=person, at=AT)
    end_of = verifying._broken_end

    def after_somebody_wrote(*given: Any) -> int | None:
        if not written:
            written.append(in_threads([lambda: work(4)]))
        return end_of(*given)

    monkeypatch.setattr(verifying, "_broken_end", after_somebody_wrote)
    report = verify_chain()
    assert (report.holds, written) == (True, [[None]])
    assert report.length == AuditEntry.objects.count()
