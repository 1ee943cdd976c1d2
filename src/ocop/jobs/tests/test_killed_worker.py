"""Workers die: a job of a killed worker runs again with the same result; one that is told to stop gives its job back."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ocop.jobs.leasing import Lease, LeaseLostError, queue_forgotten_jobs, revive_silent_jobs
from ocop.jobs.models import Job
from ocop.jobs.operations import start_job
from ocop.jobs.results import file_of
from ocop.jobs.working import work_off
from ocop.people.models import UserAccount
from tests import builders

from . import counting

assert counting
pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30.0
StartWorker = Callable[..., "subprocess.Popen[str]"]


def wait_for(ready: Callable[[], Any], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.02)


@pytest.fixture
def person() -> UserAccount:
    return builders.account()


@pytest.fixture
def start_worker() -> Iterator[StartWorker]:
    """Start a worker process on this test's database; whatever still lives afterwards is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(*options: str) -> "subprocess.Popen[str]":
        command = [
            sys.executable,
            "-m",
            "ocop.cli.tests.worker_process",
            str(connection.settings_dict["NAME"]),
            *options,
        ]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def held_at_forty(person: UserAccount, folder: Path) -> tuple[Job, Path]:
    """A job whose first attempt waits at 40 of 100 steps once it touched the flag."""
    flag = folder / "held"
    job = start_job("counting", parameters={"hold_at": 40, "flag": str(flag)}, by=person, at=timezone.now())
    return job, flag


def undisturbed(person: UserAccount) -> str:
    """The hash of the same work, done in one go by a worker that lives."""
    job = start_job("counting", by=person, at=timezone.now())
    work_off()
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 1)
    return job.result_sha256


def test_a_job_of_a_worker_killed_at_forty_per_cent_runs_again_with_the_same_result(
    person: UserAccount, start_worker: StartWorker, tmp_path: Path
) -> None:
    expected = undisturbed(person)
    job, flag = held_at_forty(person, tmp_path)
    process = start_worker()
    wait_for(flag.exists, "the job at 40 of 100")
    process.send_signal(signal.SIGKILL)
    assert process.wait(PATIENCE) == -signal.SIGKILL

    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.attempts) == ("running", 40, 100, 1)
    assert DBTaskResult.objects.filter(status="RUNNING").count() == 1  # django-tasks-db would leave it so for ever
    assert work_off() == 0  # the lease still holds: nobody else may touch the job

    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    work_off()
    job.refresh_from_db()
    assert (job.state, job.done, job.attempts) == ("done", 100, 2)
    assert job.result_sha256 == expected
    path = file_of(job)
    assert path is not None
    assert len(path.read_text(encoding="utf-8").splitlines()) == 100
    assert not DBTaskResult.objects.filter(status__in=["RUNNING", "READY"]).exists()


def test_a_worker_told_to_stop_gives_its_job_back_and_ends_well(
    person: UserAccount, start_worker: StartWorker, tmp_path: Path
) -> None:
    job, flag = held_at_forty(person, tmp_path)
    process = start_worker()
    wait_for(flag.exists, "the job at 40 of 100")
    process.send_signal(signal.SIGTERM)
    time.sleep(0.1)
    flag.with_suffix(".go").touch()
    output, complaints = process.communicate(timeout=PATIENCE)
    assert (process.returncode, complaints) == (0, "")
    events = [json.loads(line) for line in output.splitlines()]
    assert [(event["event"], event.get("state")) for event in events] == [
        ("started", None), ("worked", "waiting"), ("stopped", None),
    ]  # fmt: skip
    job.refresh_from_db()
    assert (job.state, job.attempts, job.leased_by) == ("waiting", 0, "")
    waiting = DBTaskResult.objects.filter(status="READY")
    assert [task.args_kwargs["args"] for task in waiting].count([job.pk]) == 1


def server_ends(process: "subprocess.Popen[str]") -> None:
    assert process.stdin
    process.stdin.close()
    process.stdin = None


def test_a_worker_ends_with_its_server_while_it_begins_waits_or_works(
    person: UserAccount, start_worker: StartWorker, tmp_path: Path
) -> None:
    """The end of its standard input is all that a worker sees of a server that was killed, stopped or whose terminal was closed."""
    begins, waits = start_worker("--with-parent"), start_worker("--with-parent")
    server_ends(begins)
    assert waits.stdout
    assert "started" in waits.stdout.readline()
    server_ends(waits)
    assert (begins.wait(PATIENCE), waits.wait(PATIENCE)) in {(-signal.SIGTERM, 0), (0, 0)}
    job, flag = held_at_forty(person, tmp_path)
    works = start_worker("--with-parent")
    wait_for(flag.exists, "the job at 40 of 100")
    server_ends(works)  # and the step never does
    assert works.wait(PATIENCE) == 0
    job.refresh_from_db()
    assert (job.state, job.done) == ("running", 40)  # for another worker, once the lease ran out


def test_a_worker_that_lost_its_lease_writes_nothing(person: UserAccount) -> None:
    now = timezone.now()
    job = start_job("counting", by=person, at=now)
    Job.objects.filter(pk=job.pk).update(state="running", leased_by="slow", attempts=1, leased_until=now)
    slow = Lease(job.pk, "slow", 1)
    assert revive_silent_jobs(at=now + timedelta(seconds=1)) == 1
    with pytest.raises(LeaseLostError):
        slow.write(done=50)
    Job.objects.filter(pk=job.pk).update(state="running", leased_by="slow", attempts=2, leased_until=now)
    with pytest.raises(LeaseLostError):
        slow.write(done=50)  # the same worker, but an earlier attempt
    job.refresh_from_db()
    assert job.done == 0


def test_a_job_over_which_three_workers_died_has_failed(person: UserAccount) -> None:
    now = timezone.now()
    job = start_job("counting", by=person, at=now)
    Job.objects.filter(pk=job.pk).update(state="running", leased_by="third", attempts=3, leased_until=now)
    assert revive_silent_jobs(at=now) == 1
    job.refresh_from_db()
    assert (job.state, job.sentence) == ("failed", "Máy xử lý dừng giữa chừng 3 lần. Hãy báo người quản trị máy chủ.")


@pytest.mark.parametrize("left", [TaskResultStatus.RUNNING, TaskResultStatus.FAILED])
def test_a_job_runs_though_its_worker_died_between_queue_and_lease(person: UserAccount, left: TaskResultStatus) -> None:
    """A task that was taken from the queue and never came to its job: killed there, or the database was away."""
    job = start_job("counting", by=person, at=timezone.now())
    DBTaskResult.objects.update(status=left, worker_ids=["gone"], started_at=timezone.now())
    work_off()
    assert Job.objects.get(pk=job.pk).state == "done"
    assert not DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).exists()


def test_a_job_that_waits_in_the_queue_is_queued_once(person: UserAccount) -> None:
    start_job("counting", by=person, at=timezone.now())
    assert (queue_forgotten_jobs(), DBTaskResult.objects.count()) == (0, 1)
