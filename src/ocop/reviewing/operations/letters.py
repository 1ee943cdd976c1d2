"""Whether a letter that proposes products fits: its number, its day, the samples that go with it (QĐ 26/2026, Đ.6.2.a, 6.2.d, 6.3.a)."""

from datetime import date

from ocop.ledger.errors import DomainError
from ocop.vietnamese import format_date


def check_letter_day(number: str, letter_on: date, *, since: date | None, what: str, today: date) -> None:
    """Raise ``DomainError`` with its field for a letter without a number, or of a day after today or before ``since``; ``what`` was on that day."""
    if not number:
        raise DomainError("Hãy ghi số của văn bản đề nghị.", field="letter_number")
    if letter_on > today:
        raise DomainError("Ngày văn bản không được sau ngày hôm nay.", field="letter_on")
    if since and letter_on < since:
        raise DomainError(f"Ngày văn bản không được trước ngày {what} ({format_date(since)}).", field="letter_on")


def check_samples(sent: int, *, needed: int, article: str) -> None:
    """Raise ``DomainError`` with its field when other samples go with a letter than the article asks for."""
    if sent != needed:
        raise DomainError(
            f"Phải gửi kèm {needed:02d} sản phẩm mẫu ({article})."
            if needed
            else f"Bộ sản phẩm du lịch không gửi sản phẩm mẫu ({article}): hãy ghi 0.",
            field="samples_sent",
        )
