"""`ocop worker` on an installation of its own: it explains itself, says when the database is missing, works off what waits."""

import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from ocop.cli.tests.running import ocop
from tests.fixtures.database import EmptyDatabase


def test_it_explains_itself() -> None:
    told = ocop("worker", "--help").stdout
    assert [word for word in ("--once", "--json", "--interval", "SIGTERM", "Exit status") if word not in told] == []


def test_a_database_that_is_not_prepared_is_a_mistake_of_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCOP_DATA_DIR", str(tmp_path))
    done = ocop("worker", "--once")
    assert (done.returncode, done.stdout) == (2, "")
    assert "ocop manage migrate" in done.stderr


@pytest.mark.django_db
@pytest.mark.skipif(
    "sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="copies the file of an empty database"
)
def test_it_works_off_what_waits_and_says_so_in_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copyfile(EmptyDatabase().file, tmp_path / "ocop.sqlite3")
    monkeypatch.setenv("OCOP_DATA_DIR", str(tmp_path))
    done = ocop("worker", "--once", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert ("worked", "tidy_jobs", "done") in [(one["event"], one["kind"], one["state"]) for one in events]
    assert ocop("worker", "--once", "--json").stdout == ""  # upkeep runs once a day
