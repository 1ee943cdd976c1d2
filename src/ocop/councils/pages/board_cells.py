"""The rows of the board as ready HTML, so that 500 products × 10 members stay cheap to draw.

Every text that people typed goes through ``escape``; all else is made of our own constants.
"""

from collections.abc import Iterator

from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ocop.councils.arithmetic import printed_mean
from ocop.councils.models import ItemState
from ocop.councils.queries.board import Board, Line, Row
from ocop.councils.queries.standing import MeetingStanding
from ocop.councils.states import WORDS, SeatState
from ocop.dossiers.models import DossierState

CELLS = {state: f'<td class="seat seat--{state.value}">{words}</td>' for state, words in WORDS.items()}
TAGS = {
    ItemState.WAITING.value: "off",
    ItemState.OPEN.value: "info",
    ItemState.CLOSED.value: "wait",
    ItemState.FINAL.value: "ok",
    ItemState.POSTPONED.value: "off",
}
PAGES = ("item", "score", "open_item", "close_item", "result", "sheet_receipt")
WITHOUT_REPORT = {
    DossierState.IN_ROUND.value,
    DossierState.ADVISORY_REVIEW.value,
    DossierState.PROVINCE_SUPPLEMENT.value,
}
ENDED = {"rejected": "Bị loại", "stopped": "Dừng đánh giá"}


def draw_rows(board: Board, standing: MeetingStanding, csrf_token: str) -> SafeString:
    """Return the rows of the board with the next step of this viewer in each."""
    drawing = _Drawing(standing, csrf_token)
    return mark_safe("".join(drawing.rows(board)))  # noqa: S308 - escaped piece by piece below


class _Drawing:
    """What all rows share: the addresses, the words of the states, the viewer."""

    def __init__(self, standing: MeetingStanding, csrf_token: str) -> None:
        self.presides = standing.presides
        self.token = f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(csrf_token)}">'
        self.addresses = {page: reverse(f"councils:{page}", args=[0]) for page in PAGES}
        self.labels = dict(ItemState.choices)

    def rows(self, board: Board) -> Iterator[str]:
        for row in board.rows:
            line = row.line
            count = "" if line.state == ItemState.WAITING else f"{row.received}/{row.expected}"
            yield (
                f'<tr id="sp-{line.pk}"><th scope="row" class="board__product"><span><span class="board__number">{line.position}'
                f'</span><a href="{self.address("item", line)}">{escape(line.product)}</a></span>'
                f'<span class="board__state tag tag--{TAGS[line.state]}">{self.words(line)}</span>{_unadvised(line)}</th>'
                f'<td class="board__step">{self.step(row)}</td><td class="board__result">{_result(row)}</td>'
                f'<td class="num">{count}</td>{"".join(CELLS[state] for state in row.states)}</tr>'
            )

    def address(self, page: str, line: Line) -> str:
        return self.addresses[page].replace("/0/", f"/{line.pk}/")

    def words(self, line: Line) -> str:
        again = line.state == ItemState.OPEN and line.scoring_pass > 1
        return "Đang chấm lại" if again else str(self.labels[line.state])

    def step(self, row: Row) -> str:
        """The one next step of this viewer on a product."""
        line = row.line
        if row.own == SeatState.SCORING:
            close = f' <a href="{self.address("close_item", line)}">Đóng chấm</a>' if self.presides else ""
            return f'<a class="button button--primary" href="{self.address("score", line)}">Chấm điểm</a>{close}'
        if self.presides and line.state == ItemState.WAITING:
            return (
                f'<form method="post" action="{self.address("open_item", line)}" novalidate>{self.token}'
                '<button class="button button--secondary" type="submit">Mở chấm</button></form>'
            )
        if self.presides and line.state == ItemState.OPEN:
            kind = "primary" if row.received == row.expected else "secondary"
            return f'<a class="button button--{kind}" href="{self.address("close_item", line)}">Đóng chấm</a>'
        if row.sees_result:
            return f'<a href="{self.address("result", line)}">Xem kết quả</a>'
        if row.own == SeatState.RECEIVED:
            return f'<a href="{self.address("sheet_receipt", line)}">Biên nhận</a>'
        return ""


def _unadvised(line: Line) -> str:
    """A note where the advisory group has not reported yet (Đ.7.3.c)."""
    waits = line.state == ItemState.WAITING and line.dossier_state in WITHOUT_REPORT
    return '<span class="soft">chưa có báo cáo Tổ tư vấn</span>' if waits else ""


def _result(row: Row) -> str:
    line = row.line
    if not row.sees_result or line.outcome is None:
        return ""
    if line.outcome in ENDED:
        return f"<strong>{ENDED[line.outcome]}</strong>"
    star = f"{line.star_rating} sao" if line.star_rating else "chờ thống nhất mức"
    over = line.rescoring_due
    spread = f'<span class="{"board__over" if over else "soft"}">chênh {floatformat(line.score_spread, -1)}{", quá mức" if over else ""}</span>'
    return f"<strong>{printed_mean(line.average_score or '')}</strong>{star}<br>{spread}"
