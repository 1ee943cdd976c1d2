"""The cells of the board as ready HTML: one string per state, so that 500 products × 10 members stay cheap to draw."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ocop.councils.models import ItemState
from ocop.councils.queries.board import Board, Row
from ocop.councils.queries.standing import MeetingStanding
from ocop.councils.states import WORDS, SeatState

_CELLS: dict[SeatState, SafeString] = {
    state: format_html('<td class="seat seat--{}">{}</td>', state.value, words) for state, words in WORDS.items()
}
STATE_OF_TAG = {
    ItemState.WAITING.value: "off",
    ItemState.OPEN.value: "info",
    ItemState.CLOSED.value: "wait",
    ItemState.FINAL.value: "ok",
}


@dataclass(frozen=True)
class DrawnRow:
    """A row of the board with its cells drawn."""

    row: Row
    cells: SafeString
    tag: str
    words: str
    step: str  # the one next step of this viewer: score | receipt | open | close | result | ""


def decorate(board: Board, standing: MeetingStanding) -> list[DrawnRow]:
    """Return the rows with their cells, the state in words, and the viewer's next step."""
    labels = dict(ItemState.choices)
    return [
        DrawnRow(
            row,
            mark_safe("".join(_CELLS[state] for state in row.states)),  # noqa: S308 - built from our own constants
            STATE_OF_TAG[row.item.state],
            _words(row, labels),
            _step(row, standing),
        )
        for row in board.rows
    ]


def _words(row: Row, labels: dict[str, str]) -> str:
    if row.item.state == ItemState.OPEN and row.item.scoring_pass > 1:
        return "Đang chấm lại"
    return labels[row.item.state]


def _step(row: Row, standing: MeetingStanding) -> str:
    if row.own == SeatState.SCORING:
        return "score"
    if standing.presides and row.item.state == ItemState.WAITING:
        return "open"
    if standing.presides and row.item.state == ItemState.OPEN:
        return "close"
    if row.result is not None:
        return "result"
    return "receipt" if row.own == SeatState.RECEIVED else ""
