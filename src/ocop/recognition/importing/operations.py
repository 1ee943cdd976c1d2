"""Import a list of earlier recognitions (XLSX, XLS, ODS or CSV): check, plan, and, unless it is a trial, write all of it or nothing.

One ledger line stands for the whole file, with its hash, and one for each certificate. What people wrote (name of the file, words of the
list quoted in the findings) stands outside the hash and can be erased (``erasing``). Importing the same recognitions again, from the same file or another,
changes nothing.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.recognition.importing.checking import Row, check_line
from ocop.recognition.importing.planning import plan_import
from ocop.recognition.importing.reading import FileRefusedError, List, read_list
from ocop.recognition.importing.report import ERROR, Finding, ImportReport
from ocop.recognition.importing.rules import may_import
from ocop.recognition.importing.shelf import Plan
from ocop.recognition.importing.wishes import NOTHING_SAID, Wishes
from ocop.recognition.importing.writing import write_plan
from ocop.recognition.models import ImportBatch, LineOutcome
from ocop.recognition.operations.publishing import publish_products
from ocop.territory.places import PlaceFinder
from ocop.territory.queries import provinces

if TYPE_CHECKING:
    from ocop.people.models import UserAccount

Progress = Callable[[str, int, int], None]


def import_register(
    path: str | Path,
    *,
    dry_run: bool,
    by: "UserAccount | None",
    at: datetime,
    progress: Progress | None = None,
    wishes: Wishes = NOTHING_SAID,
) -> ImportReport:
    """Bring the recognitions of a file into the register and report what was found.

    ``by`` is None for the operator of the machine (command line); ``wishes`` is what a person said of an uploaded list beforehand. Lines with errors are left out and named in the report; a
    file that cannot be read gives a report with one finding on line 0. Raises ``DomainError`` when the person may not import
    or the administrative units are not loaded yet.
    """
    insist(may_import(by, wishes.within))
    _leave_file_unmapped()
    if not provinces().exists():
        raise DomainError("Chưa nạp danh mục đơn vị hành chính. Hãy chạy “manage load_units” trước.")
    tell = progress or (lambda stage, done, total: None)
    report = ImportReport(wishes.file_name or Path(path).name, dry_run=dry_run)
    try:
        source = read_list(path, wishes)
    except FileRefusedError as refused:
        report.findings.append(refused.finding)
        return report
    rows = _checked(source, report, at)
    tell("Đã kiểm tra danh sách", len(rows), report.rows)
    if dry_run:
        _plan(rows, report, wishes)
    else:
        _carry_out(rows, report, wishes, by=by, at=at, tell=tell)
    report.findings = _in_order(report.findings)
    report.judge()
    return report


def _leave_file_unmapped() -> None:
    """SQLite maps the file of the database into memory as it is read: good for pages, but an import reads nearly all of it once."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size = 0")


def _checked(source: List, report: ImportReport, at: datetime) -> list[Row]:
    report.sha256, report.rows = source.sha256, len(source.lines)
    report.listed, report.skipped = source.rows, source.skipped
    report.findings += source.findings
    today = timezone.localdate(at)
    rows = []
    for line in source.lines:
        row, findings = check_line(line, today=today)
        report.findings += findings
        if row:
            rows.append(row)
        else:
            report.mark(line.sheet, line.number, LineOutcome.REFUSED)
    broken = sum(one.severity == ERROR for one in source.findings)
    report.rows += broken
    report.refused = report.rows - len(rows)
    return rows


def _plan(rows: list[Row], report: ImportReport, wishes: Wishes) -> Plan:
    finder = PlaceFinder()
    known = []
    for row in rows:
        home = finder.find(province=row.province)
        if home.province is not None and home.province_path.startswith(wishes.within):
            known.append(row)
            continue
        message, advice = f"Không có tỉnh nào tên “{row.province}”.", "Ghi tên tỉnh như trong quyết định."
        if home.province is not None:
            message, advice = (
                f"Dòng này thuộc “{row.province}”, ngoài tỉnh của bạn.",
                "Tỉnh ấy tự nhập danh sách của mình.",
            )
        report.findings.append(Finding(ERROR, row.number, "province", message, advice, sheet=row.sheet))
        report.mark(row.sheet, row.number, LineOutcome.REFUSED)
    report.refused += len(rows) - len(known)
    return plan_import(known, finder, report, wishes)


@one_winner()
def _carry_out(
    rows: list[Row], report: ImportReport, wishes: Wishes, *, by: "UserAccount | None", at: datetime, tell: Progress
) -> None:
    plan = _plan(rows, report, wishes)
    report.batch = ImportBatch.objects.filter(sha256=report.sha256, undone_at=None).values_list("pk", flat=True).first()
    if not (report.created or report.completed or report.doubtful):
        return
    batch, is_new = ImportBatch.objects.get_or_create(
        sha256=report.sha256,
        undone_at=None,
        defaults={
            "file_name": report.file_name[:255], "rows": report.rows, "created": 0, "unchanged": 0,
            "imported_by": by, "imported_at": at,
        },
    )  # fmt: skip
    if not (is_new or report.created or report.completed):
        return  # the same lines wait for a person as before
    report.batch = batch.pk
    products = write_plan(plan, batch, by=by, at=at, tell=tell)
    batch.replaced = _replaced(batch, plan)
    del plan
    rows.clear()  # written: what follows needs neither, and twenty thousand of them weigh a hundred megabytes
    publish_products(products)
    batch.created += report.created
    batch.unchanged = report.unchanged
    batch.findings = [one.as_text() for one in _in_order(report.findings)]
    batch.save()
    details = {
        "sha256": report.sha256, "rows": report.rows, "created": report.created, "unchanged": report.unchanged,
        "completed": report.completed, "doubtful": report.doubtful, "refused": report.refused, "waiting": report.waiting, "superseded": report.superseded,
    }  # fmt: skip
    record("register_imported", batch, by=by, at=at, details=details, records=[batch])
    tell("Đã nhập vào sổ công nhận", report.created, report.created)


def _replaced(batch: ImportBatch, plan: Plan) -> dict[str, Any]:
    """What an undo puts back; a list that is imported again adds to what its first import replaced."""
    completed = batch.replaced.get("completed", {})
    for number, before in plan.before.items():
        completed[str(number)] = {**before, **completed.get(str(number), {})}
    return {"completed": completed, "ended": [*batch.replaced.get("ended", []), *(old.pk for old, _ in plan.ended)]}


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: (one.line, one.severity, one.column))
