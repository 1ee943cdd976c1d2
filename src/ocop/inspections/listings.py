"""The work list of cases as a spreadsheet (QĐ 26/2026, Đ.8)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from ocop.inspections.competence import ground_of
from ocop.inspections.models import RevocationCase
from ocop.inspections.queries.worklist import FILTERS, days_left
from ocop.paper.lists import Cell, Column, Listing, in_parts

COLUMNS = (
    Column("Sản phẩm", 34), Column("Chủ thể", 30), Column("Xã, phường", 24), Column("Hạng sao", 8), Column("Trường hợp", 40),
    Column("Cơ quan kết luận", 30), Column("Số văn bản", 16), Column("Ngày kết luận", 12), Column("Bước", 18), Column("Hạn quyết định", 12),
    Column("Số ngày còn lại", 10), Column("Quyết định", 18), Column("Ngày quyết định", 12),
)  # fmt: skip


def case_listing(cases: QuerySet[RevocationCase], *, chosen: str, today: date, at: datetime) -> Listing:
    """Return the list of cases as it is filtered on the page."""

    def rows() -> Iterator[Sequence[Cell]]:
        for part in in_parts(cases):
            for one in part:
                product, decision = one.certificate.product, one.decision
                yield (
                    product.name, product.producer.name, product.unit.full_name if product.unit else product.place_as_published,
                    one.certificate.star_rating, ground_of(one.regime, one.ground).label, one.concluded_by, one.conclusion_number,
                    one.concluded_on, one.get_state_display(), one.due_on, days_left(one, today=today),
                    decision.decision_number if decision else "", decision.decided_on if decision else None,
                )  # fmt: skip

    return Listing("Hồ sơ thu hồi", COLUMNS, rows(), at, [("Lọc", FILTERS[chosen][0])])
