"""The quorum of the council rules holds when a product is closed, not only when the meeting opens."""

import pytest

from ocop.councils import operations
from ocop.councils.models import ItemState
from ocop.ledger.errors import DomainError
from tests.builders import AT

from . import building as b

pytestmark = pytest.mark.django_db


def test_a_product_is_not_closed_when_too_many_members_left_without_a_sheet() -> None:
    item = b.product_being_scored()
    body = item.meeting.council
    members = b.scorers(body)
    gone = {member.pk: False for member in members[3:]}
    operations.record_attendance(item.meeting, gone, by=b.secretary(body), at=AT)
    for member in members[:3]:
        b.hand_in(item, member, b.full_sheet(b.law_of(item)))
    with pytest.raises(DomainError, match="cần 4 trên 5 người có mặt hoặc đã gửi phiếu, hiện có 3"):
        operations.close_item(item, reason="Ủy viên rời họp", by=b.chair(body), at=b.LATER)
    item.refresh_from_db()
    assert item.state == ItemState.OPEN


def test_the_sheet_of_a_member_who_left_after_sending_it_counts() -> None:
    item = b.product_being_scored()
    body = item.meeting.council
    b.everyone_hands_in(item)
    gone = {member.pk: False for member in b.scorers(body)[1:]}
    operations.record_attendance(item.meeting, gone, by=b.secretary(body), at=AT)
    assert operations.close_item(item, by=b.chair(body), at=b.LATER).sheets_counted == 5
