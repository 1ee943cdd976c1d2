"""What people do with jobs: ask for one, cancel it, have it run again. Jobs that a person asked for leave lines in the ledger."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount

from .declaring import Declaration, declarations
from .models import OPEN_STATES, Job, JobState
from .rules import may_cancel, may_retry, may_start


def start_job(
    kind: str,
    *,
    parameters: Mapping[str, Any] | None = None,
    unit_path: str = "",
    title: str = "",
    by: UserAccount,
    at: datetime,
) -> Job:
    """Ask for a job and return it; asking for the same work again while it is open returns the open one.

    Raises ``DomainError`` when the person may not ask for it here, ``KeyError`` when no room declares it.
    """
    work = declarations()[kind]
    insist(may_start(by, work, unit_path))
    asked = dict(parameters or {})
    whose = "" if work.is_shared else f":{by.pk}"
    key = f"{kind}:{unit_path}{whose}:{_in_short(asked)}"[:120]
    return open_job(work, key=key, parameters=asked, unit_path=unit_path, title=title, by=by, at=at)


def _in_short(parameters: Mapping[str, Any]) -> str:
    from .results import content_hash

    return content_hash(parameters)[:32]


@transaction.atomic
def open_job(
    work: Declaration,
    *,
    key: str,
    parameters: Mapping[str, Any],
    unit_path: str = "",
    title: str = "",
    by: UserAccount | None,
    at: datetime,
) -> Job:
    """Write the row of a job and put it into the queue, both in one transaction; an open job of the same key is returned."""
    values = {"kind": work.name, "title": title or work.title, "parameters": dict(parameters), "unit_path": unit_path}
    same = Job.objects.filter(key=key, state__in=OPEN_STATES)
    if found := same.first():
        return found
    try:
        with transaction.atomic():
            made = Job.objects.create(key=key, started_by=by, created_at=at, **values)
    except IntegrityError:  # somebody asked at the same moment
        return same.get()
    note("job_started", made, by=by, at=at)
    enqueue(made)
    return made


def note(action: str, job: Job, *, by: UserAccount | None, at: datetime, reason: str = "", sha256: str = "") -> None:
    """Leave a line in the ledger about a job that a person asked for; upkeep of the system leaves none."""
    if job.started_by_id is not None:
        details = {"kind": job.kind, **({"sha256": sha256} if sha256 else {})}
        record(action, job, by=by, at=at, unit_path=job.unit_path, reason=reason, details=details)


def enqueue(job: Job, *, after: datetime | None = None) -> None:
    """Put a job into the queue of django-tasks, inside the running transaction."""
    from .running import run_in_background

    run_in_background.using(run_after=after).enqueue(job.pk)


@transaction.atomic
def cancel_job(job: Job, *, by: UserAccount, at: datetime) -> Job:
    """Cancel a job: one that waits ends at once, one that runs at its next step. Cancelling again changes nothing.

    Raises ``DomainError`` when it has ended otherwise.
    """
    job = Job.objects.select_for_update(of=("self",), no_key=True).get(pk=job.pk)
    if job.state == JobState.CANCELLED or job.is_cancel_wanted:
        return job
    insist(may_cancel(job))
    if job.state == JobState.WAITING:
        job.state, job.ended_at, job.sentence = JobState.CANCELLED, at, "Đã hủy trước khi chạy."
    else:
        job.is_cancel_wanted = True
    job.save(update_fields=["state", "ended_at", "sentence", "is_cancel_wanted"])
    note("job_cancelled", job, by=by, at=at)
    return job


@transaction.atomic
def retry_job(job: Job, *, by: UserAccount, at: datetime) -> Job:
    """Let a job that failed or was cancelled run again; while the same work is open already, that job is returned.

    Raises ``DomainError`` when the job did not fail or the person may not ask for it any more.
    """
    job = Job.objects.select_for_update(of=("self",), no_key=True).get(pk=job.pk)
    if job.is_open:
        return job
    insist(may_retry(job))
    work = declarations()[job.kind]
    insist(may_start(by, work, job.unit_path))
    same = Job.objects.filter(key=job.key, state__in=OPEN_STATES).first()
    if same is not None:
        return same
    job.state, job.is_cancel_wanted, job.ended_at = JobState.WAITING, False, None
    job.attempts, job.done, job.total, job.sentence = 0, 0, 0, ""
    job.save()
    note("job_retried", job, by=by, at=at)
    enqueue(job)
    return job
