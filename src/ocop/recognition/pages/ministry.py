"""What the ministry's list of potential five-star products shows, narrowed by its address (Đ.5.2, 7.4)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ocop.people.models import UserAccount
from ocop.recognition.queries.ministry import WAITS, Waiting, ministry_rounds, ministry_rows
from ocop.territory.queries.units import unit_with_path


def ministry_page(user: UserAccount, query: Mapping[str, str], *, today: date) -> dict[str, Any]:
    """Return the products of a province (``tinh``), a time of waiting (``cho``) or over their round (``han``), and the rounds ahead."""
    chosen = read_waiting(query)
    return {
        "rows": ministry_rows(user, chosen, today=today),
        "rounds": ministry_rounds(today),
        "narrowed": ", ".join(_words(chosen)),
    }


def read_waiting(query: Mapping[str, str]) -> Waiting:
    """Read an address; what makes no sense is left out."""
    province, wait = query.get("tinh", ""), query.get("cho", "")
    known = province.isascii() and province.isdigit() and len(province) == 2
    return Waiting(province if known else "", wait if wait in WAITS else "", query.get("han") == "qua-han")


def _words(chosen: Waiting) -> list[str]:
    unit = unit_with_path(f"{chosen.province}/") if chosen.province else None
    words = [unit.full_name if unit else chosen.province]
    words += [f"chờ {WAITS[chosen.wait][0].lower()}" if chosen.wait else "", "quá hạn của đợt" if chosen.late else ""]
    return [word for word in words if word]
