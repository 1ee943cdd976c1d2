"""The report of the council: what is frozen, where the dossiers go, what the minutes tell (Đ.7.3.d)."""

from datetime import date
from decimal import Decimal

import pytest

from ocop.councils import operations
from ocop.councils.models import (
    CouncilReport,
    MeetingState,
)
from ocop.councils.queries import result_of
from ocop.dossiers.models import DossierState
from ocop.ledger.chain import content_hash
from ocop.ledger.errors import DomainError
from ocop.ledger.queries import verify_chain
from tests.builders import AT

from . import building as b
from .building import agree_on_everything

pytestmark = pytest.mark.django_db


def test_the_report_freezes_its_figures_and_sends_every_dossier_on() -> None:
    meeting = b.meeting(products=3)
    by = b.chair(meeting.council)
    for position, totals in enumerate([(70, 71, 72, 73, 74), None, None], start=1):
        item = b.open_product(meeting, position)
        b.everyone_hands_in(item, totals)
        operations.close_item(item, by=by, at=b.LATER)
        if position == 3:
            code = b.law_of(item).rejection_rules[0].code
            operations.apply_rejection_rule(item, code, reason="Hồ sơ giả", by=by, at=b.LATER)
        agree_on_everything(item)
        if position < 3:
            operations.finalise_item(item, by=by, at=b.LATER)
    with pytest.raises(DomainError, match="Còn 1 sản phẩm chưa chốt"):
        operations.sign_council_report(meeting, number="12/BC-HĐ", signed_on=date(2026, 9, 1), by=by, at=b.LATER)
    operations.finalise_item(meeting.items.get(position=3), by=by, at=b.LATER)
    report = operations.sign_council_report(
        meeting, number="12/BC-HĐ", signed_on=date(2026, 9, 1), summary="Thông qua", by=by, at=b.LATER
    )
    states = list(meeting.items.order_by("position").values_list("dossier__state", flat=True))
    assert states == [DossierState.PROVINCE_SCORED, DossierState.PROVINCE_SCORED, DossierState.REJECTED]
    meeting.refresh_from_db()
    assert (meeting.state, meeting.closed_at) == (MeetingState.CLOSED, b.LATER)
    line = report.content["items"][0]
    assert (line["sum"], line["sheets"], line["average"], line["spread"]) == ("360", 5, "72.00", "4")
    assert content_hash(report.content) == report.content_hash
    assert len(report.content["ledger_head"]["hash"]) == 64
    assert operations.sign_council_report(meeting, number="13", signed_on=date(2026, 9, 2), by=by, at=b.LATER) == report
    assert CouncilReport.objects.count() == 1
    assert verify_chain().broken_at is None


def test_the_result_of_a_dossier_is_the_newest_final_one() -> None:
    item = b.closed_product()
    assert result_of(item.dossier) is None
    operations.finalise_item(item, by=b.chair(item.meeting.council), at=b.LATER)
    found = result_of(item.dossier)
    assert found is not None
    assert (found.item_id, found.star_rating, found.outcome) == (item.pk, 5, "potential_five_star")


def test_the_minutes_print_what_decided_the_star() -> None:
    item = b.product_being_scored()
    by = b.chair(item.meeting.council)
    divided = b.hand_in_divided(item, b.scorers(item.meeting.council))
    operations.close_item(item, by=by, at=b.LATER)
    agree_on_everything(item)
    operations.finalise_item(item, by=by, at=b.LATER)
    report = operations.sign_council_report(
        item.meeting, number="12/BC-HĐ", signed_on=date(2026, 9, 1), by=by, at=b.LATER
    )
    line = report.content["items"][0]
    gated = {one.code for one in b.law_of(item).scored_criteria if one.has_gate}
    told = {one["criterion"]: (one["by"], one["votes"], one["sheets"]) for one in line["levels"]}
    assert told == dict.fromkeys(gated, ("unanimous", 5, 5)) | {divided: ("agreed", 4, 5)}
    sheets = item.sheets.select_related("member__account").order_by("member_id")
    assert line["member_totals"] == [
        {"name": one.member.account.full_name, "total": str(int(one.total or 0))} for one in sheets
    ]
    assert report.content["signed_by"] == {"id": by.pk, "name": by.full_name, "capacity": "Chủ tịch Hội đồng"}
    assert [one["capacity"] for one in report.content["signatures"]] == ["Thư ký", "Chủ tịch Hội đồng"]


def test_a_person_renamed_later_changes_no_minutes() -> None:
    item = b.closed_product()
    by = b.chair(item.meeting.council)
    operations.finalise_item(item, by=by, at=b.LATER)
    report = operations.sign_council_report(
        item.meeting, number="12/BC-HĐ", signed_on=date(2026, 9, 1), by=by, at=b.LATER
    )
    before = report.content
    by.full_name = "Tên Khác"
    by.save()
    item.dossier.producer.name = "Tên khác của chủ thể"
    item.dossier.producer.save()
    report.refresh_from_db()
    assert report.content == before
    assert "khác" not in str(before["items"][0]["producer"])


def test_a_report_needs_number_and_a_day_not_before_the_meeting() -> None:
    item = b.closed_product()
    by = b.chair(item.meeting.council)
    operations.finalise_item(item, by=by, at=b.LATER)
    for number, day, field in (("", date(2026, 9, 1), "number"), ("1/BC", date(2026, 8, 31), "signed_on")):
        with pytest.raises(DomainError) as refusal:
            operations.sign_council_report(item.meeting, number=number, signed_on=day, by=by, at=b.LATER)
        assert refusal.value.field == field
    with pytest.raises(DomainError, match="Chỉ Chủ tịch"):
        operations.sign_council_report(
            item.meeting, number="1/BC", signed_on=date(2026, 9, 1), by=b.secretary(item.meeting.council), at=b.LATER
        )


def test_the_minutes_name_who_left_and_why_a_sheet_is_missing() -> None:
    meeting = b.meeting(b.council(quorum_ratio=Decimal("0.6")), products=2)
    body, by = meeting.council, b.chair(meeting.council)
    members = b.scorers(body)
    first = b.open_product(meeting, 1)
    b.everyone_hands_in(first)
    operations.close_item(first, by=by, at=b.LATER)
    operations.record_attendance(meeting, {members[4].pk: False}, by=b.secretary(body), at=AT)
    second = b.open_product(meeting, 2)
    for member in members[:3]:
        b.hand_in(second, member, b.full_sheet(b.law_of(second)))
    operations.close_item(second, reason="Mất điện", by=by, at=b.LATER)
    for item in (first, second):
        operations.finalise_item(item, by=by, at=b.LATER)
    content = operations.sign_council_report(
        meeting, number="1/BC", signed_on=date(2026, 9, 1), by=by, at=b.LATER
    ).content
    assert [row["words"] for row in content["attendance"]] == [
        "có mặt", "có mặt", "có mặt", "có mặt", "vắng từ sản phẩm 2", "có mặt",
    ]  # fmt: skip
    assert (content["items"][1]["missing"], content["items"][1]["missing_reason"]) == (["Ủy viên 4"], "Mất điện")
