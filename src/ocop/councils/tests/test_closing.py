"""Closing, agreeing, scoring again, rejecting, finalising, reporting; totals by hand or from the reference sheets."""

import random
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from ocop.councils import operations
from ocop.councils.arithmetic import Mark
from ocop.councils.guards import GUARDS
from ocop.councils.models import (
    AgendaItem,
    Capacity,
    CriterionScore,
    EvaluationResult,
    ItemState,
    Rescoring,
    ScoreSheet,
)
from ocop.councils.operations import deriving
from ocop.councils.operations.deriving import TallyDisagreementError
from ocop.councils.recount import recount
from ocop.law.tests import reference
from ocop.ledger.errors import DomainError
from tests.builders import AT

from . import building as b
from .building import agree_on_everything

pytestmark = pytest.mark.django_db


def result(item: AgendaItem) -> EvaluationResult:
    return EvaluationResult.objects.get(item=item)


@pytest.mark.parametrize(("totals", "average", "exact", "spread", "due", "band"), [
    ((70, 70, 70, 70, 70), "70.00", "70", 0, False, 4),
    ((70, 70, 70, 70, 69), "69.80", "349/5", 1, False, 3),
    ((90, 90, 90, 90, 90), "90.00", "90", 0, False, 5),
    ((80, 90, 90, 90, 90), "88.00", "88", 10, False, 4),
    ((79, 90, 90, 90, 90), "87.80", "439/5", 11, True, 4),
    ((50, 49, 50, 50, 50, 50, 50), "49.86", "349/7", 1, False, 2),
    ((30, 30, 31, 29, 30), "30.00", "30", 2, False, 2),
])  # fmt: skip
def test_closing_derives_mean_spread_and_band(  # noqa: PLR0917
    totals: tuple[int, ...], average: str, exact: str, spread: int, due: bool, band: int
) -> None:
    found = result(b.closed_product(totals))
    assert (found.average_score, found.average_exact, found.score_spread) == (average, exact, Decimal(spread))
    assert (found.rescoring_due, found.band, found.sheets_counted) == (due, band, len(totals))
    assert sorted(found.member_totals.values(), key=int) == [str(total) for total in sorted(totals)]


@pytest.mark.parametrize("number", [1, 11, 13, 16, 21, 24, 26])
def test_totals_parts_and_star_equal_an_independent_count_of_the_printed_points(number: int) -> None:
    dice = random.Random(number)  # noqa: S311 - sheets of a test
    choices = reference.random_choices(number, dice, 0.8)
    item = b.product_being_scored(set_number=number)
    marks = [_mark(one.code, choices.get(one.code, 0)) for one in b.law_of(item).scored_criteria]
    for member in b.scorers(item.meeting.council):
        b.hand_in(item, member, marks)
    found = operations.close_item(item, by=b.chair(item.meeting.council), at=b.LATER)
    expected = reference.expected_score(number, choices)
    assert set(found.member_totals.values()) == {str(expected.total)}
    assert found.part_means == {part: str(points) for part, points in expected.parts.items()}
    assert (found.band, found.star_rating) == (expected.band, expected.star)
    assert [(row["star"], row["criterion"], row["needs_level"]) for row in found.unmet] == expected.unmet


def _mark(code: str, choice: Any) -> Mark:
    if isinstance(choice, dict):
        return Mark(code, choice["case"], choice["level"])
    return Mark(code, "", choice)


def test_only_the_chair_closes_and_only_after_sending_the_own_sheet() -> None:
    item = b.product_being_scored()
    body = item.meeting.council
    for member in b.scorers(body)[1:]:
        b.hand_in(item, member, b.full_sheet(b.law_of(item)))
    for person in (b.secretary(body), b.seat(body, Capacity.DEPUTY).account, b.seat(body).account):
        with pytest.raises(DomainError, match="Chỉ Chủ tịch"):
            operations.close_item(item, reason="gấp", by=person, at=b.LATER)
    with pytest.raises(DomainError, match="chưa gửi phiếu của mình"):
        operations.close_item(item, reason="gấp", by=b.chair(body), at=b.LATER)


def test_closing_waits_for_present_members_unless_the_chair_types_a_reason() -> None:
    item = b.product_being_scored()
    body = item.meeting.council
    for member in b.scorers(body)[:4]:
        b.hand_in(item, member, b.sheet_with_total(b.law_of(item), 80))
    with pytest.raises(DomainError, match="Chưa nhận phiếu của: Ủy viên 5"):
        operations.close_item(item, by=b.chair(body), at=b.LATER)
    operations.close_item(item, reason="Máy của ủy viên hỏng", by=b.chair(body), at=b.LATER)
    item.refresh_from_db()
    assert (item.state, item.close_reason, item.missing_sheets) == (
        ItemState.CLOSED, "Máy của ủy viên hỏng", ["Ủy viên 5"],
    )  # fmt: skip
    assert result(item).sheets_counted == 4


def test_absent_and_recused_members_are_not_waited_for() -> None:
    item = b.product_being_scored()
    body = item.meeting.council
    members = b.scorers(body)
    operations.record_attendance(item.meeting, {members[4].pk: False}, by=b.secretary(body), at=AT)
    operations.declare_recusal(item, reason="Xung đột lợi ích", by=members[3].account, at=AT)
    for member in members[:3]:
        b.hand_in(item, member, b.full_sheet(b.law_of(item)))
    assert operations.close_item(item, by=b.chair(body), at=b.LATER).sheets_counted == 3


def test_a_begun_sheet_that_was_not_sent_is_not_counted() -> None:
    item = b.product_being_scored()
    body = item.meeting.council
    late = b.scorers(body)[4]
    operations.save_marks(item, b.full_sheet(b.law_of(item), level="lowest"), by=late.account, at=AT)
    for member in b.scorers(body)[:4]:
        b.hand_in(item, member, b.full_sheet(b.law_of(item)))
    found = operations.close_item(item, reason="Ủy viên rời họp", by=b.chair(body), at=b.LATER)
    assert (found.sheets_counted, found.average_score) == (4, "100.00")


def test_closing_fails_loudly_when_the_two_counts_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    item = b.product_being_scored()
    b.everyone_hands_in(item)

    def wrong(sheet: object, members: dict[str, object], *rest: object, **more: object) -> object:
        return recount(sheet, dict(list(members.items())[1:]), *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(deriving, "recount", wrong)
    with pytest.raises(TallyDisagreementError, match="Hai phép cộng độc lập không khớp ở: tổng từng phiếu"):
        operations.close_item(item, by=b.chair(item.meeting.council), at=b.LATER)
    item.refresh_from_db()
    assert (item.state, EvaluationResult.objects.count()) == (ItemState.OPEN, 0)


def test_closing_fails_loudly_when_a_sealed_mark_was_altered_behind_the_programme() -> None:
    item = b.product_being_scored()
    b.everyone_hands_in(item)
    with GUARDS.lifted(connection):
        CriterionScore.objects.filter(criterion_code="2.3").update(level=1)
    with pytest.raises(TallyDisagreementError, match="không khớp dấu kiểm"):
        operations.close_item(item, by=b.chair(item.meeting.council), at=b.LATER)


def test_a_gate_counts_by_the_agreed_level_not_by_the_average() -> None:
    item = b.product_being_scored()
    law, members = b.law_of(item), b.scorers(item.meeting.council)
    for number, member in enumerate(members):
        b.hand_in(item, member, b.full_sheet(law, c2_3=2 if number < 2 else 3))
    operations.close_item(item, by=b.chair(item.meeting.council), at=b.LATER)
    assert (result(item).star_rating, result(item).missing_agreed, result(item).outcome) == (None, ["2.3"], "")
    by = b.secretary(item.meeting.council)
    low = operations.record_agreed_option(item, "2.3", level=2, by=by, at=b.LATER)
    assert (low.star_rating, [row["criterion"] for row in low.unmet]) == (3, ["2.3"])
    high = operations.record_agreed_option(item, "2.3", level=3, by=by, at=b.LATER)
    assert (high.band, high.star_rating, high.average_exact) == (5, 5, low.average_exact)


def test_a_gate_counts_by_majority_where_the_rules_say_so() -> None:
    item = b.product_being_scored(gates_by="majority")
    law, members = b.law_of(item), b.scorers(item.meeting.council)
    for number, member in enumerate(members):
        b.hand_in(item, member, b.full_sheet(law, c2_3=2 if number < 2 else 3))
    found = operations.close_item(item, by=b.chair(item.meeting.council), at=b.LATER)
    assert (found.star_rating, found.missing_agreed, found.outcome) == (5, [], "potential_five_star")


def test_only_gated_criteria_are_agreed_on_and_only_by_chair_or_secretary() -> None:
    item = b.closed_product([70, 71, 72, 73, 74])
    body = item.meeting.council
    with pytest.raises(DomainError, match="không có dấu sao"):
        operations.record_agreed_option(item, "1.4", level=1, by=b.chair(body), at=b.LATER)
    with pytest.raises(DomainError, match="Chủ tịch hoặc Thư ký"):
        operations.record_agreed_option(item, "2.3", level=1, by=b.seat(body).account, at=b.LATER)


def test_a_waived_mark_lifts_the_star_and_leaves_the_points() -> None:
    item = b.product_being_scored()
    for member in b.scorers(item.meeting.council):
        b.hand_in(item, member, b.full_sheet(b.law_of(item), c9=0))
    by = b.chair(item.meeting.council)
    before = operations.close_item(item, by=by, at=b.LATER)
    after = operations.waive_gate(item, "9", reason="Sản phẩm không thuộc diện cấp giấy", by=by, at=b.LATER)
    assert (before.star_rating, after.star_rating) == (2, 5)
    assert before.average_exact == after.average_exact
    with pytest.raises(DomainError, match="Hãy ghi lý do"):
        operations.waive_gate(item, "8", reason=" ", by=by, at=b.LATER)


def test_scoring_again_starts_from_copies_and_keeps_the_old_sheets() -> None:
    item = b.closed_product([70, 81, 75, 75, 75])
    by = b.chair(item.meeting.council)
    with pytest.raises(DomainError, match="hãy thảo luận và chấm lại"):
        operations.finalise_item(item, by=by, at=b.LATER)
    old = {sheet.member_id: sheet.content_hash for sheet in ScoreSheet.objects.all()}
    operations.reopen_for_rescoring(item, reason="Thống nhất lại cách hiểu tiêu chí 2.3", by=by, at=b.LATER)
    item.refresh_from_db()
    assert (item.state, item.scoring_pass, EvaluationResult.objects.count()) == (ItemState.OPEN, 2, 0)
    first, second = ScoreSheet.objects.filter(scoring_pass=1), ScoreSheet.objects.filter(scoring_pass=2)
    assert {sheet.member_id: sheet.content_hash for sheet in first} == old
    assert [sheet.sealed_at for sheet in second] == [None] * 5
    copied = [
        list(sheet.scores.order_by("criterion_code").values_list("criterion_code", "level"))
        for sheet in second.order_by("member")
    ]
    kept = [
        list(sheet.scores.order_by("criterion_code").values_list("criterion_code", "level"))
        for sheet in first.order_by("member")
    ]
    assert copied == kept
    assert Rescoring.objects.get().result["member_totals"] == {
        str(sheet.member_id): f"{sheet.total.normalize():f}" for sheet in first if sheet.total is not None
    }


def test_the_second_scoring_decides_and_a_third_is_not_allowed() -> None:
    item = b.closed_product([70, 81, 75, 75, 75])
    body = item.meeting.council
    by = b.chair(body)
    operations.reopen_for_rescoring(item, reason="Chênh lệch", by=by, at=b.LATER)
    with pytest.raises(DomainError, match="chưa gửi phiếu của mình"):
        operations.close_item(item, reason="thử", by=by, at=b.LATER)
    for member, total in zip(b.scorers(body), (74, 76, 75, 75, 75), strict=True):
        b.hand_in(item, member, b.sheet_with_total(b.law_of(item), total), at=b.LATER)
    found = operations.close_item(item, by=by, at=b.LATER)
    assert (found.average_score, found.score_spread, found.rescoring_due) == ("75.00", Decimal(2), False)
    with pytest.raises(DomainError, match="chỉ cho chấm lại 1 lần"):
        operations.reopen_for_rescoring(item, reason="nữa", by=by, at=b.LATER)


def test_when_the_limit_of_rescorings_is_reached_a_wide_spread_is_finalised_and_told() -> None:
    item = b.closed_product([70, 85, 75, 75, 75], rescoring_limit=0)
    agree_on_everything(item)
    assert operations.finalise_item(item, by=b.chair(item.meeting.council), at=b.LATER).rescoring_due is True


def test_a_rejection_rule_ends_the_evaluation_and_points_stay_on_file() -> None:
    item = b.closed_product()
    by = b.chair(item.meeting.council)
    with pytest.raises(DomainError, match="Hãy chọn một điều kiện"):
        operations.apply_rejection_rule(item, "khong-co", reason="x", by=by, at=b.LATER)
    rule = next(rule for rule in b.law_of(item).rejection_rules if rule.effect == "reject" and rule.phase == "product")
    operations.apply_rejection_rule(item, rule.code, reason="Nguyên liệu nhập khẩu toàn bộ", by=by, at=b.LATER)
    found = operations.finalise_item(item, by=by, at=b.LATER)
    assert (found.outcome, found.star_rating, found.average_score) == ("rejected", None, "100.00")
    assert found.rejection_ground == f"{rule.label}. Nguyên liệu nhập khẩu toàn bộ"


def test_a_stop_rule_closes_a_product_still_being_scored_without_inventing_points() -> None:
    item = b.product_being_scored()
    rule = next(rule for rule in b.law_of(item).rejection_rules if rule.effect == "stop_evaluation")
    found = operations.apply_rejection_rule(
        item, rule.code, reason="Có tạp chất", by=b.chair(item.meeting.council), at=b.LATER
    )
    item.refresh_from_db()
    assert (item.state, found.outcome, found.sheets_counted, found.average_score) == (
        ItemState.CLOSED,
        "stopped",
        0,
        "",
    )


def test_agreeing_later_does_not_lift_a_rejection() -> None:
    item = b.closed_product([70, 71, 72, 73, 74])
    by = b.chair(item.meeting.council)
    code = b.law_of(item).rejection_rules[0].code
    operations.apply_rejection_rule(item, code, reason="Hồ sơ giả", by=by, at=b.LATER)
    level = CriterionScore.objects.filter(sheet__item=item, criterion_code="2.3").values_list("level", flat=True)[0]
    found = operations.record_agreed_option(item, "2.3", level=level, by=by, at=b.LATER)
    assert (found.outcome, found.star_rating) == ("rejected", None)
