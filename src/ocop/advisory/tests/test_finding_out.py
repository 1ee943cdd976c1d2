"""Visits, tests and requests to the producer, who reads the visit and the request but never the report (Đ.7.3.c)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from ocop.advisory import operations
from ocop.advisory.models import GroupCapacity
from ocop.dossiers.models import Dossier, DossierState
from ocop.filing.operations import answering as supplements_answer
from ocop.ledger.errors import DomainError
from ocop.people.models import Role, RoleAssignment
from tests import builders
from tests.builders import AT

from .world import LATER, SURVEY, WORDS, World, browser, fresh

pytestmark = pytest.mark.django_db


def asked(world: World, dossier: Dossier, **values: Any) -> Any:
    given = {"message": "Thiếu phiếu kiểm nghiệm.", "open_parts": ["documents"], "due_on": date(2026, 9, 20), **values}
    return operations.ask_producer(dossier, **given, by=world.member, at=AT)


def test_a_request_of_the_group_comes_back_to_the_group(monkeypatch: pytest.MonkeyPatch) -> None:
    class Whole:
        blocking: tuple[str, ...] = ()

    monkeypatch.setattr(supplements_answer, "completeness", lambda dossier, on: Whole())
    world = World()
    owner = builders.account()
    product = builders.product(builders.producer(builders.commune(inside=world.province), user=owner))
    dossier = builders.dossier(product, state=DossierState.IN_ROUND, round=world.round, revision=1)
    operations.start_review(dossier, by=world.head, at=AT)
    request = asked(world, dossier)
    assert (fresh(dossier).state, request.evaluation_level) == ("province_supplement", "advisory")
    supplements_answer.answer_supplement(fresh(dossier), answer="Đã gửi bản mới.", by=owner, at=LATER)
    back = fresh(dossier)
    assert (back.state, back.due_on, back.revision) == ("advisory_review", date(2026, 12, 29), 2)
    operations.save_report(back, words=WORDS, version=0, by=world.member, at=LATER)


def test_while_the_producer_completes_the_group_waits() -> None:
    world = World()
    dossier = world.written()
    asked(world, dossier)
    with pytest.raises(DomainError, match="“Chờ hoàn thiện"):
        world.sign(dossier)


def test_only_the_group_that_has_the_dossier_asks() -> None:
    world = World()
    dossier = world.started()
    with pytest.raises(DomainError, match="Chỉ thành viên Tổ tư vấn nhận hồ sơ này"):
        operations.ask_producer(
            dossier, message="Thiếu.", open_parts=["documents"], due_on=date(2026, 9, 20), by=world.office, at=AT
        )


@pytest.mark.parametrize("field", ["place", "participants", "findings"])
def test_a_visit_says_where_who_and_what(field: str) -> None:
    world = World()
    with pytest.raises(DomainError) as error:
        operations.record_survey(world.started(), **{**SURVEY, field: " "}, by=world.member, at=AT)
    assert error.value.field == field


def test_a_visit_is_not_recorded_before_it_was_made() -> None:
    world = World()
    with pytest.raises(DomainError, match="Ngày khảo sát không được sau ngày hôm nay"):
        operations.record_survey(world.started(), **{**SURVEY, "visited_on": date(2026, 9, 2)}, by=world.member, at=AT)


def test_a_visit_sent_twice_is_one_visit_and_may_be_corrected() -> None:
    world = World()
    dossier = world.started()
    first = operations.record_survey(dossier, **SURVEY, by=world.member, at=AT)
    assert operations.record_survey(dossier, **SURVEY, by=world.member, at=LATER) == first
    better = {**SURVEY, "findings": "Có thêm kho riêng."}
    operations.record_survey(dossier, **better, survey=first, by=world.head, at=LATER)
    report = dossier.advisory_reports.get()
    assert list(report.surveys.values_list("pk", "findings")) == [(first.pk, "Có thêm kho riêng.")]


def test_a_test_is_asked_for_once_and_answered() -> None:
    world = World()
    dossier = world.started()
    test = operations.request_test(dossier, request="Vi sinh.", by=world.member, at=AT)
    assert operations.request_test(dossier, request=" Vi sinh. ", by=world.head, at=LATER) == test
    operations.record_test_result(test, result="Đạt.", by=world.head, at=LATER)
    test.refresh_from_db()
    assert (test.result, test.answered_at) == ("Đạt.", LATER)


def test_the_producer_reads_the_visit_but_not_what_the_group_found(client: Any) -> None:
    world = World()
    owner = builders.account()
    product = builders.product(builders.producer(builders.commune(inside=world.province), user=owner))
    dossier = builders.dossier(product, state=DossierState.IN_ROUND, round=world.round)
    operations.start_review(dossier, by=world.head, at=AT)
    operations.record_survey(dossier, **SURVEY, by=world.member, at=AT)
    operations.save_report(dossier, words={**WORDS, "proposal_reason": "Nên xem kỹ."}, version=0, by=world.head, at=AT)
    world.sign(dossier)
    page = browser(owner).get(reverse("filing:detail", args=[dossier.pk])).content.decode()
    assert "Tổ tư vấn khảo sát thực tế" in page
    assert "Ngày 01/09/2026, tại Ấp 1, phường Tân Ninh" in page
    hidden = [
        SURVEY["findings"],
        *(WORDS[name] for name in ("completeness", "part_a", "part_b", "part_c")),
        "Nên xem kỹ.",
    ]
    assert [words for words in hidden if words in page] == []


def test_the_decision_gives_the_roles_and_the_end_takes_them() -> None:
    world = World()
    held = RoleAssignment.objects.filter(account=world.head, effective_to__isnull=True)
    assert list(held.values_list("role", "unit")) == [(Role.ADVISORY_GROUP_HEAD, world.province.pk)]
    place = world.group.members.get(account=world.head)
    operations.release_member(place, by=world.office, at=LATER)
    assert operations.release_member(place, by=world.office, at=LATER + timedelta(days=3)).left_on == date(2026, 9, 1)
    assert not held.exists()


def test_a_group_has_one_head() -> None:
    world = World()
    with pytest.raises(DomainError, match="đã có Tổ trưởng"):
        operations.add_member(
            world.group, builders.account(), capacity=GroupCapacity.HEAD, organisation="Sở", by=world.office, at=AT
        )


def test_an_administrator_sits_in_no_group() -> None:
    world = World()
    with pytest.raises(DomainError, match="Người quản trị hệ thống không giữ vai trò nào khác"):
        operations.add_member(
            world.group, builders.account(Role.SYSTEM_ADMINISTRATOR), capacity=GroupCapacity.MEMBER, organisation="Sở",
            by=world.office, at=AT,
        )  # fmt: skip


def test_only_the_office_or_the_chair_of_the_province_sets_a_group_up() -> None:
    world = World()
    chair, far = (
        builders.account(Role.PROVINCIAL_CHAIR, world.province),
        builders.account(Role.PROVINCIAL_OFFICER, builders.province("42", "Hà Tĩnh")),
    )
    given: dict[str, Any] = {"name": "Tổ", "decision_number": "7/QĐ", "decided_on": date(2026, 8, 1), "at": AT}
    first = operations.set_up_group(world.province, **given, by=chair)
    assert operations.set_up_group(world.province, **given, by=world.office) == first
    with pytest.raises(DomainError, match="Chỉ cơ quan tham mưu OCOP hoặc Chủ tịch UBND cấp tỉnh"):
        operations.set_up_group(world.province, **given, by=far)
