"""Accounts with their roles, and the ledger, as spreadsheets for the administrator."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet

from ocop.ledger import queries
from ocop.ledger.models import AuditEntry
from ocop.paper.lists import Cell, Column, Listing, in_parts
from ocop.people.models import UserAccount

MOST_LINES = 100_000  # of the ledger in one file: the newest that fit the filter
ACCOUNT_COLUMNS = (Column("Họ và tên", 30), Column("Tên đăng nhập", 20), Column("Vai trò đang giữ", 60), Column("Tài khoản", 12))  # fmt: skip
LEDGER_COLUMNS = (
    Column("Số", 10), Column("Lúc", 18), Column("Ai", 26), Column("Thay mặt", 26), Column("Việc", 36), Column("Bản ghi", 24), Column("Trạng thái", 36),
    Column("Lý do", 40), Column("Dấu kiểm", 66),
)  # fmt: skip


def account_listing(accounts: QuerySet[UserAccount], *, filters: Sequence[tuple[str, str]], at: datetime) -> Listing:
    """Return accounts as they are filtered on the page."""

    def rows() -> Iterator[Sequence[Cell]]:
        for part in in_parts(accounts):
            for one in part:
                roles = vars(one)["roles_in_force"]
                held = [f"{role.get_role_display()}{f', {role.unit.full_name}' if role.unit else ''}" for role in roles]
                yield (one.full_name, one.username, "\n".join(held), "đang mở" if one.is_active else "đã khoá")

    return Listing("Tài khoản và vai trò", ACCOUNT_COLUMNS, rows(), at, filters)


def ledger_listing(entries: Sequence[AuditEntry], *, filters: Sequence[tuple[str, str]], at: datetime) -> Listing:
    """Return lines of the ledger, newest first, each with its hash."""

    def rows() -> Iterator[Sequence[Cell]]:
        for one in entries:
            said = queries.in_words(one)
            yield (
                one.sequence, one.at, said.actor, one.on_behalf_of, said.action, said.record, said.states, one.reason, one.entry_hash,
            )  # fmt: skip

    return Listing("Nhật ký", LEDGER_COLUMNS, rows(), at, filters)
