"""Places that wait for a decision as a spreadsheet: old lists name communes and districts of before 1/7/2025."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet

from ocop.paper.lists import Cell, Column, Listing, in_parts
from ocop.territory.models import UnitMappingCase

COLUMNS = (Column("Sản phẩm", 40), Column("Chủ thể", 36), Column("Tỉnh, thành phố", 22), Column("Nơi như đã công bố", 44), Column("Vì sao chưa rõ", 44), Column("Số nơi có thể", 10))  # fmt: skip


def mapping_listing(cases: QuerySet[UnitMappingCase], *, text: str, at: datetime) -> Listing:
    """Return the queue as it is searched on the page."""

    def rows() -> Iterator[Sequence[Cell]]:
        for part in in_parts(cases):
            for one in part:
                producer = one.product.producer.name
                province = one.province.full_name if one.province else ""
                yield (one.subject_label, producer, province, one.place_as_published, one.reason, vars(one)["choices"])

    return Listing("Sản phẩm chờ xác định nơi sản xuất", COLUMNS, rows(), at, [("Tìm", text)])
