"""The accounts that the demonstration shows are those that the front page of the project names."""

import re
from pathlib import Path

from ocop.demo.shown import shown_accounts

README = Path(__file__).resolve().parents[4] / "README.md"


def test_the_readme_names_every_account_that_is_shown() -> None:
    section = README.read_text(encoding="utf-8").partition("## Accounts of the demonstration")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    assert sorted(re.findall(r"`([a-z]+)`", " ".join(rows))) == sorted(row["username"] for row in shown_accounts())
