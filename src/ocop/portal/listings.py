"""The register as a spreadsheet, filtered as on the page, names as they are on record (QĐ 26/2026, Đ.7.3.g)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from ocop.paper.lists import PART, Cell, Column, Listing
from ocop.portal.queries.catalogue import rows_by_id
from ocop.portal.queries.recorded import with_today
from ocop.portal.wording import set_word
from ocop.recognition.queries.register import search_register
from ocop.recognition.queries.register_filters import Filters
from ocop.recognition.wording import STATE_WORDS

MOST_FOR_ANYONE = 2_000  # rows of one file; whoever needs all of them reads the interface page by page
COLUMNS = (
    Column("Mã trên hệ thống", 10), Column("Sản phẩm", 40), Column("Chủ thể", 36), Column("Nơi làm ra", 40), Column("Bộ tiêu chí", 34), Column("Hạng sao", 8),
    Column("Trạng thái", 18), Column("Có giá trị đến hết ngày", 14), Column("Kết thúc ngày", 14),
)  # fmt: skip


def register_listing(
    typed: str, filters: Filters, *, words: Sequence[tuple[str, str]], today: date, at: datetime, most: int | None
) -> Listing:
    """Return the register as it is searched; ``most`` limits the rows, None gives all, and the head says which."""
    ids = list(search_register(typed, filters, on=today).values_list("product_id", flat=True)[:most])

    def rows() -> Iterator[Sequence[Cell]]:
        for start in range(0, len(ids), PART):
            for row in rows_by_id(ids[start : start + PART], today):
                known = row["expires_earliest"] == row["expires_latest"]
                yield (
                    row["id"], with_today(row["name"], row["name_today"]), with_today(row["producer_name"], row["producer_today"]),
                    with_today(row["place"], row["place_today"]), str(set_word(row["set_number"]) or ""), row["star_rating"] or None,
                    str(STATE_WORDS[row["state"]]), row["expires_latest"] if known else None, row["ended_on"],
                )  # fmt: skip

    limited = [("Số dòng", f"{most} dòng đầu; toàn bộ ở giao diện dữ liệu mở")] if most and len(ids) == most else []
    return Listing("Sản phẩm OCOP", COLUMNS, rows(), at, [("Tìm", typed), *words, *limited])
