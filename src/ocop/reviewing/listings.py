"""The work lists of commune and province as spreadsheets: the columns of the page, one dossier a row (QĐ 26/2026, Đ.7.2, 7.3.a)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.paper.lists import Cell, Column, Listing, in_parts
from ocop.people.models import UserAccount
from ocop.territory.models import AdministrativeUnit

from .queries.narrowing import Narrowed
from .queries.worklists_commune import COMMUNE_FILTERS, commune_rows
from .queries.worklists_province import PROVINCE_FILTERS, ProvinceFilters, province_rows

COMMUNE_COLUMNS = (
    Column("Sản phẩm", 34), Column("Chủ thể", 30), Column("Xã, phường", 24), Column("Bộ tiêu chí", 10), Column("Trạng thái", 24), Column("Ngày nộp", 12),
    Column("Số phiếu", 18), Column("Ngày tiếp nhận", 12), Column("Hạn của xã", 12), Column("Ngày làm việc còn lại", 12), Column("Chủ thể trả lời đến", 12),
    Column("Việc tiếp theo", 34),
)  # fmt: skip
PROVINCE_COLUMNS = (
    Column("Sản phẩm", 34), Column("Chủ thể", 30), Column("Xã, phường", 24), Column("Bộ tiêu chí", 10), Column("Trạng thái", 24), Column("Số văn bản đề nghị", 18),
    Column("Ngày văn bản", 12), Column("Ngày xã gửi", 12), Column("Số phiếu tại tỉnh", 18), Column("Ngày tỉnh nhận", 12), Column("Đợt đánh giá", 22),
    Column("Hạn của bước này", 12), Column("Việc tiếp theo", 34),
)  # fmt: skip


def commune_listing(
    dossiers: QuerySet[Dossier],
    user: UserAccount,
    *,
    chosen: str,
    narrow: Narrowed,
    text: str,
    today: date,
    at: datetime,
) -> Listing:
    """Return the commune's queue as it is filtered on the page."""

    def rows() -> Iterator[Sequence[Cell]]:
        for part in in_parts(dossiers):
            for row in commune_rows(part, user, today=today):
                one = row.dossier
                yield (
                    one.product.name, one.producer.name, one.unit.full_name, one.set_number, one.get_state_display(), one.submitted_at,
                    row.number, row.received_on, row.due_on, row.days_left, row.waiting_until, row.next_step,
                )  # fmt: skip

    filters = [("Trạng thái", COMMUNE_FILTERS[chosen][0]), ("Hạn, ngày nộp", narrow.words), ("Tìm", text)]
    return Listing("Hồ sơ của xã", COMMUNE_COLUMNS, rows(), at, filters)


def province_listing(
    dossiers: QuerySet[Dossier], user: UserAccount, *, chosen: ProvinceFilters, today: date, at: datetime
) -> Listing:
    """Return the province's work list as it is filtered on the page."""

    def rows() -> Iterator[Sequence[Cell]]:
        for part in in_parts(dossiers):
            for row in province_rows(part, user, [], today=today):
                one, letter, receipt = row.dossier, row.assessment, row.receipt
                yield (
                    one.product.name, one.producer.name, one.unit.full_name, one.set_number, one.get_state_display(),
                    letter.letter_number if letter else "", letter.letter_on if letter else None, row.sent_on,
                    receipt.registration_form_number if receipt else "", receipt.received_on if receipt else None,
                    one.round.name if one.round else "", one.due_on, row.next_step,
                )  # fmt: skip

    filters = [
        ("Trạng thái", PROVINCE_FILTERS[chosen.state][0]),
        ("Xã", _name_of(AdministrativeUnit, chosen.commune)),
        ("Bộ tiêu chí", str(chosen.set_number or "")),
        ("Đợt", _name_of(EvaluationRound, chosen.round)),
        ("Hạn, ngày nộp", Narrowed(chosen.due, chosen.age).words),
        ("Tìm", chosen.text),
    ]
    return Listing("Hồ sơ của tỉnh", PROVINCE_COLUMNS, rows(), at, filters)


def _name_of(kind: type[AdministrativeUnit] | type[EvaluationRound], pk: int | None) -> str:
    return str(kind._default_manager.filter(pk=pk).values_list("name", flat=True).first() or "") if pk else ""
