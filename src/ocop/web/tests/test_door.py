"""What no request may be or carry, on both engines, and what no browser keeps."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ocop.people.models import Role
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
