"""Marks and seals: who may mark what and when, what a sealed sheet is, what its receipt proves."""

import re
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from ocop.councils import operations
from ocop.councils.arithmetic import Mark
from ocop.councils.models import Capacity, CriterionScore, ScoreSheet
from ocop.councils.operations.sealing import marks_of, sealed_content
from ocop.ledger.chain import content_hash
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry, Receipt
from tests import builders
from tests.builders import AT

from . import building as b

pytestmark = pytest.mark.django_db


def test_a_tap_keeps_the_level_and_leaves_a_ledger_line_that_does_not_tell_it() -> None:
    item = b.product_being_scored()
    member = b.seat(item.meeting.council)
    operations.save_mark(item, "2.3", level=2, note="tốt", by=member.account, at=AT)
    row = CriterionScore.objects.get()
    assert (row.sheet.member, row.criterion_code, row.level, row.note) == (member, "2.3", 2, "tốt")
    line = AuditEntry.objects.get(action="mark_saved")
    assert (line.details, line.reason, line.to_state) == ({"criteria": ["2.3"], "pass": 1}, "", "")


def test_the_same_tap_twice_writes_once_and_another_level_replaces_it() -> None:
    item = b.product_being_scored()
    by = b.seat(item.meeting.council).account
    for level in (1, 1, 3):
        operations.save_mark(item, "2.3", level=level, by=by, at=AT)
    assert list(CriterionScore.objects.values_list("criterion_code", "level")) == [("2.3", 3)]
    assert AuditEntry.objects.filter(action="mark_saved").count() == 2


@pytest.mark.parametrize(("code", "case", "level", "sentence"), [
    ("99.9", "", 1, "không có tiêu chí 99.9"), ("2.3", "", 9, "mức 9 không có"), ("2.3", "a", 1, "không chia trường hợp"),
])  # fmt: skip
def test_a_mark_the_sheet_does_not_print_is_refused(code: str, case: str, level: int, sentence: str) -> None:
    item = b.product_being_scored()
    with pytest.raises(DomainError, match=sentence):
        operations.save_mark(item, code, case_code=case, level=level, by=b.seat(item.meeting.council).account, at=AT)
    assert ScoreSheet.objects.count() == 0


def test_criteria_with_two_cases_need_the_case_except_for_no_level_met() -> None:
    item = b.product_being_scored(set_number=26)
    by = b.seat(item.meeting.council).account
    with pytest.raises(DomainError, match="phải chọn trường hợp"):
        operations.save_mark(item, "8", level=1, by=by, at=AT)
    operations.save_mark(item, "8", case_code="b", level=1, by=by, at=AT)
    operations.save_mark(item, "9", case_code="a", level=0, by=by, at=AT)
    assert list(CriterionScore.objects.order_by("pk").values_list("criterion_code", "case_code", "level")) == [
        ("8", "b", 1),
        ("9", "", 0),
    ]


def test_secretary_absent_member_outsider_and_recused_member_do_not_score() -> None:
    item = b.product_being_scored()
    body = item.meeting.council
    absent, recused = b.seat(body, Capacity.MEMBER, 0), b.seat(body, Capacity.MEMBER, 1)
    operations.record_attendance(item.meeting, {absent.pk: False}, by=b.secretary(body), at=AT)
    operations.declare_recusal(item, reason="Là em ruột của chủ thể", by=recused.account, at=AT)
    refusals = []
    for person in (b.secretary(body), absent.account, builders.account("council_member", body.unit), recused.account):
        with pytest.raises(DomainError) as refusal:
            operations.save_mark(item, "2.3", level=1, by=person, at=AT)
        refusals.append(refusal.value.sentence)
    assert refusals == [
        "Thư ký không chấm điểm theo quy chế của Hội đồng.",
        "Bạn chưa được điểm danh có mặt. Hãy báo Thư ký Hội đồng.",
        "Chỉ thành viên của Hội đồng này mới làm được việc này.",
        "Bạn không tham gia chấm sản phẩm này: Là em ruột của chủ thể",
    ]


def test_the_secretary_scores_where_the_rules_say_so() -> None:
    item = b.product_being_scored(secretary_scores=True)
    operations.save_mark(item, "2.3", level=1, by=b.secretary(item.meeting.council), at=AT)
    assert CriterionScore.objects.count() == 1


def test_nothing_is_marked_before_the_product_is_open() -> None:
    meeting = b.meeting()
    with pytest.raises(DomainError, match="chưa mở chấm"):
        operations.save_mark(meeting.items.get(), "2.3", level=1, by=b.seat(meeting.council).account, at=AT)


def test_a_sheet_with_an_empty_criterion_is_not_sealed_and_the_empty_ones_are_named() -> None:
    item = b.product_being_scored()
    by, marks = b.seat(item.meeting.council).account, b.full_sheet(b.law_of(item))
    with pytest.raises(DomainError, match="Phiếu còn 32 tiêu chí"):
        operations.seal_sheet(item, by=by, at=AT)
    operations.save_marks(item, [mark for mark in marks if mark.criterion_code not in {"1.1", "9"}], by=by, at=AT)
    with pytest.raises(DomainError, match=re.escape("Phiếu còn 2 tiêu chí chưa chọn mức: 1.1, 9.")):
        operations.seal_sheet(item, by=by, at=AT)


def test_sealing_derives_the_total_and_gives_a_receipt_whose_hash_covers_every_mark() -> None:
    item = b.product_being_scored()
    member, marks = b.seat(item.meeting.council), b.sheet_with_total(b.law_of(item), 71)
    operations.save_marks(item, marks, by=member.account, at=AT)
    receipt = operations.seal_sheet(item, comment="Nên cải tiến bao bì", by=member.account, at=b.LATER)
    sheet = ScoreSheet.objects.get()
    assert (sheet.total, sheet.part_totals, sheet.sealed_at) == (Decimal(71), {"A": "40", "B": "25", "C": "6"}, b.LATER)
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", receipt.code)
    assert (sheet.receipt_code, sheet.content_hash) == (receipt.code, receipt.content_hash)
    content = sealed_content(sheet, marks_of(sheet))
    assert content_hash(content) == receipt.content_hash
    assert content_hash({**content, "nonce": "x"}) != receipt.content_hash
    assert len(sheet.nonce) == 43


@pytest.mark.parametrize("column", ["comment", "nonce", "sheet_hash", "scoring_pass", "member_id", "item_id"])
def test_the_hash_on_the_receipt_covers_the_comment_and_whose_sheet_it_is(column: str) -> None:
    item = b.product_being_scored()
    member, marks = b.seat(item.meeting.council), b.sheet_with_total(b.law_of(item), 71)
    operations.save_marks(item, marks, by=member.account, at=AT)
    receipt = operations.seal_sheet(item, comment="Nên cải tiến bao bì", by=member.account, at=b.LATER)
    sheet = ScoreSheet.objects.get()
    value = getattr(sheet, column)
    setattr(sheet, column, value + 1 if isinstance(value, int) else f"{value} khác")
    assert content_hash(sealed_content(sheet, marks_of(sheet))) != receipt.content_hash


def test_sealing_twice_gives_the_same_receipt_even_after_closing() -> None:
    item = b.product_being_scored()
    b.everyone_hands_in(item)
    member = b.seat(item.meeting.council)
    first = Receipt.objects.get(given_to=member.account)
    operations.close_item(item, by=b.chair(item.meeting.council), at=b.LATER)
    assert operations.seal_sheet(item, by=member.account, at=b.LATER) == first


def test_a_sealed_sheet_takes_no_further_mark_and_its_member_does_not_stand_back_any_more() -> None:
    item = b.product_being_scored()
    member = b.seat(item.meeting.council)
    b.hand_in(item, member, b.full_sheet(b.law_of(item)))
    with pytest.raises(DomainError, match="không sửa được nữa"):
        operations.save_mark(item, "2.3", level=1, by=member.account, at=AT)
    with pytest.raises(DomainError, match="đã gửi phiếu"):
        operations.declare_recusal(item, reason="muộn", by=member.account, at=AT)


def test_the_database_itself_refuses_to_change_a_sealed_sheet_or_its_marks() -> None:
    item = b.product_being_scored()
    b.hand_in(item, b.seat(item.meeting.council), b.full_sheet(b.law_of(item)))
    sheet = ScoreSheet.objects.get()
    attempts = [
        lambda: ScoreSheet.objects.update(total=99),
        lambda: CriterionScore.objects.update(level=1),
        lambda: CriterionScore.objects.create(sheet=sheet, criterion_code="x", level=1, saved_at=AT),
    ]
    if connection.vendor == "postgresql":
        attempts.append(lambda: CriterionScore.objects.all().delete())
    for attempt in attempts:
        with pytest.raises(IntegrityError, match="sealed score sheet never changes"), transaction.atomic():
            attempt()
    assert sheet.total == Decimal(100)


def test_notes_are_kept_in_nfc_and_a_too_long_one_is_refused() -> None:
    item = b.product_being_scored()
    by = b.seat(item.meeting.council).account
    operations.save_mark(item, "2.3", level=1, note="  Tra\u0300  ", by=by, at=AT)
    assert CriterionScore.objects.get().note == "Trà"
    with pytest.raises(DomainError, match="500 ký tự"):
        operations.save_marks(item, [Mark("2.3", "", 1, "a" * 501)], by=by, at=AT)
