"""The products of a meeting with their results as a spreadsheet (QĐ 26/2026, Đ.7.3.d): what the reader may see on the board, no mark."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from ocop.councils.models import CouncilMeeting, ItemState
from ocop.councils.queries.board import Board
from ocop.dossiers.models import DossierState
from ocop.paper.lists import Cell, Column, Listing

COLUMNS = (
    Column("Số", 6), Column("Sản phẩm", 44), Column("Tình trạng", 22), Column("Số phiếu đã nhận", 10), Column("Số phiếu cần", 10), Column("Lần chấm", 8),
    Column("Điểm trung bình", 10), Column("Chênh lệch", 10), Column("Hạng sao", 8),
)  # fmt: skip


def meeting_listing(meeting: CouncilMeeting, board: Board, *, at: datetime) -> Listing:
    """Return the board of a meeting for one viewer; results stand only where the viewer may see them."""

    def rows() -> Iterator[Sequence[Cell]]:
        for row in board.rows:
            line, shown = row.line, row.sees_result
            withdrawn = line.dossier_state == DossierState.WITHDRAWN
            yield (
                line.position, line.product, "Chủ thể đã rút hồ sơ" if withdrawn else str(ItemState(line.state).label), row.received, row.expected,
                line.scoring_pass, Decimal(line.average_score) if shown and line.average_score else None,
                line.score_spread if shown else None, line.star_rating if shown else None,
            )  # fmt: skip

    title = f"Sản phẩm của phiên họp {meeting.held_on:%d/%m/%Y}"
    return Listing(title, COLUMNS, rows(), at, [("Hội đồng", meeting.council.name)])
