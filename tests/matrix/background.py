"""The notice of a producer; a list that was brought in; a job that waits, one that failed, and a list a producer asked for that lies ready."""

from datetime import datetime

from ocop.dossiers.models import Dossier
from ocop.jobs.declaring import Outcome, Run, Step, Steps, job
from ocop.jobs.models import Job
from ocop.jobs.operations import start_job
from ocop.jobs.results import kept
from ocop.ledger.operations import kind_of, record
from ocop.notices.models import Notice
from ocop.recognition.models import ImportBatch

from .people import People


@job("matrix_list", title="Danh sách của tôi")
def own_list(run: Run) -> Steps:
    """A list anybody may ask for, for themselves."""
    path = run.folder / "danh-sach.csv"
    path.write_text("sản phẩm\n", encoding="utf-8")
    yield Step(1, 1)
    return Outcome("Đã ghi.", file=path, file_type="text/csv")


def make_jobs(people: People, *, at: datetime) -> dict[str, Job]:
    """Jobs in the states that the table asks about."""
    administrator = people["system_administrator"]
    failed = start_job("verify_contents", by=administrator, at=at)
    Job.objects.filter(pk=failed.pk).update(state="failed", key="failed", ended_at=at)
    waiting = start_job("verify_contents", by=administrator, at=at)
    Job.objects.filter(pk=waiting.pk).update(key="waiting")  # so that the page may ask for another one
    return {"job": waiting, "job.failed": failed, "job.of_producer": _finished(people, at)}


def notice_to(people: People, dossier: Dossier) -> Notice:
    """What the producer at home was told when the commune took this dossier in."""
    key = f"{kind_of(dossier)}:{dossier.pk}:dossier_received:"
    return Notice.objects.get(recipient=people["producer"], key__startswith=key)


def brought_in(people: People, *, at: datetime) -> ImportBatch:
    """A list that the administrator brought in, with the name of its file."""
    batch = ImportBatch(
        file_name="danh-sach.csv", sha256="0" * 64, rows=0, created=0, unchanged=0, findings=["Dòng 2: sai."]
    )
    batch.imported_by, batch.imported_at = people["system_administrator"], at
    batch.save()
    record("register_imported", batch, by=people["system_administrator"], at=at, records=[batch])
    return batch


def _finished(people: People, at: datetime) -> Job:
    import tempfile
    from pathlib import Path

    made = start_job("matrix_list", by=people["producer"], at=at)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "danh-sach.csv"
        file.write_text("sản phẩm\n", encoding="utf-8")
        values = kept(Outcome("Đã ghi.", file=file, file_type="text/csv"))
    Job.objects.filter(pk=made.pk).update(state="done", ended_at=at, **values)
    return made
