"""The room's own upkeep: once a day it drops what nobody looks at any more."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ocop.files import storing
from ocop.files.viewing import drop_drawn_before

from .declaring import Outcome, Run, Step, Steps, job
from .models import OPEN_STATES, Job
from .results import FOLDER
from .upkeep import once

TASKS_KEPT = timedelta(days=7)  # lines of the queue; what matters of them stands in the job
UPKEEP_KEPT = timedelta(days=30)  # jobs of the system itself; those of people stay
DRAWN_KEPT = timedelta(days=30)  # pages of evidence as pictures: drawn again when somebody reads them
FILES_KEPT = timedelta(days=30)  # a list can be made again; the job keeps its hash


def _due(at: datetime) -> str | None:
    return once(f"tidy_jobs:{timezone.localdate(at)}")


@job("tidy_jobs", title="Dọn việc chạy lâu đã cũ", due=_due)
def tidy_jobs(run: Run) -> Steps:
    """Drop finished lines of the queue, sessions that are over, old upkeep, files and drawn pages older than a month; running twice drops nothing more."""
    ended = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    tasks, _ = DBTaskResult.objects.filter(status__in=ended, finished_at__lt=run.at - TASKS_KEPT).delete()
    SessionStore.clear_expired()
    yield Step(1, 3, "Các dòng của hàng đợi, phiên đăng nhập đã hết hạn")
    upkeep = Job.objects.filter(started_by__isnull=True, created_at__lt=run.at - UPKEEP_KEPT)
    jobs, _ = upkeep.exclude(state__in=OPEN_STATES).delete()
    yield Step(2, 3, "Các lần dọn cũ")
    old = list(storing.stored_before((run.at - FILES_KEPT).timestamp(), FOLDER))
    for sha256 in old:
        storing.drop(sha256, FOLDER)
    drawn = drop_drawn_before((run.at - DRAWN_KEPT).timestamp())
    return Outcome(f"Đã bỏ {tasks} dòng hàng đợi, {jobs} lần dọn, {len(old)} tệp, trang đã vẽ của {drawn} tệp.")
