"""What can be wrong before a command starts: each ends with one sentence and exit status 2, and nothing was changed."""

import errno
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from ocop.web import starting
from ocop.web.starting import FULL, IN_USE, MEGABYTE, TOO_LITTLE, UNWRITABLE, RefusedError, about_disk, take_folder


def started(*command: str, **environment: str) -> tuple[int, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("OCOP_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "ocop.cli", *command], env={**ours, **environment}, capture_output=True, check=False
    )
    return done.returncode, done.stderr.decode().strip()


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_a_port_that_answers_is_left_to_its_program(tmp_path: Path, command: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        sentence = starting.PORT_TAKEN.format(port=port, other=port + 1 if port < 65535 else port - 1)
        folder = tmp_path / "data"
        assert started(command, "--port", str(port), OCOP_DATA_DIR=str(folder)) == (2, sentence)
    assert not folder.exists()


def test_a_port_being_prepared_for_is_taken_too() -> None:
    with starting.reserve("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(RefusedError, match=f"Cổng {port} đang có chương trình khác"):
            starting.reserve("127.0.0.1", port)
        starting.listen(first, 1)
        socket.create_connection(("127.0.0.1", port)).close()


def test_a_number_that_is_no_port_is_said(tmp_path: Path) -> None:
    assert started("demo", "--port", "70000", OCOP_DATA_DIR=str(tmp_path)) == (2, starting.NO_SUCH_PORT)


@pytest.mark.parametrize("command", ["demo", "serve"])
@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_a_folder_that_cannot_be_written_is_named_in_any_locale(
    tmp_path: Path, command: str, locale: dict[str, str]
) -> None:
    (tmp_path / "tệp").touch()
    code, said = started(command, "--port", "8999", OCOP_DATA_DIR=str(tmp_path / "tệp" / "dữ liệu"), **locale)
    assert (code, said) == (2, UNWRITABLE.format(place=tmp_path / "tệp" / "dữ liệu"))


def test_of_two_that_prepare_the_second_is_refused_and_servers_share(tmp_path: Path) -> None:
    with take_folder(tmp_path, "lock", alone=True, needed=0) as first:
        for alone in (True, False):
            with pytest.raises(RefusedError) as refusal:
                take_folder(tmp_path, "lock", alone=alone, needed=0)
            assert str(refusal.value) == IN_USE.format(place=tmp_path)
        starting.share(first, tmp_path, alone=False)
        take_folder(tmp_path, "lock", alone=False, needed=0).close()
        with pytest.raises(RefusedError):
            take_folder(tmp_path, "lock", alone=True, needed=0)
    take_folder(tmp_path, "lock", alone=True, needed=0).close()


@pytest.mark.parametrize("same_port", [True, False])
def test_of_two_first_starts_at_the_same_moment_one_goes_on_and_the_other_says_why(
    tmp_path: Path, *, same_port: bool
) -> None:
    port = _free_port()
    ports = (port, port if same_port else _free_port())
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("OCOP_", "DJANGO_"))}
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "ocop.cli", "demo", "--port", str(one)],
            env={**ours, "OCOP_DATA_DIR": str(tmp_path / "data")}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )
        for one in ports
    ]  # fmt: skip
    until = time.monotonic() + 60
    while all(one.poll() is None for one in both) and time.monotonic() < until:
        time.sleep(0.05)
    codes = [one.poll() for one in both]
    for one in both:
        one.kill()
    said = [one.communicate()[1].decode().strip() for one in both]
    assert sorted(codes, key=str) == [2, None]  # the first is still at work
    wrong = codes.index(2)
    sentences = {starting.IN_USE.format(place=tmp_path / "data")}
    if same_port:
        sentences = {starting.PORT_TAKEN.format(port=port, other=port + 1 if port < 65535 else port - 1)}
    assert said[wrong] in sentences


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        number: int = one.getsockname()[1]
        return number


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_space_is_looked_at_before_anything_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 299 * MEGABYTE))
    with pytest.raises(RefusedError) as refusal:
        take_folder(tmp_path, "lock", alone=True, needed=300)
    assert str(refusal.value) == TOO_LITTLE.format(place=tmp_path, free=299, needed=300)


def test_no_folder_for_temporary_files_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> str:
        raise FileNotFoundError

    monkeypatch.setattr("tempfile.gettempdir", nowhere)
    with pytest.raises(RefusedError, match="TMPDIR"):
        take_folder(tmp_path, "lock", alone=False, needed=0)


def test_a_disk_that_fills_up_meanwhile_is_said() -> None:
    place = Path("/srv/o")
    small = sqlite3.connect(":memory:")
    small.execute("PRAGMA max_page_count=3")
    with pytest.raises(sqlite3.OperationalError) as fault:
        small.execute("CREATE TABLE t AS SELECT zeroblob(100000) AS c")
    small.close()
    assert about_disk(fault.value, place) == FULL.format(place=place)
    assert about_disk(OSError(errno.ENOSPC, "x"), place) == FULL.format(place=place)
    assert about_disk(OSError(errno.EROFS, "x"), place) == UNWRITABLE.format(place=place)
    assert about_disk(ValueError("another fault"), place) is None
