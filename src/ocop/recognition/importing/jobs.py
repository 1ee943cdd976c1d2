"""Background work about uploaded lists: check one and keep its lines to be read, bring it in, drop old ones."""

from datetime import datetime, timedelta

from django.utils import timezone

from ocop.files import storing
from ocop.jobs.declaring import Outcome, Run, Step, Steps, job
from ocop.jobs.upkeep import once
from ocop.ledger.errors import DomainError
from ocop.recognition.importing.operations import import_register
from ocop.recognition.importing.previewing import keep_lines, wishes_of
from ocop.recognition.importing.report import FILE_REFUSED, ImportReport
from ocop.recognition.importing.rules import DECIDERS
from ocop.recognition.importing.upload_queries import APPLY, CHECK
from ocop.recognition.importing.uploading import FOLDER
from ocop.recognition.models import UploadedList

LISTS_KEPT = timedelta(days=90)
LEASE = timedelta(minutes=15)  # the import is one transaction, and so one step


def _report(upload: UploadedList, run: Run, *, dry_run: bool) -> ImportReport:
    path = storing.path_of(upload.sha256, FOLDER)
    report = import_register(path, dry_run=dry_run, by=run.by, at=run.at, wishes=wishes_of(upload))
    if report.exit_code == FILE_REFUSED:
        raise DomainError(" ".join(one.message for one in report.errors if one.line == 0))
    return report


def _facts(report: ImportReport) -> tuple[tuple[str, str], ...]:
    return (
        ("Dòng đọc được", str(report.rows)), ("Giấy chứng nhận mới", str(report.created)), ("Đã có", str(report.unchanged)),
        ("Được bổ sung", str(report.completed)), ("Chờ người xem", str(report.doubtful)), ("Không nhận", str(report.refused)),
    )  # fmt: skip


@job(CHECK, title="Xem trước danh sách", roles=DECIDERS, is_shared=True, lease=LEASE)
def check_list(run: Run) -> Steps:
    """Read a list as it would be brought in; nothing of the register changes."""
    upload = UploadedList.objects.select_related("unit").get(pk=run.parameters["upload"])
    yield Step(0, 2, "Đang đọc và so với sổ công nhận")
    report = _report(upload, run, dry_run=True)
    yield Step(1, 2, f"Đang ghi bản xem trước của {report.rows} dòng")
    keep_lines(upload, report, at=timezone.now())
    return Outcome("Đã xem xong danh sách; chưa có gì được nhập.", facts=_facts(report))


@job(APPLY, title="Nhập danh sách đã công nhận", roles=DECIDERS, is_shared=True, lease=LEASE)
def import_list(run: Run) -> Steps:
    """Bring a list in; begun anew it finds everything known and changes nothing."""
    upload = UploadedList.objects.select_related("unit").get(pk=run.parameters["upload"])
    yield Step(0, 2, "Đang nhập vào sổ công nhận")
    report = _report(upload, run, dry_run=False)
    yield Step(1, 2, "Đang ghi kết quả từng dòng")
    keep_lines(upload, report, at=timezone.now(), applied=True)
    return Outcome(f"Đã nhập: {report.created} giấy chứng nhận mới.", facts=_facts(report))


def _due(at: datetime) -> str | None:
    return once(f"tidy_lists:{timezone.localdate(at)}")


@job("tidy_lists", title="Dọn danh sách đã gửi từ lâu", due=_due)
def tidy_lists(run: Run) -> Steps:
    """Drop lists sent long ago with their lines and files; what was brought in stays."""
    old = UploadedList.objects.filter(uploaded_at__lt=run.at - LISTS_KEPT)
    count, _ = old.delete()
    yield Step(1, 2, "Các danh sách đã gửi từ lâu")
    files = storing.drop_unnamed(
        run.at - timedelta(days=1), FOLDER, lambda sha256: UploadedList.objects.filter(sha256=sha256).exists()
    )
    return Outcome(f"Đã bỏ {count} dòng, {files} tệp.")
