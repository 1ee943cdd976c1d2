"""What no request may be or carry, on both engines, and what no browser keeps."""

import logging
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from ocop.people.models import Role
from ocop.web import log_lines
from ocop.web.log_lines import FewLinesOfStrangers
from tests.builders import account, browser

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LOGIN = "/tai-khoan/login/"


def test_a_request_that_is_too_long_is_refused_by_its_head_and_told_the_limit(client: Client, settings: Any) -> None:
    settings.OCOP_REQUEST_MAX_BYTES = 2 * 1024 * 1024
    answer = client.post(LOGIN, {"file": SimpleUploadedFile("a.bin", b"x" * 2_200_000)})
    assert answer.status_code == 413
    assert "nhiều nhất 2 MB" in answer.content.decode()
    assert client.post(LOGIN, {"file": SimpleUploadedFile("a.bin", b"x" * 1_000_000)}).status_code == 200


@pytest.mark.parametrize("length", ["", "abc", "-1", "²"])
def test_a_length_that_is_no_number_counts_as_none(client: Client, length: str) -> None:
    assert client.get("/", headers={}, CONTENT_LENGTH=length).status_code == 200


@pytest.mark.parametrize("path", ["/san-pham/?q=%00", "/san-pham/?%00=a", "/san-pham/%00/", "/q/%00", "/?q=a%00b"])
def test_a_nul_in_an_address_is_not_understood(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert "Chúng tôi chưa hiểu yêu cầu này" in answer.content.decode()


@pytest.mark.parametrize("values", [{"login": "hoa\x00", "password": "a"}, {"login": "hoa", "password": "a\x00b"}])
def test_a_nul_in_a_form_is_not_understood(client: Client, values: dict[str, str]) -> None:
    assert client.post(LOGIN, values).status_code == 400


@pytest.mark.parametrize(
    "sent", [b"login=%ED%A0%80&password=a", b"login=\xed\xa0\x80&password=a", b"login=%FF&password=a"]
)
def test_half_a_letter_reaches_no_table(client: Client, sent: bytes) -> None:
    answer = client.post(LOGIN, sent, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert "�" in answer.content.decode() or "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["sessionid", "ocop-device", "csrftoken", "ocop-x"])
def test_a_nul_in_a_cookie_is_no_cookie(client: Client, name: str) -> None:
    assert client.get("/", headers={"cookie": f'{name}="a\\000b"'}).status_code == 200
    assert client.get(reverse("web:home"), headers={"cookie": f'{name}="a\\000b"'}).status_code == 302


def test_a_page_for_somebody_signed_in_is_kept_nowhere() -> None:
    person = browser(account(Role.SYSTEM_ADMINISTRATOR))
    for page in (reverse("web:home"), reverse("people:account"), reverse("people:assignments"), "/", "/san-pham/"):
        kept = person.get(page)["Cache-Control"]
        assert {"no-store", "private"} <= {one.strip() for one in kept.split(",")}, page


def test_a_public_page_may_be_kept_for_a_minute(client: Client) -> None:
    assert client.get("/")["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(("sent", "forgotten"), [({"nothing_unsent": "yes"}, '"cache", "storage"'), ({}, '"cache"')])
def test_signing_out_forgets_what_the_browser_kept_unless_work_was_not_sent(
    sent: dict[str, str], forgotten: str
) -> None:
    person = browser(account())
    assert person.post("/tai-khoan/logout/", sent)["Clear-Site-Data"] == forgotten
    assert "Clear-Site-Data" not in person.get("/tai-khoan/login/")


def test_a_wrong_host_gets_a_short_answer_and_few_lines_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    few = FewLinesOfStrangers()
    with caplog.at_level("WARNING"):
        answers = {Client().get("/", headers={"host": "la.example"}).status_code for _ in range(8)}
    lines = [record for record in caplog.records if record.name.startswith("django.security")]
    kept = [record for record in lines if few.filter(record)]
    assert (answers, len(lines), len(kept)) == ({400}, 8, 5)
    assert [record.exc_info for record in kept] == [None] * 5


def test_lines_of_ours_are_never_left_out_and_no_stranger_begins_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    few, clock = FewLinesOfStrangers(), [100.0]
    monkeypatch.setattr(log_lines.time, "monotonic", lambda: clock[0])

    def line(name: str, said: str) -> logging.LogRecord:
        return logging.LogRecord(name, logging.ERROR, "", 0, "%s", (said,), None)

    assert all(few.filter(line("django.request", "x")) for _ in range(50))
    assert sum(few.filter(line("django.security.csrf", "x")) for _ in range(50)) == 5
    clock[0] += 60
    next_one = line("django.security.csrf", "a\nERROR ocop: fault\u2028" + "x" * 900)
    assert few.filter(next_one)
    assert next_one.getMessage().startswith("a\\nERROR ocop: fault\\u2028xxx")
    assert next_one.getMessage().endswith("xxx (and 45 more before)")
    assert len(next_one.getMessage()) < 350


@pytest.mark.django_db(transaction=True)
def test_the_file_of_the_database_is_its_owners() -> None:
    if connection.vendor != "sqlite":
        return
    connection.close()
    files = [Path(f"{connection.settings_dict['NAME']}{suffix}") for suffix in ("", "-wal", "-shm")]
    files[0].chmod(0o644)
    account()
    assert {stat.S_IMODE(file.stat().st_mode) for file in files if file.exists()} == {0o600}
