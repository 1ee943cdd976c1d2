"""Which lines a list may not bring in by itself, whatever a person answers about them (QĐ 26/2026, Đ.4.1, Đ.8).

A province's list sets no star that the ministry recognises, and puts nothing beside a certificate that was revoked: a system administrator
compares the decision and brings such a line in. No list stands in the way of a certificate that was issued here: what follows on it is decided
here. Lines about earlier recognitions, and lines that say what is known, are nobody's matter.
"""

from collections.abc import Iterable
from datetime import date

from ocop.law.regimes import all_regimes
from ocop.recognition.arithmetic import Span, issue_span
from ocop.recognition.importing.checking import Row
from ocop.recognition.importing.report import ERROR, Finding
from ocop.recognition.models import Certificate
from ocop.vietnamese import format_date

MINISTRY, REVOKED = "ministry", "revoked"
ASK = "Chỉ quản trị hệ thống nhập được dòng này: hãy gửi tệp cùng quyết định gốc cho quản trị hệ thống."
FILE_HERE = "Công nhận mới của sản phẩm này phải đi qua hồ sơ và quyết định trên hệ thống; hãy bỏ dòng này khỏi tệp."


def reserved(row: Row, known: Iterable[Certificate], *, of_office: bool) -> Finding | None:
    """Return why a line that would write something must not; None where it may.

    ``known`` holds the certificates of every product that the line may be about, ``of_office`` says that a province sent the list.
    """
    certificates = list(known)
    if of_office and _may_be_ministrys(row):
        message = f"Công nhận {row.star} sao thuộc thẩm quyền của Bộ, danh sách của tỉnh không nhập được."
        return _refusal(row, "stars", message, ASK)
    for one in certificates:
        if of_office and one.end_reason == REVOKED and one.ended_on and not _surely_before(row, one):
            message = f"“{row.product}” có giấy chứng nhận {one.star_rating} sao đã bị thu hồi ngày {format_date(one.ended_on)}."
            return _refusal(row, "recognised_on", message, ASK)
    for one in certificates:
        if one.dossier_id and not _surely_before(row, one) and (of_office or not _surely_after(row, one)):
            message = f"“{row.product}” có giấy chứng nhận {one.star_rating} sao cấp trên hệ thống này, theo quyết định {one.decision_number}."
            return _refusal(row, "recognised_on", message, FILE_HERE)
    return None


def _refusal(row: Row, column: str, message: str, advice: str) -> Finding:
    return Finding(ERROR, row.number, column, message, advice, row.sheet)


def _may_be_ministrys(row: Row) -> bool:
    """Whether the ministry recognises this star under the regime of a day on which the line can have been decided."""
    issued = row.issued
    return any(
        one.decides(row.star) == MINISTRY and _may_fall(issued, one.valid_from, one.valid_to) for one in all_regimes()
    )


def _may_fall(issued: Span, first: date | None, last: date | None) -> bool:
    if issued.earliest is None or issued.latest is None:
        return True
    return (first is None or first <= issued.latest) and (last is None or issued.earliest <= last)


def _surely_before(row: Row, known: Certificate) -> bool:
    day = issue_span(known.issued_on, known.issued_as_published).earliest
    return row.issued.latest is not None and day is not None and row.issued.latest < day


def _surely_after(row: Row, known: Certificate) -> bool:
    return row.issued.earliest is not None and known.expires_on is not None and known.expires_on < row.issued.earliest
