"""The pages of jobs: a list, progress that can be left, a file for whoever may have it, and the first real job."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ocop.jobs.models import Job
from ocop.jobs.operations import start_job
from ocop.jobs.working import work_off
from ocop.people.models import Role, UserAccount
from ocop.people.operations import give_role
from tests import builders

from . import counting

pytestmark = pytest.mark.django_db
assert counting
LIST_QUERIES = 5  # session, person, roles, count, rows with their people


@pytest.fixture
def person(client: Client) -> UserAccount:
    account = builders.account()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return account


def counted(person: UserAccount) -> Job:
    return start_job("counting", by=person, at=timezone.now())


def address(job: Job, page: str = "job") -> str:
    return reverse(f"jobs:{page}", args=[job.pk])


def test_an_open_job_shows_its_progress_and_asks_again_by_itself(client: Client, person: UserAccount) -> None:
    job = counted(person)
    Job.objects.filter(pk=job.pk).update(
        state="running", leased_by="w", leased_until=timezone.now(), done=40, total=100, sentence="Dòng 40"
    )
    html = client.get(address(job)).content.decode()
    assert "40 / 100" in html
    assert "Bạn có thể rời trang này" in html
    assert f'hx-get="{address(job)}" hx-trigger="every 2s"' in html
    assert f'<a href="{address(job)}">Cập nhật tiến độ</a>' in html  # without script
    part = client.get(address(job), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<section class="stack" id="tien-do"')
    assert "<html" not in part


def test_a_finished_job_stops_asking_and_gives_its_file(client: Client, person: UserAccount) -> None:
    job = counted(person)
    work_off()
    job.refresh_from_db()
    html = client.get(address(job)).content.decode()
    assert "hx-trigger" not in html
    assert job.result_sha256 in html
    response = client.get(address(job, "file"))
    assert response["Content-Disposition"] == 'attachment; filename="dem.txt"'
    assert len(b"".join(response).splitlines()) == 100  # type: ignore[arg-type]


def test_nobody_else_sees_the_job_or_its_file(client: Client, person: UserAccount) -> None:
    job = counted(builders.account())
    work_off()
    for page in ("job", "file"):
        assert client.get(address(job, page)).status_code == 404
    for page in ("cancel", "retry"):
        assert client.post(address(job, page)).status_code == 404


def test_a_file_that_does_not_exist_is_not_found(client: Client, person: UserAccount) -> None:
    assert client.get(address(counted(person), "file")).status_code == 404


def test_cancelling_and_running_again_from_the_page(client: Client, person: UserAccount) -> None:
    job = counted(person)
    assert client.post(address(job, "cancel")).headers["Location"] == address(job)
    assert "Đã hủy trước khi chạy." in client.get(address(job)).content.decode()
    client.post(address(job, "retry"))
    assert Job.objects.get(pk=job.pk).state == "waiting"
    work_off()
    answer = client.post(address(job, "cancel"), follow=True).content.decode()
    assert "Công việc này đã kết thúc." in answer


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_costs_the_same_for_one_job_and_for_many(
    rows: int, client: Client, person: UserAccount, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        start_job("counting", parameters={"number": number}, by=person, at=timezone.now())
    with django_assert_num_queries(LIST_QUERIES):
        html = client.get(reverse("jobs:list")).content.decode()
    assert html.count("Đếm đến một trăm") == rows


def test_the_list_without_jobs_says_what_will_stand_there(client: Client, person: UserAccount) -> None:
    assert "Chưa có việc chạy lâu nào" in client.get(reverse("jobs:list")).content.decode()


def test_an_administrator_has_all_records_compared_and_reads_which_one_was_changed(client: Client) -> None:
    administrator = builders.account()
    now = timezone.now()
    give_role(administrator, Role.SYSTEM_ADMINISTRATOR, effective_from=now.date(), by=None, at=now)
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = reverse("recognition:verification")
    assert "Phiếu chấm đã niêm phong" in client.get(page).content.decode()
    first = client.post(page).headers["Location"]
    assert client.post(page).headers["Location"] == first  # one at a time
    work_off()
    assert "Mọi bản ghi khớp với nhật ký." in client.get(first).content.decode()
    assert "Mọi bản ghi khớp với nhật ký." in client.get(page).content.decode()


def test_a_broken_chain_is_told_where_it_breaks(client: Client) -> None:
    from ocop.ledger.guards import GUARDS
    from ocop.ledger.models import AuditEntry

    administrator = builders.account(Role.SYSTEM_ADMINISTRATOR)
    job = start_job("verify_contents", by=administrator, at=timezone.now())
    with GUARDS.lifted(connection):
        AuditEntry.objects.update(reason="đổi sau lưng")
    work_off()
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.sentence.startswith("Chuỗi nhật ký KHÔNG toàn vẹn: sai từ dòng thứ 1.")
