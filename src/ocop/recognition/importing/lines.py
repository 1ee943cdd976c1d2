"""One row of a list as text, before its values have a meaning."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list: its number as a spreadsheet shows it, and the text of each known column."""

    number: int
    values: dict[str, str]
