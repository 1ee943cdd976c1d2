"""The work list of cases and the findings of a year as spreadsheets (QĐ 26/2026, Đ.8, 9)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from ocop.inspections.competence import ground_of
from ocop.inspections.models import Inspection, RevocationCase
from ocop.inspections.queries.inspections import photos_of_each
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


FINDINGS = (
    Column("Sản phẩm", 34), Column("Chủ thể", 30), Column("Xã, phường", 24), Column("Hạng sao", 8), Column("Loại kiểm tra", 12),
    Column("Ngày kiểm tra", 12), Column("Đoàn kiểm tra", 34), Column("Bước", 18), Column("Ngày làm việc", 12), Column("Nội dung ghi nhận", 60),
    Column("Số ảnh", 8), Column("Hạn giải trình", 12), Column("Giải trình của chủ thể", 44), Column("Kết luận", 22), Column("Số văn bản", 16),
    Column("Nội dung kết luận", 50), Column("Hạn khắc phục", 12), Column("Khắc phục", 14), Column("Kết quả khắc phục", 40),
)  # fmt: skip
MENDED = {None: "", True: "Đã khắc phục", False: "Chưa khắc phục"}


def findings_listing(inspections: QuerySet[Inspection], *, year: int, at: datetime) -> Listing:
    """Return the inspections of a year with what was found and what was concluded."""

    def rows() -> Iterator[Sequence[Cell]]:
        for part in in_parts(inspections):
            photos = photos_of_each(part)
            yield from (_findings(one, photos.get(one.pk, 0)) for one in part)

    return Listing("Kết quả kiểm tra, giám sát", FINDINGS, rows(), at, [("Năm", str(year))])


def _findings(one: Inspection, photos: int) -> Sequence[Cell]:
    product = one.certificate.product
    return (
        product.name, product.producer.name, product.unit.full_name if product.unit else product.place_as_published,
        one.certificate.star_rating, one.get_kind_display(), one.planned_on, one.team, one.get_state_display(), one.visited_on, one.findings,
        photos, one.explain_by, one.explanation, one.get_conclusion_display(), one.conclusion_number, one.conclusion_words,
        one.mend_by, MENDED[one.is_mended], one.follow_up,
    )  # fmt: skip
