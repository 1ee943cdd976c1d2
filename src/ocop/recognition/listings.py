"""The products of a decision as a spreadsheet, word by word from its snapshot (QĐ 26/2026, Đ.7.3.đ–e)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from ocop.paper.lists import Cell, Column, Listing
from ocop.recognition.models import RecognitionDecision
from ocop.recognition.queries.names import recorded_place

COLUMNS = (
    Column("Số", 6), Column("Sản phẩm", 40), Column("Bộ tiêu chí", 34), Column("Chủ thể", 36), Column("Nơi làm ra", 40), Column("Điểm trung bình", 10),
    Column("Hạng sao", 8),
)  # fmt: skip


def decision_listing(decision: RecognitionDecision, *, at: datetime) -> Listing:
    """Return the products of a decision that fits the ledger."""

    def rows() -> Iterator[Sequence[Cell]]:
        for number, one in enumerate(decision.content["items"], 1):
            facts = one["facts"]
            yield (
                number, one["product"]["name"], one["product"]["set_name"], one["producer"]["name"], recorded_place(one["place"]),
                Decimal(facts["average_score"]), facts["star_rating"],
            )  # fmt: skip

    title = f"Quyết định {decision.decision_number}"
    return Listing(title, COLUMNS, rows(), at, [("Cơ quan ban hành", decision.issuing_authority)])
