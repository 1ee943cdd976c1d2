"""One row of a list as text, before its values have a meaning."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list: its number as a spreadsheet shows it, the text of each known column, its sheet where there are several."""

    number: int
    values: dict[str, str]
    sheet: str = ""
