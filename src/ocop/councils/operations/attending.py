"""Who is present, who stands back, and when a meeting and a product are opened (QĐ 26/2026, Đ.7.3)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from ocop.councils.models import AgendaItem, Attendance, CouncilMeeting, ItemState, MeetingState, Recusal
from ocop.councils.queries.conflicts import conflicts_at
from ocop.councils.queries.meetings import quorum_of
from ocop.councils.queries.standing import members_at, standing_in_item, standing_in_meeting
from ocop.councils.rules import may_declare_recusal, may_open_item, may_record_attendance
from ocop.dossiers.models import DossierState
from ocop.dossiers.operations.moving import lock_dossier, move_dossier
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.vietnamese import nfc

from .locking import lock_item, lock_meeting

PREPARED_IT = "Đã tham gia lập hoặc hỗ trợ hồ sơ này (tự động xác định)"


@transaction.atomic
def record_attendance(meeting: CouncilMeeting, presence: Mapping[int, bool], *, by: UserAccount, at: datetime) -> None:
    """Record for each member (by id) whether present; may be corrected until the meeting is over.

    Raises ``DomainError`` when the person may not, or an id is not a member of this council.
    """
    meeting = lock_meeting(meeting.pk)
    insist(may_record_attendance(standing_in_meeting(meeting, by), meeting))
    members = set(members_at(meeting).values_list("pk", flat=True))
    if not set(presence) <= members:
        raise DomainError("Danh sách điểm danh có người không thuộc Hội đồng này.")
    known = dict(Attendance.objects.filter(meeting=meeting).values_list("member_id", "present"))
    changed = {pk: present for pk, present in presence.items() if known.get(pk) is not present}
    if not changed:
        return
    rows = [
        Attendance.objects.update_or_create(meeting=meeting, member_id=pk, defaults={"present": present})[0]
        for pk, present in changed.items()
    ]
    details = {
        "present": sorted(pk for pk, present in changed.items() if present),
        "absent": sorted(pk for pk, present in changed.items() if not present),
    }
    record(
        "attendance_recorded", meeting, by=by, at=at, unit_path=meeting.council.unit_path, details=details, records=rows
    )


@transaction.atomic
def open_meeting(meeting: CouncilMeeting, *, by: UserAccount, at: datetime) -> CouncilMeeting:
    """Open a meeting; an open one stays open. Raises ``DomainError`` when the person may not or the quorum is not there."""
    meeting = lock_meeting(meeting.pk)
    insist(may_record_attendance(standing_in_meeting(meeting, by), meeting))
    if meeting.state == MeetingState.OPEN:
        return meeting
    _require_size(meeting)
    _require_quorum(meeting)
    if not meeting.items.exists():
        raise DomainError("Chương trình chưa có sản phẩm nào; hãy đưa hồ sơ vào chương trình trước khi khai mạc.")
    meeting.state, meeting.opened_at = MeetingState.OPEN, at
    meeting.save(update_fields=["state", "opened_at"])
    record(
        "meeting_opened", meeting, by=by, at=at, unit_path=meeting.council.unit_path,
        from_state=MeetingState.PLANNED, to_state=MeetingState.OPEN, records=[meeting],
    )  # fmt: skip
    return meeting


def _require_size(meeting: CouncilMeeting) -> None:
    seats, least = members_at(meeting).count(), meeting.rules.size_min
    if seats < least:
        raise DomainError(
            f"Hội đồng mới có {seats} người; quy chế yêu cầu ít nhất {least}. Hãy bổ sung trước khi khai mạc."
        )


def _require_quorum(meeting: CouncilMeeting) -> None:
    quorum = quorum_of(meeting)
    if quorum.met:
        return
    if quorum.present < quorum.needed:
        raise DomainError(
            f"Chưa đủ số thành viên có mặt: cần {quorum.needed} trên {quorum.seats}, hiện có {quorum.present}."
        )
    raise DomainError("Chủ tịch Hội đồng (hoặc Phó Chủ tịch được ủy quyền) phải có mặt.")


@transaction.atomic
def open_item(item: AgendaItem, *, by: UserAccount, at: datetime) -> AgendaItem:
    """Open a product for scoring: its dossier comes before the council, and people who prepared it stand back.

    Raises ``DomainError`` when the person may not, the quorum was lost, or the criteria sheet is not confirmed.
    """
    item = lock_item(item.pk)
    if item.state == ItemState.OPEN:
        return item
    insist(may_open_item(standing_in_meeting(item.meeting, by), item))
    _require_quorum(item.meeting)
    recusals = [
        Recusal.objects.get_or_create(
            item=item, member_id=member_id, defaults={"reason": PREPARED_IT, "recorded_at": at}
        )[0]
        for member_id in conflicts_at(item)
    ]
    dossier = lock_dossier(item.dossier_id)
    if dossier.state not in (DossierState.COUNCIL_REVIEW, DossierState.CENTRAL_COUNCIL_REVIEW):
        move_dossier(dossier, DossierState.COUNCIL_REVIEW, by=by, at=at, action="council_review_started")
    item.state = ItemState.OPEN
    item.save(update_fields=["state"])
    record(
        "item_opened", item, by=by, at=at, unit_path=item.meeting.council.unit_path,
        from_state=ItemState.WAITING, to_state=ItemState.OPEN, records=[item, *recusals],
    )  # fmt: skip
    return item


@transaction.atomic
def declare_recusal(item: AgendaItem, *, reason: str, by: UserAccount, at: datetime) -> Recusal:
    """Stand back from one product with the declared conflict of interest; a begun sheet stays unsent and is not counted.

    Raises ``DomainError`` when the person may not any more, or gives no reason.
    """
    item = lock_item(item.pk)
    standing = standing_in_item(item, by)
    insist(may_declare_recusal(standing, item))
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi lý do không tham gia chấm sản phẩm này.", field="reason")
    recusal = Recusal.objects.create(item=item, member=standing.own_seat, reason=words, recorded_at=at)
    record(
        "recusal_declared",
        item,
        by=by,
        at=at,
        unit_path=item.meeting.council.unit_path,
        reason=words,
        records=[recusal],
    )
    return recusal
