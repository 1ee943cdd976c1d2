"""Who sits in a council, from when to when (QĐ 26/2026, Đ.7.3.b): seat, end a seat, correct a seat written by mistake."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from ocop.councils.models import Capacity, Council, CouncilMember, MeetingState
from ocop.councils.queries.access import in_force
from ocop.councils.queries.setting_up import role_of_capacity, seat_was_used
from ocop.councils.rules import may_seat, may_set_up_council
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.people.invitations import is_confirmed
from ocop.people.models import UserAccount
from ocop.people.operations import close_role, give_role
from ocop.vietnamese import format_date, nfc

from .inviting import invite_to_seat

HELD = [MeetingState.OPEN, MeetingState.CLOSED]


@one_winner()
def seat_member(
    council: Council,
    account: UserAccount,
    *,
    capacity: str,
    organisation: str,
    decision_number: str = "",
    effective_from: date | None = None,
    by: UserAccount,
    at: datetime,
) -> CouncilMember:
    """Seat a person in a council and give the role that goes with the seat; seating twice changes nothing.

    Without a day the seat is held since the council was set up; once the council has met, a new seat needs its day. The seat of
    somebody whose invitation others could open waits, without a role, until it is known who holds it (``counting``). Raises
    ``DomainError`` when the person may not, the council is full, it has a chair already, or it has met on that day.
    """
    council = lock_council(council)
    insist(may_seat(by, council, account))
    seats = list(council.members.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=timezone.localdate(at))))
    seated = next((seat for seat in seats if seat.account_id == account.pk and seat.effective_to is None), None)
    if seated is not None:
        return seated
    _require_room(council, seats, capacity)
    _require_free_day(council, account, effective_from)
    member = CouncilMember.objects.create(
        council=council,
        account=account,
        capacity=Capacity(capacity),
        organisation=nfc(organisation).strip(),
        position=(council.members.aggregate(last=Max("position"))["last"] or 0) + 1,
        decision_number=nfc(decision_number).strip(),
        effective_from=effective_from,
        awaits_confirmation=not is_confirmed(account),
    )
    if not member.awaits_confirmation:
        give_role_of(member, council, by=by, at=at)
    details = {"member": member.pk, "account": account.pk, "capacity": str(capacity)}
    record(
        "council_member_seated", council, by=by, at=at, unit_path=council.unit_path, details=details, records=[member]
    )
    invite_to_seat(member, at=at)
    return member


def give_role_of(member: CouncilMember, council: Council, *, by: UserAccount, at: datetime) -> None:
    """Give the role that goes with a seat, from today or the first day of the seat on."""
    today = timezone.localdate(at)
    give_role(
        member.account, role_of_capacity(member.capacity, central=council.is_central), unit=council.unit,
        organisation_name=council.name, document=_document_of(member, council),
        effective_from=max(member.effective_from or today, today), by=by, at=at,
    )  # fmt: skip


def _document_of(member: CouncilMember, council: Council) -> str:
    """Roles of the central council say by which decision they are held (Đ.7.4.b)."""
    return (member.decision_number or council.decision_number) if council.is_central else ""


def lock_council(council: Council) -> Council:
    """Read a council for change inside the running transaction."""
    rows = Council.objects.select_for_update(of=("self",), no_key=True).select_related("rules", "unit")
    return rows.get(pk=council.pk)


def _require_room(council: Council, seats: list[CouncilMember], capacity: str) -> None:
    standing = [seat for seat in seats if seat.effective_to is None]
    if len(standing) >= council.rules.size_max:
        raise DomainError(
            f"Hội đồng đã có {len(standing)} người; quy chế cho nhiều nhất {council.rules.size_max}. "
            "Hãy kết thúc một ghế trước khi thêm người."
        )
    if capacity == Capacity.CHAIR and any(seat.capacity == Capacity.CHAIR for seat in standing):
        raise DomainError("Hội đồng đã có Chủ tịch. Hãy kết thúc ghế Chủ tịch cũ trước.", field="capacity")


def _require_free_day(council: Council, account: UserAccount, effective_from: date | None) -> None:
    """Who sat at a meeting that has begun does not change afterwards."""
    last = council.meetings.filter(state__in=HELD).aggregate(last=Max("held_on"))["last"]
    earlier = council.members.filter(account=account).aggregate(last=Max("effective_to"))["last"]
    busy = max([day for day in (last, earlier) if day is not None], default=None)
    if busy is None or (effective_from is not None and effective_from > busy):
        return
    why = "Hội đồng đã họp" if busy == last else "Người này còn giữ ghế cũ đến hết"
    raise DomainError(
        f"{why} ngày {format_date(busy)}: ghế mới tính từ ngày {format_date(busy + timedelta(days=1))} trở đi.",
        field="effective_from",
    )


@transaction.atomic
def end_seat(member: CouncilMember, *, effective_to: date, reason: str, by: UserAccount, at: datetime) -> CouncilMember:
    """Set the last day of a seat; sheets and meetings stay, and the role ends unless another seat needs it.

    Ending a seat again changes nothing. Raises ``DomainError`` when the person may not, gives no reason, or the day lies
    before the seat began or before a meeting at which its attendance was recorded.
    """
    council = lock_council(member.council)
    insist(may_set_up_council(by, council.unit_path))
    member = (
        CouncilMember.objects.select_for_update(of=("self",), no_key=True).select_related("account").get(pk=member.pk)
    )
    if member.effective_to is not None:
        return member
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi lý do, ví dụ: nghỉ hưu, thay theo Quyết định số …", field="reason")
    _require_last_day(member, effective_to)
    member.effective_to, member.end_reason = effective_to, words
    member.save(update_fields=["effective_to", "end_reason"])
    _end_role(member, council, last_day=effective_to, reason=words, by=by, at=at)
    details = {"member": member.pk, "account": member.account_id, "to": effective_to.isoformat()}
    record(
        "council_seat_ended", council, by=by, at=at, unit_path=council.unit_path, reason=words, details=details,
        records=[member],
    )  # fmt: skip
    return member


def _require_last_day(member: CouncilMember, last_day: date) -> None:
    met = member.attendance.aggregate(last=Max("meeting__held_on"))["last"]
    if met is not None and last_day < met:
        raise DomainError(
            f"Người này đã được điểm danh ở phiên họp ngày {format_date(met)}: ngày cuối giữ ghế không trước ngày đó.",
            field="effective_to",
        )
    if member.effective_from is not None and last_day < member.effective_from:
        day = format_date(member.effective_from)
        raise DomainError(f"Ngày cuối giữ ghế không trước ngày bắt đầu ({day}).", field="effective_to")


@transaction.atomic
def remove_seat(member: CouncilMember, *, reason: str, by: UserAccount, at: datetime) -> None:
    """Take back a seat that was written by mistake, before any attendance, sheet or recusal; the ledger keeps both lines.

    Taking it back again changes nothing. Raises ``DomainError`` when the person may not, gives no reason, or the seat was used.
    """
    council = lock_council(member.council)
    insist(may_set_up_council(by, council.unit_path))
    found = CouncilMember.objects.select_related("account").filter(pk=member.pk).first()
    if found is None:
        return
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi lý do, ví dụ: ghi nhầm người.", field="reason")
    if seat_was_used(found):
        raise DomainError("Người này đã được điểm danh hoặc đã chấm điểm; hãy ghi ngày kết thúc thay vì bỏ ghế.")
    today = timezone.localdate(at)
    details = {"member": found.pk, "account": found.account_id, "capacity": found.capacity}
    record(
        "council_seat_removed", council, by=by, at=at, unit_path=council.unit_path, reason=words, details=details,
        gone=[found],
    )  # fmt: skip
    found.delete()
    _end_role(found, council, last_day=today, reason=words, by=by, at=at)


def _end_role(
    member: CouncilMember, council: Council, *, last_day: date, reason: str, by: UserAccount, at: datetime
) -> None:
    """End the role of a seat, unless another seat of the same person in this province, or this level, carries it on."""
    central = council.is_central
    role = role_of_capacity(member.capacity, central=central)
    others = CouncilMember.objects.filter(
        in_force(last_day + timedelta(days=1)), account=member.account_id, council__unit=council.unit
    ).exclude(pk=member.pk)
    if not any(
        role_of_capacity(capacity, central=central) == role for capacity in others.values_list("capacity", flat=True)
    ):
        close_role(member.account, role, unit=council.unit, effective_to=last_day, reason=reason, by=by, at=at)
