"""The accounts file as plain data; no Django, because the settings read it for the sign-in page."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


@cache
def account_file() -> dict[str, Any]:
    """The file of accounts as plain data."""
    data: dict[str, Any] = yaml.safe_load((DATA / "accounts.yaml").read_text(encoding="utf-8"))
    return data


def shown_accounts() -> list[dict[str, str]]:
    """One account per role, and the deputies, for the sign-in page and the terminal: user name, name and whom it plays."""
    return [row for group in ("accounts", "deputies") for row in account_file()[group] if "shows" in row]


def password() -> str:
    """The one password of every demo account."""
    return str(account_file()["password"])
