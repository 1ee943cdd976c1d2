"""Meetings, agendas, attendance and opening (QĐ 26/2026, Đ.7.3)."""

from datetime import date

import pytest

from ocop.councils import operations
from ocop.councils.models import Attendance, Capacity, ItemState, MeetingState, Recusal
from ocop.councils.queries.meetings import dossiers_waiting_for, movable
from ocop.councils.queries.standing import standing_in_meeting
from ocop.dossiers.models import DossierState, SheetConfirmation
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.ledger.queries import verify_chain
from ocop.people.rights import holds
from ocop.producers.models import ProducerUser
from tests import builders
from tests.builders import AT

from . import building as b

pytestmark = pytest.mark.django_db


def test_a_seat_in_the_council_gives_the_role_that_goes_with_it() -> None:
    body = b.council()
    assert [holds(b.seat(body, capacity).account, role, "80/") for capacity, role in (
        (Capacity.CHAIR, "council_chair"), (Capacity.SECRETARY, "council_secretary"), (Capacity.EXPERT, "council_member"),
    )] == [True, True, True]  # fmt: skip


def test_seating_a_person_twice_changes_nothing_and_a_second_chair_is_refused() -> None:
    body, by = b.council(), b.officer()
    seat = b.seat(body)
    again = operations.seat_member(body, seat.account, capacity=Capacity.MEMBER, organisation="khác", by=by, at=AT)
    assert (again.pk, again.organisation, body.members.count()) == (seat.pk, seat.organisation, 6)
    with pytest.raises(DomainError, match="đã có Chủ tịch"):
        operations.seat_member(body, builders.account(), capacity=Capacity.CHAIR, organisation="Sở", by=by, at=AT)


def test_only_the_office_or_the_chair_of_the_province_records_a_council() -> None:
    with pytest.raises(DomainError, match="cấp tỉnh"):
        operations.record_rules(
            builders.province(), decision_number="1", effective_from=date(2026, 7, 1), by=builders.account(), at=AT
        )


def test_only_dossiers_of_the_round_that_wait_for_the_council_go_on_an_agenda() -> None:
    meeting = b.meeting(opened=False)
    by = b.secretary(meeting.council)
    for wrong in (builders.dossier(state="province_review"), builders.dossier(state="in_round")):
        with pytest.raises(DomainError, match="không chờ Hội đồng trong đợt này"):
            operations.put_on_agenda(meeting, [wrong], by=by, at=AT)


def test_a_dossier_stands_on_one_running_agenda_only_and_putting_it_there_twice_changes_nothing() -> None:
    meeting = b.meeting(opened=False)
    by, dossier = b.secretary(meeting.council), meeting.items.get().dossier
    assert [item.position for item in operations.put_on_agenda(meeting, [dossier], by=by, at=AT)] == [1]
    other = operations.plan_meeting(
        meeting.council, meeting.round, held_on=date(2026, 9, 2), place="Phòng 2", by=by, at=AT
    )
    with pytest.raises(DomainError, match="phiên họp khác"):
        operations.put_on_agenda(other, [dossier], by=by, at=AT)


def test_the_order_of_the_agenda_is_changed_as_a_whole_and_refused_when_it_changed_meanwhile() -> None:
    meeting = b.meeting(products=3, opened=False)
    by, ids = b.secretary(meeting.council), list(meeting.items.order_by("position").values_list("pk", flat=True))
    operations.arrange_agenda(meeting, [ids[2], ids[0], ids[1]], by=by, at=AT)
    assert list(meeting.items.order_by("position").values_list("pk", "position")) == [
        (ids[2], 1),
        (ids[0], 2),
        (ids[1], 3),
    ]
    with pytest.raises(DomainError, match="vừa được người khác thay đổi"):
        operations.arrange_agenda(meeting, ids[:2], by=by, at=AT)


def test_a_product_leaves_the_agenda_only_before_its_scoring_was_opened() -> None:
    meeting = b.meeting(products=2)
    by = b.secretary(meeting.council)
    operations.take_off_agenda(meeting.items.get(position=2), by=by, at=AT)
    with pytest.raises(DomainError, match="đã mở chấm"):
        operations.take_off_agenda(b.open_product(meeting), by=by, at=AT)
    assert meeting.items.count() == 1


def test_a_meeting_opens_only_with_the_quorum_and_the_chair_or_the_deputy() -> None:
    meeting = b.meeting(opened=False)
    by, members = b.secretary(meeting.council), b.scorers(meeting.council)
    operations.record_attendance(meeting, {one.pk: one in members[2:] for one in members}, by=by, at=AT)
    with pytest.raises(DomainError, match="cần 4 trên 5, hiện có 3"):
        operations.open_meeting(meeting, by=by, at=AT)
    operations.record_attendance(meeting, {members[0].pk: False, members[1].pk: True}, by=by, at=AT)
    assert operations.open_meeting(meeting, by=by, at=AT).state == MeetingState.OPEN


def test_without_chair_and_deputy_there_is_no_meeting_whatever_the_number() -> None:
    body = b.council(scorers=(Capacity.CHAIR, *[Capacity.MEMBER] * 7))
    meeting = b.meeting(body, opened=False)
    by = b.secretary(body)
    operations.record_attendance(
        meeting, {one.pk: one.capacity != Capacity.CHAIR for one in body.members.all()}, by=by, at=AT
    )
    with pytest.raises(DomainError, match="phải có mặt"):
        operations.open_meeting(meeting, by=by, at=AT)


def test_the_deputy_presides_only_when_the_chair_is_recorded_absent() -> None:
    meeting = b.meeting()
    deputy, item = b.seat(meeting.council, Capacity.DEPUTY).account, meeting.items.get()
    with pytest.raises(DomainError, match="Chỉ Chủ tịch"):
        operations.open_item(item, by=deputy, at=AT)
    chair = b.seat(meeting.council, Capacity.CHAIR)
    operations.record_attendance(meeting, {chair.pk: False}, by=b.secretary(meeting.council), at=AT)
    assert operations.open_item(item, by=deputy, at=AT).state == ItemState.OPEN


def test_a_deputy_does_not_preside_while_nobody_has_said_whether_the_chair_is_there() -> None:
    """Before the attendance is complete the chair may still come in; only a recorded absence hands the meeting over."""
    meeting = b.meeting(opened=False)
    deputy = b.seat(meeting.council, Capacity.DEPUTY)
    by = b.secretary(meeting.council)
    operations.record_attendance(meeting, {deputy.pk: True}, by=by, at=AT)
    assert not standing_in_meeting(meeting, deputy.account).presides
    operations.record_attendance(meeting, {b.seat(meeting.council, Capacity.CHAIR).pk: False}, by=by, at=AT)
    assert standing_in_meeting(meeting, deputy.account).presides


def test_opening_a_product_brings_its_dossier_before_the_council() -> None:
    item = b.product_being_scored()
    item.dossier.refresh_from_db()
    assert (item.state, item.dossier.state) == (ItemState.OPEN, DossierState.COUNCIL_REVIEW)
    assert verify_chain().broken_at is None


def test_when_members_leave_and_the_quorum_is_lost_no_further_product_is_opened() -> None:
    meeting = b.meeting(products=2)
    gone = {member.pk: False for member in b.scorers(meeting.council)[2:4]}
    operations.record_attendance(meeting, gone, by=b.secretary(meeting.council), at=AT)
    with pytest.raises(DomainError, match="cần 4 trên 5, hiện có 3"):
        b.open_product(meeting)


def test_attendance_recorded_twice_leaves_one_line_in_the_ledger() -> None:
    meeting = b.meeting()
    before = AuditEntry.objects.count()
    presence = dict(Attendance.objects.filter(meeting=meeting).values_list("member_id", "present"))
    operations.record_attendance(meeting, presence, by=b.secretary(meeting.council), at=AT)
    assert AuditEntry.objects.count() == before


def test_a_member_who_acts_for_the_producer_stands_back_without_being_asked() -> None:
    meeting = b.meeting()
    item, member = meeting.items.get(), b.seat(meeting.council)
    ProducerUser.objects.create(producer=item.dossier.producer, account=member.account, effective_from=date(2026, 1, 1))
    b.open_product(meeting)
    assert list(Recusal.objects.values_list("item", "member")) == [(item.pk, member.pk)]


def test_outside_the_demonstration_an_unconfirmed_criteria_sheet_opens_nothing(settings: object) -> None:
    settings.OCOP_DEMO = False  # type: ignore[attr-defined]
    meeting = b.meeting()
    item, chair = meeting.items.get(), b.chair(meeting.council)
    with pytest.raises(DomainError, match="chưa được người có thẩm quyền xác nhận"):
        operations.open_item(item, by=chair, at=AT)
    SheetConfirmation.objects.create(
        regime="R4", set_number=11, sheet_hash="0" * 64, confirmed_by=chair, confirmed_at=AT, note="bản khác"
    )
    with pytest.raises(DomainError, match="xác nhận"):
        operations.open_item(item, by=chair, at=AT)
    SheetConfirmation.objects.create(
        regime="R4",
        set_number=11,
        sheet_hash=item.dossier.sheet_hash,
        confirmed_by=chair,
        confirmed_at=AT,
        note="bản ký",
    )
    assert operations.open_item(item, by=chair, at=AT).state == ItemState.OPEN


def test_a_dossier_filed_under_another_version_of_the_sheet_is_not_scored() -> None:
    meeting = b.meeting()
    item = meeting.items.get()
    item.dossier.sheet_hash = "f" * 64
    item.dossier.save()
    with pytest.raises(DomainError, match="khác phiên bản"):
        operations.open_item(item, by=b.chair(meeting.council), at=AT)


def test_the_agenda_offers_only_moves_that_do_something() -> None:
    meeting = b.meeting(products=4)
    opened = b.open_product(meeting)
    items = list(meeting.items.order_by("position"))
    rise, sink = movable(items)
    assert [[one.position for one in items if one.pk in chosen] for chosen in (rise, sink)] == [[3, 4], [2, 3]]
    by, ids = b.secretary(meeting.council), [one.pk for one in items]
    with pytest.raises(DomainError, match="đã mở chấm giữ nguyên thứ tự"):
        operations.arrange_agenda(meeting, [ids[1], ids[0], *ids[2:]], by=by, at=AT)
    text = b.browser(by).get(b.url("agenda", meeting.pk)).content.decode()
    assert (text.count('value="len"'), text.count('value="xuong"'), text.count('value="rut"')) == (2, 2, 3)
    assert opened.get_state_display() in text


def test_an_empty_sheet_says_nothing_about_stars() -> None:
    item = b.product_being_scored()
    member = b.seat(item.meeting.council)
    pages = [b.browser(member.account).get(b.url(name, item.pk)).content.decode() for name in ("score", "seal")]
    assert 'data-foot="star"></strong>' in pages[0]
    assert 'class="stars' not in pages[1]
    operations.save_marks(item, b.full_sheet(b.law_of(item)), by=member.account, at=AT)
    pages = [b.browser(member.account).get(b.url(name, item.pk)).content.decode() for name in ("score", "seal")]
    assert 'data-foot="star">5 sao</strong>' in pages[0]
    assert 'class="stars' in pages[1]


def test_a_renewal_comes_before_the_council_in_a_meeting_without_a_round() -> None:
    held = b.meeting()
    plain = operations.plan_meeting(
        held.council, None, held_on=held.held_on, place="Trụ sở", by=b.secretary(held.council), at=AT
    )
    renewal = builders.dossier(state="council_review", dossier_type="re_recognition")
    upgrade = builders.dossier(state="council_review", dossier_type="upgrade", target_star=4)
    assert list(dossiers_waiting_for(plain)) == [renewal]
    by = b.secretary(held.council)
    with pytest.raises(DomainError, match="không chờ Hội đồng trong đợt này"):
        operations.put_on_agenda(plain, [upgrade], by=by, at=AT)
    with pytest.raises(DomainError, match="không chờ Hội đồng trong đợt này"):
        operations.put_on_agenda(held, [renewal], by=by, at=AT)
    (item,) = operations.put_on_agenda(plain, [renewal], by=by, at=AT)
    assert b.browser(by).get(b.url("meeting", plain.pk)).content.decode().count("Phân hạng lại, không theo đợt") == 1
    assert "Chưa có báo cáo đã ký (Đ.7.6.c)" in b.browser(by).get(b.url("item", item.pk)).content.decode()
