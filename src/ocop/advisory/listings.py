"""The work list of an advisory group as a spreadsheet (QĐ 26/2026, Đ.7.3.c)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from ocop.dossiers.models import Dossier
from ocop.paper.lists import Cell, Column, Listing, in_parts

from .queries.worklist import FILTERS, review_rows

COLUMNS = (
    Column("Sản phẩm", 34), Column("Chủ thể", 30), Column("Xã, phường", 24), Column("Bộ tiêu chí", 10), Column("Trạng thái", 24),
    Column("Lần khảo sát", 10), Column("Kiểm nghiệm chưa có kết quả", 14), Column("Hạn", 12), Column("Số ngày còn lại", 10), Column("Việc tiếp theo", 34),
)  # fmt: skip


def review_listing(dossiers: QuerySet[Dossier], *, chosen: str, today: date, at: datetime) -> Listing:
    """Return the group's work list as it is filtered on the page."""

    def rows() -> Iterator[Sequence[Cell]]:
        for part in in_parts(dossiers):
            for row in review_rows(part, today=today):
                one = row.dossier
                yield (
                    one.product.name, one.producer.name, one.unit.full_name, one.set_number, one.get_state_display(),
                    row.surveys, row.open_tests, one.due_on, row.days_left, row.next_step,
                )  # fmt: skip

    return Listing("Hồ sơ của Tổ tư vấn", COLUMNS, rows(), at, [("Việc", FILTERS[chosen][0])])
