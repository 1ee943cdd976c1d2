"""Run one job: take the lease, go through its steps, write what came out. The task that django-tasks calls."""

import logging
import tempfile
from collections.abc import Callable
from contextvars import ContextVar
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from django_tasks import TaskContext, task

from ocop.ledger.errors import DomainError
from ocop.people.rights import Denied

from . import leasing
from .declaring import Declaration, Run, Step, declarations
from .leasing import CancelledError, Lease, LeaseLostError
from .models import Job
from .results import kept
from .rules import may_start

log = logging.getLogger(__name__)
BROKEN = "Công việc dừng vì lỗi của hệ thống. Người quản trị máy chủ thấy lý do trong nhật ký lỗi; bạn có thể chạy lại."
NO_LONGER = "Người khởi tạo không còn quyền làm việc này, nên công việc dừng."
FIRST_WAIT = timedelta(seconds=20)  # before the second attempt of work that failed; doubled each time
OFTEN = timedelta(seconds=0.5)  # progress is written at most so often

# Whether the worker has been asked to stop; set by the worker around each task.
asked_to_stop: ContextVar[Callable[[], bool]] = ContextVar("asked_to_stop", default=lambda: False)


class StoppingError(Exception):
    """The worker was asked to stop: the job goes back into the queue."""


@task(takes_context=True)
def run_in_background(context: TaskContext, job_id: int) -> str:
    """Run a job that waits and return the state it is left in; does nothing when another worker has it or it has ended."""
    taken = leasing.take(job_id, context.task_result.worker_ids[-1], at=timezone.now())
    if taken is None:
        return "taken by another worker, or ended"
    job, lease = taken
    try:
        _work_through(job, lease, declarations()[job.kind])
    except LeaseLostError:
        log.warning("job %s: lease of attempt %s lost", job.pk, lease.attempt)
    return str(Job.objects.values_list("state", flat=True).filter(pk=job_id).first())


def _work_through(job: Job, lease: Lease, work: Declaration) -> None:
    try:
        _refuse_without_rights(job, work)
        with tempfile.TemporaryDirectory(prefix="ocop-job-") as folder:
            run = Run(job.parameters, job.unit_path, job.started_by, job.created_at, Path(folder), lease.attempt)
            values = _outcome_of(run, lease, work)
        leasing.finish(lease, values=values, at=timezone.now())
    except CancelledError:
        leasing.stop_cancelled(lease, at=timezone.now())
    except StoppingError:
        leasing.give_back(lease, counts=False, at=timezone.now())
    except DomainError as refusal:
        leasing.fail(lease, refusal.sentence, at=timezone.now())
    except LeaseLostError:
        raise
    except Exception:
        log.exception("job %s (%s), attempt %s", job.pk, job.kind, lease.attempt)
        _try_again_or_fail(lease, work)


def _refuse_without_rights(job: Job, work: Declaration) -> None:
    """A person who lost the right since asking gets nothing made; upkeep runs for nobody."""
    by = job.started_by
    if by is not None and isinstance(may_start(by, work, job.unit_path), Denied):
        raise DomainError(NO_LONGER)


def _outcome_of(run: Run, lease: Lease, work: Declaration) -> dict[str, Any]:
    """Go through the steps; at each one the lease is renewed, and the work ends when it is no longer wanted or possible."""
    steps, must_stop = work.work(run), asked_to_stop.get()
    written = timezone.now() - OFTEN
    try:
        while True:
            step: Step = next(steps)
            if must_stop():
                raise StoppingError
            now = timezone.now()
            if now - written >= OFTEN or step.done == step.total:
                leasing.renew(lease, work, step, at=now)
                written = now
    except StopIteration as end:
        return kept(end.value)
    finally:
        steps.close()


def _try_again_or_fail(lease: Lease, work: Declaration) -> None:
    if lease.attempt >= work.attempts:
        leasing.fail(lease, BROKEN, at=timezone.now())
    else:
        leasing.give_back(lease, counts=True, at=timezone.now(), after=FIRST_WAIT * 2 ** (lease.attempt - 1))
