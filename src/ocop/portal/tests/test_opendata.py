"""Open data: three forms with the same columns, as of a day, nothing that does not fit the ledger, refusals in one sentence."""

import csv
import fcntl
import io
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from ocop.files import apart
from ocop.portal import openfiles
from ocop.portal.pages.dictionary import FIELDS
from ocop.recognition.importing.published.rows import KEYS
from ocop.recognition.models import Certificate
from ocop.recognition.tests.builders import certificate
from ocop.recognition.tests.test_tampering import behind_the_systems_back

from .builders import published, text

pytestmark = pytest.mark.django_db
FILE = "/du-lieu-mo/so-san-pham"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path


def rows(client: Client, query: str = "") -> list[dict[str, Any]]:
    response = client.get(f"{FILE}.json{query}")
    assert response.status_code == 200
    found: list[dict[str, Any]] = json.loads(response.getvalue())["rows"]
    return found


def test_the_dictionary_and_the_schema_name_the_columns_of_the_files(client: Client) -> None:
    assert tuple(one.name for one in FIELDS) == KEYS
    schema = client.get(f"{FILE}.schema.json").json()
    assert [one["name"] for one in schema["fields"]] == list(KEYS)
    page = text(client, "/du-lieu-mo/")
    assert all(f"<code>{key}</code>" in page for key in KEYS)
    assert f'href="{FILE}.xlsx"' in page
    assert FILE in client.get("/api/v1/openapi.json").json()["info"]["description"]


def test_every_recognition_leaves_and_no_name_works_as_a_formula(client: Client) -> None:
    product = published(
        '=HYPERLINK("http://x")', star=3, issued_on=date(2021, 3, 1), regime="R1", ended_on=date(2024, 1, 5)
    )
    certificate(product, star=4, issued_on=date(2024, 1, 5))
    body = client.get(f"{FILE}.csv").getvalue().decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(body)))
    assert [(one["stars"], one["recognised_on"], one["status"]) for one in found] == [
        ("3", "2021-03-01", "superseded"), ("4", "2024-01-05", "recognised"),
    ]  # fmt: skip
    assert {one["product_name"][0] for one in found} == {"'"}
    assert client.get(f"{FILE}.xlsx").getvalue().startswith(b"PK")


def test_a_day_keeps_what_was_in_force_then(client: Client) -> None:
    published("Trà sen", issued_on=date(2021, 3, 1), regime="R1")
    published("Mật ong", issued_on=date(2025, 3, 1), regime="R2")
    assert [one["product_name"] for one in rows(client, "?ngay=2022-01-01")] == ["Trà sen"]
    assert [one["product_name"] for one in rows(client, "?ngay=2026-01-01&ban-do=hom-nay")] == ["Mật ong"]


@pytest.mark.parametrize("query", ["?ngay=2022-13-01", "?ngay=x", "?ngay=2099-01-01", "?ngay=1999-01-01", "?ban-do=x"])
def test_a_parameter_that_makes_no_sense_is_refused_with_a_sentence(client: Client, query: str) -> None:
    response = client.get(f"{FILE}.csv{query}")
    assert response.status_code == 400
    assert response.content.decode().startswith("Tham số ")


def test_a_revoked_star_leaves_with_the_day_it_was_taken_back(client: Client) -> None:
    published("Trà sen", issued_on=date(2026, 1, 5), ended_on=date(2026, 6, 2), end_reason="revoked")
    assert [one["problems"] for one in rows(client)] == [["Giấy chứng nhận đã bị thu hồi ngày 02/06/2026."]]


def test_strangers_who_ask_for_many_days_take_no_place_of_a_page(client: Client, monkeypatch: Any) -> None:
    given_up: list[int] = []

    @contextmanager
    def aside() -> Iterator[None]:
        given_up.append(1)
        yield

    monkeypatch.setattr(apart, "aside", aside)
    assert client.get(f"{FILE}.csv").status_code == 200
    assert given_up == [1]
    with ExitStack() as taken:
        for _ in range(openfiles.AT_ONCE):
            taken.enter_context(openfiles._aside())
        assert client.get(f"{FILE}.csv").status_code == 503, "refused at once, without waiting"
    assert client.get(f"{FILE}.csv").status_code == 200


def test_a_certificate_that_does_not_fit_the_ledger_leaves_without_star_day_and_number(client: Client) -> None:
    published("Trà sen", star=3)
    with behind_the_systems_back():
        Certificate.objects.update(star_rating=5)
        (row,) = rows(client)
    assert (row["stars"], row["recognised_on"], row["decision_no"]) == (None, None, None)
    assert row["problems"] == ["Chưa kiểm chứng được: không khớp với nhật ký của hệ thống."]


def test_one_file_is_made_at_a_time_and_who_waits_too_long_is_told(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(openfiles, "WAIT_SECONDS", 0.0)
    published("Trà sen")
    client.get(f"{FILE}.csv")
    with (Path(settings.DATA_DIR) / "open-data" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        response = client.get(f"{FILE}.json")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert rows(client)
