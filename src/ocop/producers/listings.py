"""Producers of an official's territory as a spreadsheet (QĐ 26/2026, Đ.2.3)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet

from ocop.paper.lists import Cell, Column, Listing, in_parts

from .models import Producer

COLUMNS = (Column("Tên", 40), Column("Loại hình", 30), Column("Xã, phường", 26), Column("Tỉnh, thành phố", 22), Column("Số đăng ký kinh doanh", 20))  # fmt: skip


def producer_listing(producers: QuerySet[Producer], *, text: str, at: datetime) -> Listing:
    """Return producers as they are searched on the page: what is public of them, no telephone and no person."""

    def rows() -> Iterator[Sequence[Cell]]:
        for part in in_parts(producers):
            for one in part:
                unit = one.unit
                above = unit.parent.full_name if unit and unit.parent else ""
                place = unit.full_name if unit else one.place_as_published
                yield (one.name, one.get_organisation_type_display(), place, above, one.registration_number)

    return Listing("Chủ thể trong địa bàn", COLUMNS, rows(), at, [("Tìm", text)])
