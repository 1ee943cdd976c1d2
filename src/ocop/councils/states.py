"""What the board may say about one member and one product: states only, never a mark, a total or a count."""

from enum import StrEnum

from ocop.councils.models import ItemState


class SeatState(StrEnum):
    """Honest states of a seat; before closing they are all the board knows."""

    NOT_OPEN = "not_open"
    SCORING = "scoring"
    RECEIVED = "received"
    RECUSED = "recused"
    ABSENT = "absent"
    LOCKED = "locked"
    NO_SHEET = "no_sheet"


WORDS: dict[SeatState, str] = {
    SeatState.NOT_OPEN: "Chưa mở",
    SeatState.SCORING: "Đang chấm",
    SeatState.RECEIVED: "Máy chủ đã nhận",
    SeatState.RECUSED: "Không tham gia",
    SeatState.ABSENT: "Vắng",
    SeatState.LOCKED: "Đã khóa",
    SeatState.NO_SHEET: "Không có phiếu",
}
CLOSED_STATES = frozenset({ItemState.CLOSED.value, ItemState.FINAL.value})  # marks are open
OVER_STATES = CLOSED_STATES | {ItemState.POSTPONED.value}  # no mark is taken any more in this meeting


def seat_state(*, item_state: str, recused: bool, sealed: bool, present: bool) -> SeatState:
    """Return the state of a seat. Whether a member has begun is not told: a begun sheet is the member's own affair."""
    if recused:
        return SeatState.RECUSED
    if item_state == ItemState.WAITING:
        return SeatState.NOT_OPEN
    closed = item_state in OVER_STATES
    if sealed:
        return SeatState.LOCKED if closed else SeatState.RECEIVED
    if not present:
        return SeatState.ABSENT
    return SeatState.NO_SHEET if closed else SeatState.SCORING
