"""What a list says once for many rows: its title, and the rows that open a section; and what closes a table."""

import re
from dataclasses import dataclass, replace

from ocop.recognition.importing.published.grid import Grid
from ocop.recognition.importing.published.heads import NUMBER, PRODUCT, Head
from ocop.recognition.importing.published.places import province_of, unit_of
from ocop.recognition.importing.published.words import decision_of, name_of, printed_day, says_any, stars_of, words
from ocop.vietnamese import fold

TITLE_PROVINCE = re.compile(r"(?:tỉnh|thành phố)\s+([^\W\d_]+(?:\s+[^\W\d_]+){0,3})", re.IGNORECASE)
TITLE_DECISION = re.compile(r"số\s*:?\s*(?=\d{1,5}\s*/\s*Q[ĐD])", re.IGNORECASE)
PLACE_NUMBER = re.compile(r"[IVXLC]+\.?|[A-HĐ]\.?|\d{1,2}\.?")
TOTAL = re.compile(r"(tong so|tong cong|tong|cong)\b(?! ty| dong| nghe)")
SENTENCE_WORDS = frozenset({"dat", "co", "nam", "va", "duoc", "cong", "ve", "de", "theo", "da", "dot", "ha"})
KINDS = ("thị xã", "thành phố", "thị trấn", "đặc khu", "huyện", "quận", "phường", "xã")


@dataclass(frozen=True, slots=True)
class Said:
    """What holds for the rows below."""

    province: str = ""
    district: str = ""
    commune: str = ""
    star: int | None = None
    decision: str | None = None
    day: str | None = None
    candidate: bool = False


def title_says(grid: Grid, head: Head) -> Said:
    """Read the lines above a head: province, decision with its day, and whether the products are only proposed."""
    title = " ".join(text for row in range(head.first_row) for text in grid.texts(row))
    provinces = [one for match in TITLE_PROVINCE.finditer(title) if (one := _name_at_start(match.group(1)))]
    number = TITLE_DECISION.search(name_of(title))
    return Said(
        province=_as_name(provinces[0]) if provinces else "",
        decision=decision_of(name_of(title)[number.end() :]) if number else None,
        day=printed_day(title) if number else None,
        candidate=says_any(title, "candidate"),
    )


def _name_at_start(text: str) -> str:
    """The words of a province's name, without those of the sentence that follow it."""
    kept: list[str] = []
    for word in text.split():
        if (kept and fold(word) in SENTENCE_WORDS) or not (word.isupper() or word.istitle()):
            break
        kept.append(word)
    return " ".join(kept)


def _as_name(text: str) -> str:
    return text.title() if text.isupper() else text


def section_of(grid: Grid, row: int, head: Head) -> str | None:
    """Return the words of a row that opens a section; None for any other row."""
    filled = [(column, text) for column in range(grid.width) if (text := grid.text(row, column))]
    if len(filled) == 2 and PLACE_NUMBER.fullmatch(filled[0][1]):
        del filled[0]
    if len(filled) != 1 or says_total(filled[0][1]) or not _names_a_section(filled[0][1]):
        return None
    column, text = filled[0]
    number = grid.text(row, head.columns[NUMBER]) if NUMBER in head.columns else ""
    wide = grid.is_wide(row, column)
    opens = bool(number) or text.isupper() or column != head.columns[PRODUCT]
    return text if wide or (opens and not number.isdigit()) else None


def _names_a_section(text: str) -> bool:
    units = any(unit_of(text, level) for level in ("province", "district", "commune"))
    return units or bool(stars_of(text)) or says_any(text, "candidate")


def after_section(said: Said, text: str) -> Said:
    """Return what holds after a section opened."""
    if says_any(text, "candidate"):
        return replace(said, candidate=True, star=None)
    if stars := stars_of(text):
        return replace(said, candidate=False, star=stars[0])
    if unit_of(text, "province"):
        return replace(said, province=_as_name(province_of(text)), district="", commune="")
    if district := unit_of(text, "district"):
        return replace(said, district=_with_small_kind(district), commune="")
    return replace(said, commune=_with_small_kind(unit_of(text, "commune")))


def _with_small_kind(unit: str) -> str:
    """A unit printed in capitals, with its name as names are written."""
    kind = next(one for one in KINDS if unit.startswith(one))
    return f"{kind} {_as_name(unit.removeprefix(kind).strip())}"


def says_total(text: str) -> bool:
    """Whether a text counts what stands above."""
    return TOTAL.match(fold(text)) is not None


def closes(text: str) -> bool:
    """Whether a text stands below a table: a signature, a remark."""
    return any(re.match(rf"{one}\b", fold(text)) for one in words()["closings"])
