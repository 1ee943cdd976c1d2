"""Work lists and registers as a spreadsheet: XLSX for people, CSV for programs, both written row by row.

A list leaves with what it shows in its head (title, filter, moment), so that a printed sheet still says what it was. Text stays
text: nothing that a person typed becomes a formula, an address to click or a rounded number.
"""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO, Literal, TypeAlias, TypeVar

from django.db.models import Model, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from ocop.vietnamese import format_date, slug

from .describing import clean

Cell: TypeAlias = str | int | Decimal | bool | date | None
ListForm = Literal["xlsx", "csv"]
LIST_FORMS: tuple[ListForm, ...] = ("xlsx", "csv")
LONGEST_CELL = 32_767  # letters, a limit of the file format
FIRST_YEAR = 1900  # the file format knows no earlier day: Excel shows only ####
PART = 500
Row = TypeVar("Row", bound=Model)
_LIVE = re.compile(r"^[=+\-@\t\r＝＋－＠]")
# Where a program that cuts at these marks begins a cell with what it would work out; a number or a dash before a word is neither.
_INNER = re.compile(r"(?s)((?:;|(?<=.)[\t\n\r])\s*)([=@＝＠]|[+\-＋－](?![\d\s.,()]*(?:[;\t\n\r]|$))(?=\S))")
_HARMLESS = re.compile(r"^[+\-]?[\d\s.,()]+$")  # telephone numbers and the like
_WIDEST = 60
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True)
class Column:
    """One column: the words of its head and its width in letters."""

    title: str
    width: int = 18


@dataclass(frozen=True)
class Listing:
    """A list as it leaves: what it is, what was filtered, when it was taken, and its rows, read once and in order."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    taken_at: datetime
    filters: Sequence[tuple[str, str]] = ()  # ("Trạng thái", "Chờ tiếp nhận"); empty: everything the reader may see

    @property
    def head(self) -> tuple[str, ...]:
        """The lines above the table."""
        filters = "; ".join(f"{name}: {value}" for name, value in self.filters if value) or "không lọc"
        taken = timezone.localtime(self.taken_at)
        return (clean(self.title), f"Bộ lọc: {clean(filters)}", f"Lập lúc {taken:%H:%M} ngày {taken:%d/%m/%Y}")


def asked_form(request: HttpRequest) -> ListForm | None:
    """Return the form in which a page's list is asked for (``?tai=xlsx``); None where the page itself is wanted."""
    return next((form for form in LIST_FORMS if form == request.GET.get("tai")), None)


def in_parts(rows: QuerySet[Row], size: int = PART) -> Iterator[list[Row]]:
    """Yield the rows of a query in parts, each read with what the query prefetches, so that a long list stays small in memory."""
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), size):
        part = keys[start : start + size]
        found = {row.pk: row for row in rows.filter(pk__in=part)}
        yield [found[key] for key in part if key in found]


def list_response(listing: Listing, *, form: ListForm) -> HttpResponseBase:
    """Return a list as a download, never held in memory as a whole."""
    response: HttpResponseBase
    if form == "csv":
        response = StreamingHttpResponse(csv_lines(listing), content_type="text/csv; charset=utf-8")
    else:
        response = FileResponse(
            xlsx_file(listing), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        )
    day = timezone.localtime(listing.taken_at).date().isoformat()
    header = content_disposition_header(as_attachment=True, filename=f"{slug(listing.title)[:60]}-{day}.{form}")
    response["Content-Disposition"] = header or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def csv_lines(listing: Listing) -> Iterator[bytes]:
    """Yield a list as CSV: UTF-8 with byte order mark (Excel asks for it), RFC 4180, days as 2026-07-05.

    A text that a spreadsheet program would take for a formula gets an apostrophe in front, as typing it by hand needs.
    """
    yield "\ufeff".encode()
    for line in listing.head:  # what was searched for is typed as well, and a link can type it
        yield _csv_line([_csv_cell(line)])
    yield _csv_line([])
    yield _csv_line([column.title for column in listing.columns])
    for row in listing.rows:
        yield _csv_line([_csv_cell(cell) for cell in row])


def xlsx_file(listing: Listing) -> BinaryIO:
    """Return a list as an open temporary XLSX file; rows go to disk as they are read."""
    import xlsxwriter  # read when the first list is wanted, not at every start

    target = tempfile.TemporaryFile()  # noqa: SIM115 – the response closes it
    options = {
        "constant_memory": True,
        **AS_TEXT,
        "default_date_format": "dd/mm/yyyy",
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(target, options) as book:
        _fill(book, listing)
    target.seek(0)
    return target


def _fill(book: Any, listing: Listing) -> None:
    sheet = book.add_worksheet("Danh sách")
    bold, title = book.add_format({"bold": True, "bottom": 1, "text_wrap": True}), book.add_format({"bold": True})
    for number, column in enumerate(listing.columns):
        sheet.set_column(number, number, min(column.width, _WIDEST))
    head = listing.head
    for row, line in enumerate(head):
        sheet.write_string(row, 0, line, title if row == 0 else None)
    top = len(head) + 1
    for number, column in enumerate(listing.columns):
        sheet.write_string(top, number, column.title, bold)
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for row, cells in enumerate(listing.rows, top + 1):
        for number, cell in enumerate(cells):
            _write(sheet, row, number, cell, moment)


def _write(sheet: Any, row: int, column: int, cell: Cell, moment: Any) -> None:
    match cell:
        case None | "":
            return
        case bool():
            sheet.write_string(row, column, "có" if cell else "không")
        case int() | Decimal():
            sheet.write_number(row, column, cell)
        case datetime():
            sheet.write_datetime(row, column, timezone.localtime(cell).replace(tzinfo=None), moment)
        case date() if cell.year < FIRST_YEAR:
            sheet.write_string(row, column, format_date(cell))
        case date():
            sheet.write_datetime(row, column, cell)
        case _:
            sheet.write_string(row, column, _within_limit(clean(cell)))


def _within_limit(text: str) -> str:
    if len(text) <= LONGEST_CELL:
        return text
    end = f"… [còn {len(text) - LONGEST_CELL + 40} ký tự, xem trên hệ thống]"
    return text[: LONGEST_CELL - len(end)] + end


def _csv_cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "có" if cell else "không"
        case datetime():
            return timezone.localtime(cell).isoformat(timespec="seconds")
        case date():
            return cell.isoformat()
        case str():
            text = _INNER.sub(r"\1'\2", clean(cell))
            return f"'{text}" if _LIVE.match(text) and not _HARMLESS.match(text) else text
        case _:
            return str(cell)


def csv_row(cells: Sequence[Cell]) -> bytes:
    """Return one line of a table that programs read: as in a list, without anything that becomes a formula."""
    return _csv_line([_csv_cell(cell) for cell in cells])


def write_xlsx_table(target: BinaryIO, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table alone, a head and its rows, as XLSX; rows go to disk as they are read, text stays text."""
    import xlsxwriter

    options = {"constant_memory": True, **AS_TEXT}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("Danh sách")
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_row(0, 0, head)
        for number, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells):
                _write(sheet, number, column, cell, moment)


def _csv_line(cells: Sequence[str]) -> bytes:
    target = io.StringIO()
    csv.writer(target).writerow(cells)
    return target.getvalue().encode()
