"""The work list of complaints as a spreadsheet; who complains stands in it only for who may read it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from ocop.complaints.models import Complaint
from ocop.complaints.queries.access import reads_all
from ocop.complaints.queries.worklist import BODIES, FILTERS, ComplaintFilters, days_left
from ocop.paper.lists import Cell, Column, Listing, in_parts
from ocop.people.models import UserAccount

COLUMNS = (
    Column("Sản phẩm", 34), Column("Chủ thể", 30), Column("Xã, phường", 24), Column("Bị khiếu nại", 34), Column("Người khiếu nại", 26),
    Column("Nội dung", 50), Column("Ngày nhận", 12), Column("Cơ quan trả lời", 30), Column("Hạn trả lời", 12), Column("Số ngày còn lại", 10),
    Column("Bước", 14), Column("Ngày kết thúc", 12), Column("Số văn bản trả lời", 18), Column("Nội dung trả lời", 50),
)  # fmt: skip


def complaint_listing(
    rows: QuerySet[Complaint], user: UserAccount, chosen: ComplaintFilters, *, today: date, at: datetime
) -> Listing:
    """Return the list of complaints as it is filtered on the page."""

    def cells() -> Iterator[Sequence[Cell]]:
        for part in in_parts(rows):
            for one in part:
                yield _cells(one, user, today=today)

    body = BODIES[chosen.body].label if chosen.body else ""
    filters = [("Lọc", FILTERS[chosen.state]), ("Cơ quan", body), ("Tìm", chosen.text)]
    return Listing("Khiếu nại", COLUMNS, cells(), at, filters)


def _cells(one: Complaint, user: UserAccount, *, today: date) -> Sequence[Cell]:
    product = one.product
    return (
        product.name, product.producer.name, product.unit.full_name if product.unit else product.place_as_published, one.about,
        one.complainant if reads_all(user, one) else "", one.content, one.received_on, one.get_body_display(), one.due_on,
        days_left(one, today=today), one.get_state_display(), timezone.localdate(one.closed_at) if one.closed_at else None,
        one.answer_number, one.answer,
    )  # fmt: skip
