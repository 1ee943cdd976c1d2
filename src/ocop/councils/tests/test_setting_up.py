"""Rules, councils and seats (QĐ 26/2026, Đ.7.3.b): who records them, what is refused, and what stays as history."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from ocop.councils import operations
from ocop.councils.models import Capacity, Council, CouncilMember, CouncilRules
from ocop.councils.queries import setting_up as reads
from ocop.councils.queries.standing import members_at, standing_in_meeting
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.people.models import Role
from ocop.people.rights import holds
from tests import builders
from tests.builders import AT

from . import building as b

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def rules(**values: object) -> CouncilRules:
    given = {"decision_number": "15/QĐ-HĐ", "effective_from": date(2026, 7, 1), "by": b.officer(), "at": AT, **values}
    return operations.record_rules(builders.province(), **given)  # type: ignore[arg-type]


def test_what_the_rules_do_not_say_is_the_national_default() -> None:
    found = rules()
    values = [found.quorum_ratio, found.chair_must_attend, found.aggregate, found.max_spread, found.rescoring_limit]
    assert values == [Decimal("0.75"), True, "mean", 10, 1]
    assert [found.gates_by, found.forward_requires_gates, found.size_min, found.size_max] == ["agreed", False, 5, 15]
    assert all(line.is_default for line in reads.rule_lines(CouncilRules.objects.get()))


def test_the_same_paper_is_recorded_once_and_never_edited() -> None:
    first, lines = rules(), AuditEntry.objects.count()
    assert rules().pk == first.pk
    with pytest.raises(DomainError, match="không sửa được"):
        rules(rescoring_limit=2)
    assert (CouncilRules.objects.count(), AuditEntry.objects.count()) == (1, lines)
    assert rules(decision_number="16/QĐ-HĐ", rescoring_limit=2).pk != first.pk


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"quorum_ratio": Decimal("1.01")}, "không quá 100 %"),
        ({"quorum_ratio": Decimal(0)}, "lớn hơn 0"),
        ({"max_spread": Decimal(0)}, "lớn hơn 0"),
        ({"size_min": 9, "size_max": 7}, "không ít hơn"),
        ({"size_min": 0}, "ít nhất một người"),
    ],
)
def test_rules_that_contradict_themselves_are_refused(values: dict[str, object], sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        rules(**values)


def test_only_office_and_chair_of_the_province_record() -> None:
    for role, unit in (
        (Role.PROVINCIAL_OFFICER, builders.province("42", "Hà Tĩnh")),
        (Role.COMMUNE_OFFICER, builders.commune()),
    ):
        with pytest.raises(DomainError, match="Chỉ cơ quan tham mưu OCOP"):
            rules(by=builders.account(role, unit))
    assert rules(by=builders.account(Role.PROVINCIAL_CHAIR, builders.province())).pk


def test_setting_up_twice_makes_one_council_and_foreign_rules_are_refused() -> None:
    unit, by, found = builders.province(), b.officer(), rules()
    paper = {"name": "Hội đồng", "decision_number": "100/QĐ", "decided_on": date(2026, 7, 2), "by": by, "at": AT}
    first = operations.set_up_council(unit, rules=found, **paper)  # type: ignore[arg-type]
    assert operations.set_up_council(unit, rules=found, **paper).pk == first.pk  # type: ignore[arg-type]
    far = builders.province("42", "Hà Tĩnh")
    paper["by"] = b.officer(far)
    with pytest.raises(DomainError, match="thuộc tỉnh khác"):
        operations.set_up_council(far, rules=found, **paper)  # type: ignore[arg-type]
    assert Council.objects.count() == 1


def seat(body: Council, capacity: str = Capacity.MEMBER, **values: object) -> CouncilMember:
    given = {"organisation": "Sở Y tế", "by": b.officer(), "at": AT, **values}
    account = given.pop("account", None) or builders.account()
    return operations.seat_member(body, account, capacity=capacity, **given)  # type: ignore[arg-type]


def test_a_council_has_one_chair_several_deputies_and_no_more_people_than_its_rules_allow() -> None:
    body = b.council(scorers=(Capacity.CHAIR, Capacity.DEPUTY), size_max=4)
    with pytest.raises(DomainError, match="đã có Chủ tịch"):
        seat(body, Capacity.CHAIR)
    assert seat(body, Capacity.DEPUTY).position == 4
    with pytest.raises(DomainError, match="đã có 4 người; quy chế cho nhiều nhất 4"):
        seat(body)


def test_nobody_seats_oneself_and_no_closed_account_is_seated() -> None:
    body, by = b.council(), b.officer()
    with pytest.raises(DomainError, match="không tự ghi mình"):
        seat(body, account=by, by=by)
    with pytest.raises(DomainError, match="đang khóa"):
        seat(body, account=builders.account(is_active=False))
    with pytest.raises(DomainError, match="không giữ vai trò nào khác"):
        seat(body, account=builders.account(Role.SYSTEM_ADMINISTRATOR))
    assert body.members.count() == 6


def test_a_meeting_with_fewer_people_than_the_rules_ask_for_does_not_open() -> None:
    meeting = b.meeting(b.council(size_min=7), opened=False)
    by = b.secretary(meeting.council)
    operations.record_attendance(meeting, {one.pk: True for one in meeting.council.members.all()}, by=by, at=AT)
    with pytest.raises(DomainError, match="mới có 6 người; quy chế yêu cầu ít nhất 7"):
        operations.open_meeting(meeting, by=by, at=AT)


def test_a_seat_gives_its_role_and_takes_it_along_when_it_ends() -> None:
    body = b.council()
    member, yesterday = seat(body), TODAY - timedelta(days=1)
    assert holds(member.account, Role.COUNCIL_MEMBER, body.unit_path)
    operations.end_seat(member, effective_to=yesterday, reason="Nghỉ hưu", by=b.officer(), at=AT)
    lines = AuditEntry.objects.count()
    operations.end_seat(member, effective_to=TODAY, reason="Lần nữa", by=b.officer(), at=AT)
    found = CouncilMember.objects.get(pk=member.pk)
    assert (found.effective_to, found.end_reason, AuditEntry.objects.count()) == (yesterday, "Nghỉ hưu", lines)
    assert not holds(type(member.account).objects.get(pk=member.account_id), Role.COUNCIL_MEMBER)


def test_the_role_stays_while_another_council_of_the_province_needs_it() -> None:
    one, other, person = b.council(), b.council(), builders.account()
    ending = seat(one, account=person)
    seat(other, account=person)
    operations.end_seat(ending, effective_to=TODAY - timedelta(days=1), reason="Thay", by=b.officer(), at=AT)
    assert holds(type(person).objects.get(pk=person.pk), Role.COUNCIL_MEMBER, one.unit_path)


def test_a_used_seat_is_ended_after_its_last_meeting_and_its_history_stays() -> None:
    meeting = b.meeting()
    member, by = b.seat(meeting.council), b.officer()
    with pytest.raises(DomainError, match="đã được điểm danh"):
        operations.remove_seat(member, reason="Nhầm", by=by, at=AT)
    with pytest.raises(DomainError, match="điểm danh ở phiên họp ngày 01/09/2026"):
        operations.end_seat(member, effective_to=date(2026, 8, 31), reason="Thay", by=by, at=AT)
    with pytest.raises(DomainError, match="ghi lý do"):
        operations.end_seat(member, effective_to=TODAY, reason=" ", by=by, at=AT)
    operations.end_seat(member, effective_to=date(2026, 9, 1), reason="Thay", by=by, at=AT)
    assert member in members_at(meeting)
    meeting.held_on = date(2026, 9, 2)
    assert member not in members_at(meeting)


def test_an_unused_seat_written_by_mistake_is_taken_back_and_the_ledger_keeps_both_lines() -> None:
    body = b.council()
    member, by = seat(body), b.officer()
    for _ in range(2):
        operations.remove_seat(member, reason="Ghi nhầm người", by=by, at=AT)
    words = ["council_member_seated", "council_seat_removed"]
    lines = AuditEntry.objects.filter(subject_kind="council", action__in=words).order_by("sequence")
    assert (body.members.count(), [line.action for line in lines][-2:]) == (6, words)


def test_who_joins_after_a_meeting_sits_from_a_later_day_and_changes_nothing_before() -> None:
    meeting = b.meeting()
    with pytest.raises(DomainError, match="đã họp ngày 01/09/2026: ghế mới tính từ ngày 02/09/2026"):
        seat(meeting.council, effective_from=date(2026, 9, 1), decision_number="20/QĐ")
    joined = seat(meeting.council, effective_from=date(2026, 9, 2), decision_number="20/QĐ")
    assert joined not in members_at(meeting)
    assert standing_in_meeting(meeting, joined.account).seat is None


def test_a_new_chair_follows_the_old_one_and_the_deputy_is_not_kept_waiting_by_a_chair_who_left() -> None:
    body = b.council()
    meeting, by = b.meeting(body, opened=False), b.officer()
    operations.end_seat(b.seat(body, Capacity.CHAIR), effective_to=date(2026, 8, 31), reason="Thay", by=by, at=AT)
    deputy = b.seat(body, Capacity.DEPUTY)
    operations.record_attendance(meeting, {deputy.pk: True}, by=b.secretary(body), at=AT)
    assert standing_in_meeting(meeting, deputy.account).presides
    new = seat(body, Capacity.CHAIR, effective_from=date(2026, 9, 1), decision_number="21/QĐ")
    assert new.capacity == Capacity.CHAIR


def test_who_left_comes_back_in_a_seat_of_its_own_from_the_next_day() -> None:
    body, by = b.council(), b.officer()
    member = seat(body)
    operations.end_seat(member, effective_to=date(2026, 8, 31), reason="Biệt phái", by=by, at=AT)
    with pytest.raises(DomainError, match="từ ngày 01/09/2026"):
        seat(body, account=member.account)
    again = seat(body, account=member.account, effective_from=date(2026, 9, 1))
    assert body.members.filter(account=member.account).count() == 2
    assert again.effective_to is None


def test_newer_rules_leave_a_meeting_that_was_held_alone_and_reach_one_that_is_planned() -> None:
    body = b.council()
    held, planned = b.meeting(body), b.meeting(body, opened=False)
    newer, by = rules(decision_number="30/QĐ-HĐ", size_min=1, quorum_ratio=Decimal("0.5")), b.officer()
    with pytest.raises(DomainError, match="đang họp"):
        operations.adopt_rules(body, newer, by=by, at=AT)
    type(held).objects.filter(pk=held.pk).update(state="closed")
    old = held.rules_id
    for _ in range(2):
        operations.adopt_rules(body, newer, by=by, at=AT)
    held.refresh_from_db()
    planned.refresh_from_db()
    assert [held.rules_id, planned.rules_id, Council.objects.get(pk=body.pk).rules_id] == [old, newer.pk, newer.pk]
    assert AuditEntry.objects.filter(action="council_rules_adopted").count() == 1


def test_bodies_the_law_names_are_hinted_at_by_the_organisations_of_the_members() -> None:
    members = [
        CouncilMember(organisation=name) for name in ("Sở Công Thương", "Sở NÔNG NGHIỆP và Môi trường", "Sở Y tế")
    ]
    assert reads.missing_sectors(members) == [
        "Sở Khoa học và Công nghệ",
        "Sở Văn hóa, Thể thao và Du lịch",
        "cơ quan tham mưu OCOP của tỉnh",
    ]


def test_two_thirds_of_nine_are_six() -> None:
    meeting = b.meeting(
        b.council(scorers=[Capacity.CHAIR, *[Capacity.MEMBER] * 8], quorum_ratio=Decimal("0.6666")), opened=False
    )
    members = b.scorers(meeting.council)
    operations.record_attendance(
        meeting, {one.pk: one in members[:6] for one in members}, by=b.secretary(meeting.council), at=AT
    )
    assert operations.open_meeting(meeting, by=b.secretary(meeting.council), at=AT).state == "open"
