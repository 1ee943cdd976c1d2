"""The thin commands around Django."""

from pathlib import Path

import django
import pytest

from ocop.cli.tests.running import ocop


def test_management_commands_run_with_the_settings_of_this_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCOP_DATA_DIR", str(tmp_path))
    done = ocop("manage", "version")
    assert (done.returncode, done.stdout) == (0, f"{django.get_version()}\n")
    assert "--plan" in ocop("manage", "migrate", "--help").stdout


def test_a_register_file_that_is_not_there_is_a_mistake_of_use(tmp_path: Path) -> None:
    assert ocop("register", "import", str(tmp_path / "none.csv")).returncode == 2
    assert "--dry-run" in ocop("register", "import", "--help").stdout


def test_an_import_before_the_units_are_loaded_says_what_to_do(empty_installation: Path) -> None:
    file = empty_installation / "list.csv"
    file.write_text("product_name,producer_name,province,stars\n", encoding="utf-8")
    done = ocop("register", "import", str(file), "--dry-run", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Chưa nạp danh mục đơn vị hành chính" in done.stderr


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "Cơ sở dữ liệu chưa có bảng nào"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "Không mở được cơ sở dữ liệu"),
    ],
)
def test_a_database_that_is_empty_or_away_is_told_in_one_sentence(
    url: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCOP_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("OCOP_DATABASE_URL", url)
    done = ocop("ledger", "check")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert done.stderr.startswith(sentence)
    assert "secret" not in done.stderr
