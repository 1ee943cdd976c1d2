"""Demonstration and production keep their data apart, and an older demonstration in ./var finds its new place."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ocop.demo.moving import InUseError, bring_along
from ocop.demo.serving import NO_DEMONSTRATION
from ocop.people.models import UserAccount
from tests.builders import account


def settings_of(**environment: str) -> list[str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("OCOP_", "DJANGO_"))}
    script = "from ocop.settings.paths import *; print(DATA_DIR, OCOP_BUILD_DIR, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", script], env={**ours, **environment}, capture_output=True, check=True, text=True
    )
    project = f"{Path(__file__).resolve().parents[4]}/"
    return [line.removeprefix(project) for line in done.stdout.splitlines()]


def test_the_default_folders_differ_and_share_what_is_made_of_the_code() -> None:
    assert settings_of() == ["var", "var/built"]
    assert settings_of(OCOP_DEMO="1") == ["var/demo", "var/built"]
    assert settings_of(OCOP_DEMO="1", OCOP_DATA_DIR="/srv/o") == ["/srv/o", "/srv/o/built"]


def old_folder(folder: Path, invented: list[int]) -> Path:
    folder.mkdir()
    connection = sqlite3.connect(folder / "ocop.sqlite3")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE people_useraccount (is_demo bool)")
    connection.executemany("INSERT INTO people_useraccount VALUES (?)", [(one,) for one in invented])
    connection.commit()
    connection.close()
    (folder / "files").mkdir()
    (folder / "files" / "a").write_text("x", encoding="utf-8")
    (folder / "secret-key").write_text("old", encoding="utf-8")
    (folder / "built").mkdir()
    return folder


def test_an_old_demonstration_moves_whole_and_once(tmp_path: Path) -> None:
    old, new, said = old_folder(tmp_path / "var", [1, 1]), tmp_path / "var" / "demo", []
    new.mkdir()
    (new / "secret-key").write_text("new", encoding="utf-8")  # made by `make install`
    assert bring_along(old, new, say=said.append)
    assert sorted(one.name for one in new.iterdir()) == ["files", "ocop.sqlite3", "secret-key"]
    assert ((new / "files" / "a").read_text("utf-8"), (new / "secret-key").read_text("utf-8")) == ("x", "old")
    assert sorted(one.name for one in old.iterdir()) == ["built", "demo"]
    assert [line.startswith("Dữ liệu trình diễn cũ đã được chuyển") for line in said] == [True]
    assert not bring_along(old, new, say=said.append)


@pytest.mark.parametrize(("accounts", "sentences"), [([0, 0], 0), ([], 0), ([1, 0], 1)])
def test_real_accounts_stay_where_they_are(tmp_path: Path, accounts: list[int], sentences: int) -> None:
    old, said = old_folder(tmp_path / "var", accounts), []
    assert not bring_along(old, tmp_path / "var" / "demo", say=said.append)
    assert (old / "ocop.sqlite3").exists()
    assert len(said) == sentences


def test_a_database_in_use_is_not_moved_under_its_users(tmp_path: Path) -> None:
    old = old_folder(tmp_path / "var", [1])
    user = sqlite3.connect(old / "ocop.sqlite3")
    user.execute("SELECT * FROM people_useraccount").fetchall()
    with pytest.raises(InUseError, match="đang được dùng"):
        bring_along(old, tmp_path / "var" / "demo", say=print)
    user.close()
    assert (old / "ocop.sqlite3").exists()


@pytest.mark.parametrize("invented", [True, False])
def test_only_a_database_without_real_people_takes_the_demonstration(db: Any, invented: bool) -> None:
    from ocop.demo.loading import has_real_accounts_only

    assert not has_real_accounts_only()
    account(is_demo=invented)
    assert has_real_accounts_only() is not invented
    assert UserAccount.objects.count() == 1


def test_the_command_says_when_the_demonstration_is_switched_off(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ocop.cli", "demo", "--no-serve"],
        env={**os.environ, "OCOP_DEMO": "0", "OCOP_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "ocop.settings"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr.strip()) == (2, NO_DEMONSTRATION)
    assert not (tmp_path / "ocop.sqlite3").exists()
