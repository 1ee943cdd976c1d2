"""What a list says once for many rows: its title, the name of its sheet, and the rows that open a section; and what closes a table."""

import re
from dataclasses import dataclass, replace
from functools import cache

from ocop.recognition.importing.published.days import YEAR_INSIDE, printed_day
from ocop.recognition.importing.published.grid import Grid
from ocop.recognition.importing.published.heads import NUMBER, PRODUCER, PRODUCT, Head
from ocop.recognition.importing.published.letters import name_of
from ocop.recognition.importing.published.places import CITIES_OF_THE_COUNTRY, province_of, unit_of
from ocop.recognition.importing.published.stars import stars_of
from ocop.recognition.importing.published.words import decisions_of, says_any, words
from ocop.vietnamese import fold

TITLE_DECISION = re.compile(r"(?:số|quyết định)\s*:?\s*(?=\d{1,5}\s*/)", re.IGNORECASE)
TITLE_YEAR = re.compile(r"(?:nam|dot \d+[ /,-]*(?:nam)?)\s*(20[0-3]\d)(?!\d|\s*[-–]\s*20)")
TITLE_DISTRICT = re.compile(
    r"(?<!\w)(huyện|thị xã|quận|thành phố|tp\.?|tx\.?)\s+((?:[^\W\d_]+\s*){1,4})", re.IGNORECASE
)
PLACE_NUMBER = re.compile(r"(?:[IVXLC]+|[A-HĐ]|\d{1,2}(?:\.\d{1,2})?)\s*[.)\-–:/]?")
ENUMERATOR = re.compile(r"^\s*(?:(?:[IVXLC]+|[A-ZĐa-z]|\d{1,2}(?:\.\d{1,2})*)\s*[.)\-–:/]|[-*•+])\s*(?=\D)")
COUNT = re.compile(r"\(?\s*\d{1,4}\s*(?:sản phẩm|sp|chủ thể)?\s*\)?", re.IGNORECASE)
TAIL = re.compile(r"\s*(?:[:(–]|-\s|\scó\s|\sgồm\s|,?\s\d+\s*sản phẩm).*$", re.IGNORECASE)
TOTAL = re.compile(r"(?:[ivxlc]+[.)]?\s+)?(tong so|tong cong|tong|cong)\b(?! ty| dong| nghe| hop)")
SENTENCE_WORDS = frozenset(
    {
        "dat",
        "co",
        "nam",
        "va",
        "duoc",
        "cong",
        "ve",
        "de",
        "theo",
        "da",
        "dot",
        "ha",
        "tinh",
        "tren",
        "den",
        "thuoc",
        "lan",
    }
)
KINDS = ("thị xã", "thành phố", "thị trấn", "đặc khu", "huyện", "quận", "phường", "xã")


@dataclass(frozen=True, slots=True)
class Said:
    """What holds for the rows below; the names of what only the title says are in `guessed`."""

    province: str = ""
    district: str = ""
    commune: str = ""
    star: int | None = None
    decision: str | None = None
    day: str | None = None
    candidate: bool = False
    guessed: frozenset[str] = frozenset()


def title_says(grid: Grid, head: Head, first: int = 0) -> Said:
    """Read the lines above a head and the name of the sheet: province, decision with its day, star, year, whether only proposed."""
    lines = [text for row in range(first, head.first_row) for text in grid.texts(row)]
    title = name_of(" . ".join(lines))
    number = TITLE_DECISION.search(title)
    numbers = decisions_of(title[number.end() :]) if number else []
    said = Said(
        province=_province_in(title) or _province_in(name_of(grid.name or "")),
        decision=numbers[0] if numbers else None,
        day=printed_day(title[number.start() :]) if number and numbers else None,
        candidate=says_any(title, "candidate_title") or says_any(grid.name or "", "candidate_title"),
    )
    return _with_guesses(said, title, name_of(grid.name or ""))


def _with_guesses(said: Said, title: str, sheet: str) -> Said:
    """Add what a title tells with less certainty: one star, one year, one district; the name of the sheet before the title."""
    guessed: dict[str, object] = {}
    stars = _one_star(sheet) or _one_star(title)
    if stars and not said.candidate:
        guessed["star"] = stars
    years = {match.group(1) for text in (sheet, title) for match in TITLE_YEAR.finditer(fold(text))} or set(
        YEAR_INSIDE.findall(sheet)
    )
    if len(years) == 1 and not said.day and "den nam" not in fold(title) and "giai doan" not in fold(title):
        guessed["day"] = years.pop()
    districts = {_district_in(match) for text in (title, sheet) for match in TITLE_DISTRICT.finditer(text)} - {""}
    if len(districts) == 1:
        guessed["district"] = districts.pop()
    return replace(said, **guessed, guessed=frozenset(guessed))  # type: ignore[arg-type]


def _one_star(text: str) -> int | None:
    found = (
        stars_of(text) if not re.search(r"tro len|tro xuong", fold(text)) and not re.fullmatch(r"\D*\d+", text) else []
    )
    return found[0] if len(found) == 1 else None


def _district_in(match: re.Match[str]) -> str:
    """The district that a title names; empty for a city of the country and for a word of a sentence."""
    name = _name_at_start(match.group(2))
    kind = unit_of(f"{match.group(1)} X", "district").removesuffix(" X")
    if not name or not kind or (kind == "thành phố" and fold(name) in CITIES_OF_THE_COUNTRY):
        return ""
    return f"{kind} {_as_name(name)}"


@cache
def _provinces() -> re.Pattern[str]:
    names = [fold(one) for one in [*words()["province_names"], *words()["other_spellings"]]]
    return re.compile(rf"(?<!\w)({'|'.join(re.escape(one) for one in sorted(names, key=len, reverse=True))})(?!\w)")


def _province_in(text: str) -> str:
    """The province that a title names: after its kind first, alone else; never a city or district of the same name."""
    found: list[tuple[int, str]] = []
    folded = fold(text)
    for match in _provinces().finditer(folded):
        before = folded[: match.start()].rstrip(" .:")
        city = before.endswith(("thanh pho", "tp"))
        if before.endswith(("huyen", "xa", "quan", "phuong", "tran")) or (
            city and match.group() not in CITIES_OF_THE_COUNTRY
        ):
            continue
        surely = city or before.endswith("tinh")
        found.append(
            (
                not surely,
                _as_name(text[match.start() : match.end()]) if len(folded) == len(text) else match.group().title(),
            )
        )
    return min(found, key=lambda one: one[0])[1] if found else ""


def _name_at_start(text: str) -> str:
    """The words of a unit's name, without those of the sentence that follow it."""
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
    number = ""
    if len(filled) > 1 and PLACE_NUMBER.fullmatch(filled[0][1]):
        number = filled.pop(0)[1]
    filled = filled[:1] + [one for one in filled[1:] if not COUNT.fullmatch(one[1])]
    if len(filled) != 1 or says_total(filled[0][1]):
        return None
    column, text = filled[0]
    bare, enumerated = ENUMERATOR.sub("", text), bool(ENUMERATOR.match(text))
    wide = grid.is_wide(row, column)
    own = grid.text(row, head.columns[NUMBER]) if NUMBER in head.columns else ""
    counted = (own or number).rstrip(".").isdigit()
    if not _names_a_section(bare):
        unnumbered = NUMBER in head.columns and not counted and not closes(text)
        return bare if unnumbered and (wide or bare.isupper() or number) and not signs(text) else None
    opens = bool(number) or enumerated or bare.isupper() or column != head.columns[PRODUCT] or NUMBER in head.columns
    return (
        bare if wide or (opens and not counted) or (counted and _is_unit(bare) and PRODUCER in head.columns) else None
    )


def _is_unit(text: str) -> bool:
    return any(unit_of(text, level) for level in ("district", "commune"))


def _names_a_section(text: str) -> bool:
    units = any(unit_of(text, level) for level in ("province", "district", "commune"))
    return units or bool(stars_of(text)) or says_any(text, "candidate") or bool(_year_in(text)) or _has_decision(text)


def _year_in(text: str) -> str:
    found = re.fullmatch(
        r"(?:cac san pham )?(?:duoc )?(?:cong nhan )?(?:dot \d+[ /,-]*)?(?:nam )?(20[0-3]\d)[:.]?", fold(text)
    )
    return found.group(1) if found else ""


def _has_decision(text: str) -> bool:
    return fold(text).startswith(("quyet dinh", "theo quyet dinh", "qd ")) and bool(decisions_of(text))


def after_section(said: Said, text: str) -> Said:
    """Return what holds after a section opened."""
    if _has_decision(text):
        return replace(said, decision=decisions_of(text)[0], day=printed_day(text), guessed=said.guessed - {"day"})
    if says_any(text, "candidate"):
        return replace(said, candidate=True, star=None)
    if year := _year_in(text):
        return replace(said, day=year, decision=None, guessed=said.guessed - {"day"})
    unit = _unit_said(said, TAIL.sub("", text))
    if unit is None or re.search(r"san pham|\d\s*sao", fold(text)):
        base = unit or said
        stars = stars_of(text)
        return (
            replace(base, candidate=False, star=stars[0], guessed=base.guessed - {"star"}) if len(stars) == 1 else base
        )
    return unit


def _unit_said(said: Said, text: str) -> Said | None:
    """What holds after a section that begins with a unit."""
    rest = said.guessed - {"district"}
    if unit_of(text, "province"):
        return replace(said, province=_as_name(province_of(text)), district="", commune="", guessed=rest)
    if district := unit_of(text, "district"):
        if district.startswith("thành phố") and fold(province_of(text)) in CITIES_OF_THE_COUNTRY and not said.province:
            return replace(said, province=_as_name(province_of(text)), district="", commune="", guessed=rest)
        return replace(said, district=_with_small_kind(district), commune="", guessed=rest)
    if commune := unit_of(text, "commune"):
        return replace(said, commune=_with_small_kind(commune))
    return None


def _with_small_kind(unit: str) -> str:
    """A unit printed in capitals, with its name as names are written."""
    kind = next(one for one in KINDS if unit.startswith(one))
    return f"{kind} {_as_name(unit.removeprefix(kind).strip())}"


def says_total(text: str) -> bool:
    """Whether a text counts what stands above."""
    return TOTAL.match(fold(text)) is not None


def closes(text: str) -> bool:
    """Whether a text stands below a table: a remark on it."""
    return _begins_with(text, "closings")


def signs(text: str) -> bool:
    """Whether a text is the beginning of a signature: nothing of the table stands below it."""
    return _begins_with(text, "signatures")


def _begins_with(text: str, name: str) -> bool:
    folded = fold(text).lstrip("*-( ")
    return any(re.match(rf"{one}\b", folded) for one in words()[name])
