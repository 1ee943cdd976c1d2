"""The lease of a job: a worker takes it for a while, renews it with each step, and loses it when it falls silent.

Every write of a worker names its lease (worker and attempt), so that one that was presumed dead can no longer write. django-tasks-db
leaves the task of a killed worker running for ever; here the job comes back once its lease ran out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .declaring import Declaration, Step, declarations
from .models import Job, JobState
from .operations import enqueue, note

LOST = "Máy xử lý dừng giữa chừng {attempts} lần. Hãy báo người quản trị máy chủ."

UNKNOWN = "Phiên bản này của hệ thống không còn làm công việc này."


class LeaseLostError(Exception):
    """The lease ran out and somebody else has the job, or it was cancelled meanwhile: this worker stops without writing."""


class CancelledError(Exception):
    """The person no longer wants the job."""


@dataclass(frozen=True)
class Lease:
    """The right of one worker to write about one job."""

    job_id: int
    worker: str
    attempt: int

    def write(self, **values: Any) -> None:
        """Change the row of the job; raises ``LeaseLostError`` when this lease is not the one in force."""
        mine = Job.objects.filter(pk=self.job_id, state=JobState.RUNNING, leased_by=self.worker, attempts=self.attempt)
        if not mine.update(**values):
            raise LeaseLostError(f"job {self.job_id}, attempt {self.attempt}")


@transaction.atomic
def take(job_id: int, worker: str, *, at: datetime) -> tuple[Job, Lease] | None:
    """Take a waiting job, or one whose lease ran out; nothing when somebody else has it, it has ended or is gone."""
    job = (
        Job.objects.select_for_update(of=("self",), no_key=True).select_related("started_by").filter(pk=job_id).first()
    )
    if job is None or not _is_free(job, at):
        return None
    work = declarations().get(job.kind)
    if work is None:
        job.state, job.ended_at, job.sentence = JobState.FAILED, at, UNKNOWN
        job.save(update_fields=["state", "ended_at", "sentence"])
        return None
    job.state, job.leased_by, job.leased_until = JobState.RUNNING, worker, at + work.lease
    job.attempts += 1
    job.save(update_fields=["state", "leased_by", "leased_until", "attempts"])
    return job, Lease(job.pk, worker, job.attempts)


def _is_free(job: Job, at: datetime) -> bool:
    ran_out = job.state == JobState.RUNNING and job.leased_until is not None and job.leased_until <= at
    return job.state == JobState.WAITING or ran_out


def renew(lease: Lease, work: Declaration, step: Step, *, at: datetime) -> None:
    """Write how far the work is and hold the lease longer; raises ``LeaseLostError`` or ``CancelledError``."""
    lease.write(done=step.done, total=step.total, sentence=step.sentence[:300], leased_until=at + work.lease)
    if Job.objects.filter(pk=lease.job_id, is_cancel_wanted=True).exists():
        raise CancelledError


@transaction.atomic
def finish(lease: Lease, *, values: Mapping[str, Any], at: datetime) -> None:
    """Write what came out and give the lease back. Raises ``LeaseLostError``."""
    _end(lease, JobState.DONE, at=at, action="job_finished", **values)


@transaction.atomic
def fail(lease: Lease, sentence: str, *, at: datetime) -> None:
    """Write why the work stopped for good. Raises ``LeaseLostError``."""
    _end(lease, JobState.FAILED, at=at, action="job_failed", sentence=sentence[:300])


@transaction.atomic
def stop_cancelled(lease: Lease, *, at: datetime) -> None:
    """End a job that its person cancelled. Raises ``LeaseLostError``."""
    _end(lease, JobState.CANCELLED, at=at, action="", sentence="Đã hủy giữa chừng.", is_cancel_wanted=False)


def _end(lease: Lease, state: JobState, *, at: datetime, action: str, **values: Any) -> None:
    lease.write(state=state, ended_at=at, leased_by="", leased_until=None, **values)
    job = Job.objects.get(pk=lease.job_id)
    if action:
        note(action, job, by=None, at=at, sha256=job.result_sha256)


@transaction.atomic
def give_back(lease: Lease, *, counts: bool, at: datetime, after: timedelta = timedelta()) -> None:
    """Put the job back into the queue: because the worker stops (the attempt does not count) or the work failed for now."""
    attempts = lease.attempt if counts else lease.attempt - 1
    lease.write(state=JobState.WAITING, leased_by="", leased_until=None, attempts=attempts)
    enqueue(Job.objects.get(pk=lease.job_id), after=at + after if after else None)


def revive_silent_jobs(*, at: datetime | None = None) -> int:
    """Put jobs whose lease ran out back into the queue and return how many; their old tasks are closed.

    A job over which as many workers fell silent as its declaration allows has failed.
    """
    now = at or timezone.now()
    silent = Job.objects.filter(state=JobState.RUNNING, leased_until__lte=now)
    return sum(_revive(pk, now) for pk in list(silent.values_list("pk", flat=True)))


@transaction.atomic
def _revive(pk: int, now: datetime) -> bool:
    job = Job.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk, state=JobState.RUNNING).first()
    if job is None or job.leased_until is None or job.leased_until > now:
        return False  # another worker was quicker
    lease = Lease(job.pk, job.leased_by, job.attempts)
    _close_tasks_of(lease.worker, now)
    work = declarations().get(job.kind)
    if job.is_cancel_wanted:
        stop_cancelled(lease, at=now)
    elif work is None or job.attempts >= work.attempts:
        fail(lease, LOST.format(attempts=job.attempts), at=now)
    else:
        give_back(lease, counts=True, at=now)
    return True


def queue_forgotten_jobs(*, at: datetime | None = None) -> int:
    """Put jobs back into the queue that wait while no task there would run them, and return how many.

    A worker that dies after it took a task from the queue and before it took the job leaves such a job behind; so does a database
    that is away at that moment. Where the other worker lives after all, one of the two tasks finds the job taken and does nothing.
    """
    now = at or timezone.now()
    waiting = set(Job.objects.filter(state=JobState.WAITING).values_list("pk", flat=True))
    if not waiting:
        return 0
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY).values_list("args_kwargs", flat=True)
    forgotten = waiting - {arguments["args"][0] for arguments in ready if arguments["args"]}
    return sum(_queue_again(pk, now) for pk in sorted(forgotten))


@transaction.atomic
def _queue_again(pk: int, now: datetime) -> bool:
    job = Job.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk, state=JobState.WAITING).first()
    if job is None:
        return False  # taken meanwhile
    for task in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).only("pk", "args_kwargs"):
        if task.args_kwargs["args"] == [pk]:
            DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING).update(
                status=TaskResultStatus.FAILED, finished_at=now, traceback="the worker fell silent before it began"
            )
    enqueue(job)
    return True


def _close_tasks_of(worker: str, now: datetime) -> None:
    """Close what django-tasks-db still holds for running: a worker does one thing at a time, and this one fell silent over it."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    for task in running.only("pk", "worker_ids"):
        if worker in task.worker_ids:
            DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING).update(
                status=TaskResultStatus.FAILED, finished_at=now, traceback="the worker fell silent"
            )
