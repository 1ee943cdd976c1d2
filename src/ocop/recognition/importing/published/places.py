"""Places as lists print them: one cell with everything, or a cell for each level; short forms opened, names as printed.

>>> split_address("tổ 13, ấp Cây Nính, X. Phước Trạch, H. Gò Dầu, tỉnh Tây Ninh")
Place(hamlet='tổ 13, ấp Cây Nính', commune='xã Phước Trạch', district='huyện Gò Dầu', province='Tây Ninh', unclear='')
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ocop.recognition.importing.published.letters import name_of
from ocop.recognition.importing.published.words import words
from ocop.vietnamese import fold

HAMLET = re.compile(
    r"(thon|ap|xom|ban|buon|lang|khu pho|khu|to|duong|so|hem|ngo|ngach|kp|cum|doi|tieu khu|quoc lo|ql|lo|tang|toa|bon|soc|plei)\b"
)
SEPARATORS = re.compile(
    r"\s*[,;]\s*|\s+[–-]\s+|\s*/\s*(?=(?:xã|phường|huyện|quận|thị|thành phố|tỉnh|TP|TX|TT|H\.|X\.|P\.)[\s.])",
    re.IGNORECASE,
)
# A unit begins inside a part: "thôn 2 xã Đắk Môl huyện Đắk Song". "Xã" is no beginning in "thị xã".
INSIDE = re.compile(
    r"\s+(?:thuộc\s+)?(?=(?:thành phố|thị xã|thị trấn|đặc khu|huyện|quận|tỉnh|phường|(?<!thị )(?<!Thị )(?<!THỊ )xã|"
    r"TP|Tp|TX|Tx|TT|[XPHQT]\.)[\s.]*[A-ZĐÀ-ỸÁĂÂÊÔƠƯ0-9])",
    re.IGNORECASE,
)
NAMES_WITH_HYPHEN = re.compile(r"(bà rịa|thừa thiên)\s*[–-]\s*(?=vũng tàu|huế)", re.IGNORECASE)
JOINT = "\u2011"
CAPITAL = re.compile(r"[^\W\d_]")
CITIES_OF_THE_COUNTRY = {"ha noi", "ho chi minh", "hai phong", "da nang", "can tho", "hue"}
LEVELS = ("commune", "district", "province")


@dataclass(frozen=True, slots=True)
class Place:
    """A place by level, each as printed with its kind; empty where the list does not say it. The province stands without its kind.

    `unclear` are words of the place whose level is not printed: a person should look at them.
    """

    hamlet: str = ""
    commune: str = ""
    district: str = ""
    province: str = ""
    unclear: str = ""


def _parts(text: str) -> list[str]:
    """The parts of an address, from the small to the large."""
    whole = NAMES_WITH_HYPHEN.sub(rf"\1{JOINT}", name_of(text).rstrip(". "))
    parts = [part for one in SEPARATORS.split(whole) for part in _inside(one)]
    return [part.replace(JOINT, " - ").strip(" .:") for part in parts if part.strip(" .:")]


def _inside(part: str) -> list[str]:
    """The units that stand in one part without a comma between them."""
    found = [0]
    for match in INSIDE.finditer(part):
        rest = part[match.end() :]
        if (
            (any(unit_of(rest, level) for level in LEVELS) and rest[:1].islower())
            or _is_short(rest)
            or (any(unit_of(rest, level) for level in LEVELS) and CAPITAL.match(rest))
        ):
            found.append(match.start())
    return [
        re.sub(r"(?i)^thuộc\s+", "", part[a:b].strip()) for a, b in zip(found, [*found[1:], len(part)], strict=True)
    ]


def _is_short(text: str) -> bool:
    return re.match(r"(?:TP|Tp|TX|Tx|TT|[XPHQT]\.)", text) is not None


@lru_cache(maxsize=20_000)
def split_address(text: str) -> Place:
    """Read an address from its end: province, district, commune, and what stands before."""
    parts = _parts(text)
    found: dict[str, str] = {}
    unclear: list[str] = []
    while parts and "commune" not in found:
        level, unit = _level_of(parts[-1], found)
        if not level:
            level = _guessed(parts, found)
            unit = parts[-1]
            if level or not HAMLET.match(fold(unit)):
                unclear.append(unit)
        if not level:
            break
        found[level] = unit
        parts.pop()
    for part in list(parts):  # an address that begins with the province
        for level in ("district", "province"):
            if level not in found and (unit := unit_of(part, level)):
                found[level] = province_of(part) if level == "province" else unit
                parts.remove(part)
                break
    said = ", ".join(one for one in unclear if not re.search(r"\d", one) or one in found.values())
    return Place(hamlet=", ".join(parts), unclear=said, **found)


def _level_of(part: str, found: dict[str, str]) -> tuple[str, str]:
    """The level and name of the unit that a part of an address is; an empty level where it does not say it."""
    if not found and (is_province(part) or unit_of(part, "province")):
        return "province", province_of(part)
    for level in ("commune", "district"):
        if level not in found and (opened := unit_of(part, level)):
            return level, opened
    return "", ""


def _guessed(parts: list[str], found: dict[str, str]) -> str:
    """The level of a part without a kind, where the parts around it leave one; a person is told of it."""
    last, before = parts[-1], parts[:-1]
    if re.search(r"\d", last) or HAMLET.match(fold(last)):
        return ""
    communes, districts = (any(unit_of(one, level) for one in before) for level in ("commune", "district"))
    if not found:
        return "province" if districts else "district" if communes else ""
    if "district" not in found:
        return "district" if communes else ""
    return "commune"


def is_province(text: str) -> bool:
    """Whether a text is the name of a province, of today or of before 1/7/2025; a city of the country with its kind too."""
    name = province_of(text)
    kind = unit_of(text, "district")
    if kind.startswith("thành phố"):
        return fold(name) in CITIES_OF_THE_COUNTRY
    return not kind and fold(name) in _provinces()


@cache
def _provinces() -> frozenset[str]:
    return frozenset(map(fold, [*words()["province_names"], *words()["other_spellings"]]))


@cache
def _kinds(level: str) -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    """Each kind with the expression of its word, on folded text, and that of its short form, on the text as printed."""
    found = []
    for kind, starts in words()["units"][level].items():
        whole, short = starts
        letters = r"\s*\.?\s*".join(short)
        end = r"\s+(?=[^\W\d_a-zà-ỹđ]|\d)" if len(short) > 1 else r"(?!)"
        digit = r"(?=\d)" if short in {"p", "q"} else r"(?!)"
        pattern = re.compile(rf"(?i:{letters})(?:\s*\.\s*(?=\S)|{end}|{digit})|{short.upper()}\s+(?=\S)")
        found.append((kind, re.compile(rf"{whole}\s*:?\s+(?=\S)"), pattern))
    return found


@lru_cache(maxsize=50_000)
def unit_of(text: str, level: str) -> str:
    """Return the name of a unit with its kind opened, "huyện Gò Dầu"; empty where it is no unit of this level."""
    name = name_of(text)
    folded = fold(name)
    for kind, whole, short in _kinds(level):
        match = whole.match(folded) or short.match(name)
        if match and not (level == "province" and kind == "tỉnh" and not _may_be_province(name[match.end() :])):
            return f"{kind} {name[match.end() :].strip()}"
    return ""


def _may_be_province(name: str) -> bool:
    return bool(name.strip()) and not re.search(r"\d", name)


def cell_of(text: str, level: str) -> Place:
    """Return the place of a cell of its own: with its kind opened, else as printed; of a cell with several levels all of them."""
    if not text:
        return Place()
    if len(_parts(text)) > 1:
        place = split_address(text)
        if place.commune or place.district:
            return place
    own = unit_of(text, level)
    if not own:
        for other in ("commune", "district"):
            if other != level and (unit := unit_of(text, other)):
                return Place(**{other: unit})
    several = name_of(text) if len(_parts(text)) > 1 else ""
    return replace(Place(unclear=several), **{level: own or name_of(text)})


def province_of(text: str) -> str:
    """Return the name of a province without its kind, a short name opened."""
    name = name_of(text).rstrip(".")
    if known := words()["provinces"].get(fold(name).replace(".", " ").strip().removeprefix("tp ").strip()):
        return str(known)
    for start in ("tỉnh ", "thành phố ", "tp. ", "tp.", "tp ", "t. ", "t."):
        if name.lower().startswith(start):
            return name[len(start) :].strip()
    return name
