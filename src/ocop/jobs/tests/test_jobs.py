"""What people do with jobs, what a job leaves behind, who sees it."""

import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ocop.files.storing import path_of
from ocop.jobs.declaring import declarations, job
from ocop.jobs.models import Job
from ocop.jobs.operations import cancel_job, retry_job, start_job
from ocop.jobs.queries import jobs_visible_to
from ocop.jobs.results import content_hash
from ocop.jobs.rules import may_start
from ocop.jobs.upkeep import start_due_upkeep
from ocop.jobs.working import work_off
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.people.models import Role, RoleAssignment, UserAccount
from tests import builders

from . import counting

pytestmark = pytest.mark.django_db
assert counting


@pytest.fixture
def person() -> UserAccount:
    return builders.account()


def ask(kind: str, by: UserAccount, **values: object) -> Job:
    return start_job(kind, by=by, at=timezone.now(), **values)  # type: ignore[arg-type]


def test_a_job_is_asked_for_once_while_it_is_open(person: UserAccount) -> None:
    first = ask("counting", person)
    assert ask("counting", person) == first
    assert DBTaskResult.objects.count() == 1
    assert ask("counting", person, parameters={"hold_at": None}) != first
    work_off()
    assert ask("counting", person) != first


def test_the_database_holds_one_open_job_per_key(person: UserAccount) -> None:
    first = ask("counting", person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="counting", key=first.key, title="Đếm", created_at=timezone.now())


def test_a_job_that_is_rolled_back_is_never_run(person: UserAccount) -> None:
    with transaction.atomic():
        ask("counting", person)
        transaction.set_rollback(True)
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_a_finished_job_keeps_its_result_and_its_hash_in_the_ledger(person: UserAccount) -> None:
    asked = ask("counting", person)
    work_off()
    done = Job.objects.get(pk=asked.pk)
    assert (done.state, done.done, done.total, done.sentence) == ("done", 100, 100, "Đã đếm xong.")
    assert done.result == {"facts": [["Số dòng", "100"]], "lines": []}
    # The hundredth line of the chain, computed by hand with sha256sum in a shell loop.
    lines = path_of(done.result_sha256, "results").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 100
    noted = AuditEntry.objects.filter(subject_kind="job").order_by("sequence")
    assert [(entry.action, entry.details.get("sha256")) for entry in noted] == [
        ("job_started", None), ("job_finished", done.result_sha256),
    ]  # fmt: skip


def test_a_refusal_reaches_the_person_in_its_own_words(person: UserAccount) -> None:
    asked = ask("refusing", person)
    work_off()
    asked.refresh_from_db()
    assert (asked.state, asked.attempts, asked.sentence) == ("failed", 1, "Chưa nạp danh mục.")


def test_a_fault_is_tried_again_later_and_then_told(person: UserAccount, caplog: pytest.LogCaptureFixture) -> None:
    asked = ask("breaking", person)
    work_off()
    asked.refresh_from_db()
    waiting = DBTaskResult.objects.get(status="READY")
    assert (asked.state, asked.attempts) == ("waiting", 1)
    assert timedelta(seconds=15) < waiting.run_after - timezone.now() < timedelta(seconds=25)
    DBTaskResult.objects.filter(pk=waiting.pk).update(run_after=timezone.now())
    work_off()
    asked.refresh_from_db()
    assert (asked.state, asked.attempts) == ("failed", 2)
    assert asked.sentence.startswith("Công việc dừng vì lỗi của hệ thống.")
    assert "ZeroDivisionError" in caplog.text


def test_a_waiting_job_is_cancelled_at_once_and_may_run_again(person: UserAccount) -> None:
    asked = ask("counting", person)
    assert cancel_job(asked, by=person, at=timezone.now()).state == "cancelled"
    assert cancel_job(asked, by=person, at=timezone.now()).state == "cancelled"
    work_off()
    asked.refresh_from_db()
    assert (asked.state, asked.attempts) == ("cancelled", 0)
    retry_job(asked, by=person, at=timezone.now())
    work_off()
    asked.refresh_from_db()
    assert (asked.state, asked.attempts) == ("done", 1)
    with pytest.raises(DomainError, match="đã kết thúc"):
        cancel_job(asked, by=person, at=timezone.now())
    with pytest.raises(DomainError, match="không xong hoặc đã hủy"):
        retry_job(asked, by=person, at=timezone.now())
    actions = AuditEntry.objects.filter(subject_kind="job").order_by("sequence").values_list("action", flat=True)
    assert list(actions) == ["job_started", "job_cancelled", "job_retried", "job_finished"]


def test_a_running_job_ends_at_its_next_step_when_cancelled(person: UserAccount) -> None:
    asked = ask("counting", person)
    Job.objects.filter(pk=asked.pk).update(is_cancel_wanted=True)
    work_off()
    asked.refresh_from_db()
    assert (asked.state, asked.is_cancel_wanted, asked.result_sha256) == ("cancelled", False, "")


def test_an_office_asks_in_its_own_province_only() -> None:
    home, far = builders.province(), builders.province("42", "Hà Tĩnh")
    officer = builders.account(Role.PROVINCIAL_OFFICER, home)
    ask("for_offices", officer, unit_path=home.path)
    with pytest.raises(DomainError, match="không thuộc vai trò"):
        ask("for_offices", officer, unit_path=far.path)
    with pytest.raises(DomainError, match="không thuộc vai trò"):
        ask("for_offices", officer, unit_path="")


def test_who_lost_the_role_gets_nothing_made_and_sees_nothing() -> None:
    home = builders.province()
    officer = builders.account(Role.PROVINCIAL_OFFICER, home)
    asked = ask("for_offices", officer, unit_path=home.path)
    assert list(jobs_visible_to(officer)) == [asked]
    RoleAssignment.objects.filter(account=officer).update(effective_to=date(2026, 1, 2))
    officer = UserAccount.objects.get(pk=officer.pk)
    assert list(jobs_visible_to(officer)) == []
    work_off()
    asked.refresh_from_db()
    assert (asked.state, asked.result_sha256) == ("failed", "")
    assert asked.sentence == "Người khởi tạo không còn quyền làm việc này, nên công việc dừng."


def test_nobody_asks_for_upkeep(person: UserAccount) -> None:
    with pytest.raises(DomainError, match="Hệ thống tự làm"):
        ask("tidy_jobs", person)


def test_the_list_shows_exactly_the_jobs_a_person_may_ask_for() -> None:
    """The rule and the query come from one declaration: whoever asked sees the job just as long as the rule allows it."""
    home, far = builders.province(), builders.province("42", "Hà Tĩnh")
    people = [
        builders.account(), builders.account(Role.SYSTEM_ADMINISTRATOR), builders.account(Role.SYSTEM_ADMINISTRATOR),
        builders.account(Role.PROVINCIAL_OFFICER, home), builders.account(Role.PROVINCIAL_OFFICER, far),
        builders.account(Role.COMMUNE_OFFICER, builders.commune(inside=home)), builders.account(is_active=False),
    ]  # fmt: skip
    kinds, paths = ("counting", "for_administrators", "for_offices", "tidy_jobs"), ("", home.path, far.path)
    for by, kind, path in itertools.product(people, kinds, paths):
        Job.objects.create(
            kind=kind, key=f"{by.pk}:{kind}:{path}", title=kind, unit_path=path, started_by=by, created_at=builders.AT
        )
    for person in people:
        expected = {
            one.pk
            for one in Job.objects.all()
            if may_start(person, declarations()[one.kind], one.unit_path)
            and (one.started_by == person or declarations()[one.kind].is_shared)
        }
        assert set(jobs_visible_to(person).values_list("pk", flat=True)) == expected


def test_two_rooms_may_not_take_one_name() -> None:
    with pytest.raises(ValueError, match="two jobs are called counting"):
        job("counting", title="Khác")(counting.refusing)
    assert declarations()["counting"].work is counting.counting


def test_upkeep_is_opened_once_a_day_and_drops_what_is_old(tmp_path: Path) -> None:
    now = timezone.now()
    old = DBTaskResult.objects.create(
        args_kwargs={}, task_path="x", backend_name="default", status="SUCCESSFUL", run_after=now, exception_class_path="",
        traceback="", finished_at=now - timedelta(days=8),
    )  # fmt: skip
    assert [one.kind for one in start_due_upkeep(at=now)].count("tidy_jobs") == 1
    work_off()
    assert not DBTaskResult.objects.filter(pk=old.pk).exists()
    assert [one.kind for one in start_due_upkeep(at=now)].count("tidy_jobs") == 0
    assert [one.kind for one in start_due_upkeep(at=now + timedelta(days=1))].count("tidy_jobs") == 1
    assert not AuditEntry.objects.filter(subject_kind="job").exists()


def test_the_hash_of_a_result_does_not_depend_on_the_order_of_names() -> None:
    # sha256 of {"a":1,"b":"chè"} in UTF-8, by sha256sum
    expected = "b4666039f9df6a60c503e4c5a306e8cfe5a392f2384659aa7d27ac9fcaf02adb"
    assert content_hash({"b": "chè", "a": 1}) == content_hash({"a": 1, "b": "chè"}) == expected
