"""Receiving, asking for completion and returning at the commune (QĐ 26/2026, Đ.7.2.a, Mẫu 01)."""

from datetime import date

import pytest

from ocop.dossiers.models import Dossier, DossierReceipt, SupplementRequest
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.people.models import Role
from ocop.reviewing.operations.receiving import receive_dossier, request_supplement, return_dossier
from ocop.reviewing.tests.reviewing_world import NINE, World, on
from tests import builders

pytestmark = pytest.mark.django_db


def ask(world: World, dossier: Dossier, **values: object) -> SupplementRequest:
    asked: dict[str, object] = {
        "message": "Thiếu phiếu kiểm nghiệm.",
        "open_parts": ["criterion:1.1"],
        "due_on": date(2026, 9, 14),
        "by": world.officer,
        "at": NINE,
        **values,
    }
    return request_supplement(dossier, **asked)  # type: ignore[arg-type]


def test_receiving_gives_the_number_of_form_01_and_starts_15_working_days_7_2() -> None:
    world = World()
    dossier = world.submitted()
    receipt = receive_dossier(dossier, by=world.officer, at=NINE)
    dossier.refresh_from_db()
    assert receipt.registration_form_number == "01/PĐK-80-25459-2026"
    assert receipt.received_on == date(2026, 9, 7)
    assert receipt.received_by == world.officer
    assert (dossier.state, dossier.due_on) == ("commune_review", date(2026, 9, 28))


def test_numbers_follow_each_other_per_commune_and_year() -> None:
    world = World()
    other = builders.commune("25462", "Bình Minh")
    elsewhere = builders.account(Role.COMMUNE_OFFICER, other)
    numbers = [
        receive_dossier(world.submitted(), by=world.officer, at=NINE).registration_form_number,
        receive_dossier(world.submitted(), by=world.officer, at=NINE).registration_form_number,
        receive_dossier(world.submitted(unit=other), by=elsewhere, at=NINE).registration_form_number,
        receive_dossier(world.submitted(), by=world.officer, at=on(date(2027, 1, 4))).registration_form_number,
    ]
    assert numbers == [
        "01/PĐK-80-25459-2026",
        "02/PĐK-80-25459-2026",
        "01/PĐK-80-25462-2026",
        "01/PĐK-80-25459-2027",
    ]


def test_receiving_twice_gives_the_same_receipt_and_one_ledger_line() -> None:
    world = World()
    dossier = world.submitted()
    first = receive_dossier(dossier, by=world.officer, at=NINE)
    lines = AuditEntry.objects.count()
    assert receive_dossier(dossier, by=world.officer, at=NINE) == first
    assert AuditEntry.objects.count() == lines
    assert DossierReceipt.objects.count() == 1


def test_only_the_officer_of_the_receiving_commune_receives() -> None:
    world = World()
    dossier = world.submitted()
    stranger = builders.account(Role.COMMUNE_OFFICER, builders.commune("25462", "Bình Minh"))
    for person in (world.chair, world.office, stranger, builders.account()):
        with pytest.raises(DomainError, match="Chỉ cán bộ OCOP của xã nhận hồ sơ"):
            receive_dossier(dossier, by=person, at=NINE)
    dossier.refresh_from_db()
    assert dossier.state == "submitted"


def test_a_supplement_request_opens_only_named_parts_and_keeps_the_commune_clock_7_2_a() -> None:
    world = World()
    dossier = world.received()
    request = ask(world, dossier, open_parts=["registration_form", "criterion:1.1"])
    dossier.refresh_from_db()
    assert dossier.state == "commune_supplement"
    assert dossier.due_on == date(2026, 9, 28)
    assert request.open_parts == ["registration_form", "criterion:1.1"]
    line = AuditEntry.objects.get(action="supplement_requested")
    assert (line.from_state, line.to_state, line.reason) == (
        "commune_review",
        "commune_supplement",
        "Thiếu phiếu kiểm nghiệm.",
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"message": "   "}, "message"),
        ({"open_parts": []}, "open_parts"),
        ({"open_parts": ["criterion:99.9"]}, "open_parts"),
        ({"due_on": date(2026, 9, 7)}, "due_on"),
    ],
)
def test_a_supplement_request_names_gaps_parts_and_a_later_day(wrong: dict[str, object], field: str) -> None:
    world = World()
    dossier = world.received()
    with pytest.raises(DomainError) as caught:
        ask(world, dossier, **wrong)
    assert caught.value.field == field
    dossier.refresh_from_db()
    assert dossier.state == "commune_review"


def test_the_same_request_twice_is_one_request_another_one_is_refused() -> None:
    world = World()
    dossier = world.received()
    first = ask(world, dossier)
    assert ask(world, dossier) == first
    with pytest.raises(DomainError, match="đang chờ chủ thể trả lời"):
        ask(world, dossier, message="Thiếu ảnh.")
    assert SupplementRequest.objects.count() == 1


def test_an_unanswered_dossier_may_be_returned_after_the_last_day_oq_07() -> None:
    world = World()
    dossier = world.received()
    ask(world, dossier)
    with pytest.raises(DomainError, match="đến hết ngày 14/09/2026"):
        return_dossier(dossier, reason="Không trả lời.", by=world.officer, at=on(date(2026, 9, 14)))
    return_dossier(dossier, reason="Không trả lời.", by=world.officer, at=on(date(2026, 9, 15)))
    dossier.refresh_from_db()
    assert dossier.state == "returned"


def test_returning_needs_a_reason_and_repeats_without_a_second_line() -> None:
    world = World()
    dossier = world.received()
    ask(world, dossier)
    late = on(date(2026, 9, 15))
    with pytest.raises(DomainError) as caught:
        return_dossier(dossier, reason=" ", by=world.officer, at=late)
    assert caught.value.field == "reason"
    return_dossier(dossier, reason="Không trả lời.", by=world.officer, at=late)
    lines = AuditEntry.objects.count()
    return_dossier(dossier, reason="Không trả lời.", by=world.officer, at=late)
    assert AuditEntry.objects.count() == lines


def test_the_commune_may_not_refuse_a_dossier_that_waits_for_nothing_oq_07() -> None:
    world = World()
    dossier = world.received()
    with pytest.raises(DomainError, match="Bước này cần hồ sơ ở trạng thái"):
        return_dossier(dossier, reason="Không đạt.", by=world.officer, at=NINE)


def test_the_province_asks_too_and_the_dossier_waits_at_the_province_7_3_a() -> None:
    world = World()
    dossier = world.proposed()
    request = ask(world, dossier, by=world.office)
    dossier.refresh_from_db()
    assert (dossier.state, request.evaluation_level) == ("province_supplement", "province")


def test_the_commune_asks_nothing_once_the_dossier_is_at_the_province() -> None:
    world = World()
    dossier = world.proposed()
    with pytest.raises(DomainError, match="cơ quan tham mưu OCOP của tỉnh"):
        ask(world, dossier)
