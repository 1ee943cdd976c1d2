"""Installing says exactly what is missing, and reads nothing twice."""

import shutil
from pathlib import Path

import pytest

from tools import install


def test_a_missing_program_is_named_with_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(install.os, "geteuid", lambda: 1000)
    with pytest.raises(install.InstallError) as said:
        install.require_programs(install.NEEDED_PROGRAMS)
    command = "sudo apt-get install --yes --no-install-recommends chromium-headless-shell poppler-utils"
    assert (
        str(said.value) == f"these programs are missing: chromium-headless-shell, poppler-utils. On Debian: {command}"
    )


def test_a_step_runs_again_only_when_what_it_reads_has_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(install, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(install, "PROJECT", tmp_path)
    monkeypatch.setattr(install, "__file__", str(tmp_path / "install.py"))
    (tmp_path / "install.py").write_text("", encoding="utf-8")
    source, runs = tmp_path / "list.txt", []
    for content in ("a", "a", "b", "b"):
        source.write_text(content, encoding="utf-8")
        install.step("packages", "packages", [source], lambda content=content: runs.append(content))  # type: ignore[misc]
    assert runs == ["a", "b"]


def test_a_step_that_failed_runs_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(install, "STAMP", tmp_path / "stamp.json")
    runs: list[int] = []

    def failing() -> None:
        runs.append(1)
        raise install.InstallError("no network")

    for _ in range(2):
        with pytest.raises(install.InstallError):
            install.step("packages", "packages", [], failing)
    assert runs == [1, 1]
