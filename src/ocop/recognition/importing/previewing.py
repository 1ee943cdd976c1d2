"""Keep the lines of an uploaded list as they were understood: what happens with each, and why, with the address of the cell."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from ocop.recognition.importing.columns import column_words
from ocop.recognition.importing.headings import meanings_of
from ocop.recognition.importing.published.grid import address
from ocop.recognition.importing.published.rows import PublishedRow, RowStatus
from ocop.recognition.importing.report import Finding, ImportReport
from ocop.recognition.importing.wishes import LineKey, Wishes
from ocop.recognition.models import LineOutcome, UploadedLine, UploadedList

AT_ONCE = 500
SHOWN = ("product_name", "producer_name", "stars", "recognised_on", "decision_no")
PLACE = ("address", "former_address")
# Where a value stands among the headings when not under its own name.
ELSEWHERE = {
    "hamlet_or_address": PLACE, "commune": PLACE, "district": PLACE, "province": PLACE,
    "recognised_on": ("year", "decision_no"), "stars": ("star_3", "star_4", "star_5", "score"),
}  # fmt: skip


def wishes_of(upload: UploadedList) -> Wishes:
    """Return what people said of an uploaded list."""
    answers = {
        (sheet, int(row)): said for key, said in upload.answers.items() for sheet, _, row in [key.rpartition("|")]
    }
    within = upload.unit.path if upload.unit else ""
    return Wishes(upload.file_name, meanings_of(upload.headings), answers, within)


@transaction.atomic
def keep_lines(upload: UploadedList, report: ImportReport, *, at: datetime, applied: bool = False) -> None:
    """Write the lines of a list anew, as the last check or the import understood them."""
    upload.lines.all().delete()
    UploadedLine.objects.bulk_create(_lines(upload, report), batch_size=AT_ONCE)
    upload.remarks, upload.checked_at = report.about_file(), at
    if applied:
        upload.applied_at, upload.batch_id = at, report.batch
    upload.save(update_fields=["remarks", "checked_at", "applied_at", "batch"])


def _lines(upload: UploadedList, report: ImportReport) -> Iterator[UploadedLine]:
    several = len({row.sheet for row in report.listed}) > 1
    said, columns = _findings(report), _columns(upload, several=several)
    listed = {(row.sheet or "" if several else "", row.row): row for row in report.listed}
    sheets = {sheet: number for number, sheet in enumerate(dict.fromkeys(sheet for sheet, _ in listed))}
    keys = {*listed, *said, *report.outcomes}
    for position, key in enumerate(sorted(keys, key=lambda one: (sheets.get(one[0], len(sheets)), one))):
        row, mine = listed.get(key), said.get(key, [])
        problems = [_text(one, columns) for one in mine]
        known = {one.message for one in mine}
        problems += [one for one in (row.problems if row else []) if one not in known]
        yield UploadedLine(
            upload=upload, position=position, sheet=key[0], row=key[1], outcome=_outcome(report, key, row),
            values=_values(row), problems=problems,
        )  # fmt: skip


def _findings(report: ImportReport) -> dict[LineKey, list[Finding]]:
    found: dict[LineKey, list[Finding]] = defaultdict(list)
    for one in report.findings:
        if one.line:
            found[one.sheet, one.line].append(one)
    return found


def _columns(upload: UploadedList, *, several: bool) -> dict[tuple[str, str], int]:
    return {((one["sheet"] or "") if several else "", one["role"]): one["column"] for one in reversed(upload.headings)}


def _text(finding: Finding, columns: dict[tuple[str, str], int]) -> str:
    """A sentence with the address of its cell, or with the name of its column where the file has none."""
    roles = (finding.column, *ELSEWHERE.get(finding.column, ()))
    column = next((columns[finding.sheet, role] for role in roles if (finding.sheet, role) in columns), None)
    words = f"{finding.message} {finding.advice}".strip()
    if column is not None:
        return f"Ô {address(finding.line - 1, column)}: {words}"
    return f"Cột {column_words(finding.column)}: {words}" if finding.column else words


def _outcome(report: ImportReport, key: LineKey, row: PublishedRow | None) -> LineOutcome:
    if key in report.outcomes:
        return report.outcomes[key]
    refused = row is None or row.status == RowStatus.REFUSED
    return LineOutcome.REFUSED if refused else LineOutcome.SKIPPED


def _values(row: PublishedRow | None) -> dict[str, object]:
    if row is None:
        return {}
    place = ", ".join(filter(None, (row.commune, row.district, row.province)))
    return {name: getattr(row, name) for name in SHOWN} | {"place": place}
