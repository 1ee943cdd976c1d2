"""Places as lists print them: one cell with everything, or a cell for each level; short forms opened, names as printed.

>>> split_address("tổ 13, ấp Cây Nính, X. Phước Trạch, H. Gò Dầu, tỉnh Tây Ninh")
Place(hamlet='tổ 13, ấp Cây Nính', commune='xã Phước Trạch', district='huyện Gò Dầu', province='Tây Ninh')
"""

import re
from dataclasses import dataclass

from ocop.recognition.importing.published.words import name_of, words
from ocop.vietnamese import fold

COMMUNE_INSIDE = re.compile(r"\s((?:xã|phường|thị trấn|đặc khu|X\.|P\.|TT\.?)\s*\S.*)$")  # thôn 2 xã Đắk Môl
HAMLET = re.compile(r"(thon|ap|xom|ban|buon|lang|khu pho|khu|to|duong|so|hem|ngo)\b")
SEPARATORS = re.compile(r"\s*[,;]\s*|\s+[–-]\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """A place by level, each as printed with its kind; empty where the list does not say it. The province stands without its kind."""

    hamlet: str = ""
    commune: str = ""
    district: str = ""
    province: str = ""


def split_address(text: str) -> Place:
    """Read an address from its end: province, district, commune, and what stands before."""
    parts = [part for part in SEPARATORS.split(name_of(text).rstrip(". ")) if part]
    found: dict[str, str] = {}
    while parts and "commune" not in found:
        level, unit, before = _unit(parts[-1], found)
        if not level:
            break
        found[level] = unit
        parts[-1:] = [before] if before else []
    return Place(hamlet=", ".join(parts), **found)


def _unit(part: str, found: dict[str, str]) -> tuple[str, str, str]:
    """The level and name of the unit that a part of an address ends with, and what stands before it; an empty level where it has none."""
    if not found and (_is_city_of_the_country(part) or unit_of(part, "province")):
        return "province", province_of(part), ""
    for level in ("commune", "district"):
        if level not in found and (opened := unit_of(part, level)):
            return level, opened, ""
    if "commune" not in found and (inside := COMMUNE_INSIDE.search(part)):
        return "commune", unit_of(inside.group(1), "commune"), part[: inside.start()].strip()
    if not found and not re.search(r"\d", part) and not HAMLET.match(fold(part)):
        return "province", province_of(part), ""
    return "", "", part


CITIES_OF_THE_COUNTRY = {"ha noi", "ho chi minh", "hai phong", "da nang", "can tho", "hue"}


def _is_city_of_the_country(part: str) -> bool:
    return fold(province_of(part)) in CITIES_OF_THE_COUNTRY


def unit_of(text: str, level: str) -> str:
    """Return the name of a unit with its kind opened, "huyện Gò Dầu"; empty where it is no unit of this level."""
    name = name_of(text)
    for kind, starts in words()["units"][level].items():
        for start in sorted(starts, key=len, reverse=True):
            short = len(start) <= 2 and start != "xa"
            pattern = rf"{start}\s*\.\s*|{start}\s+(?=\S)" if short else rf"{start}\s+(?=\S)"
            match = re.match(pattern, fold(name))
            if match and (not short or "." in match.group() or name[: len(start)].isupper()):
                return f"{kind} {name[match.end() :].strip()}"
    return ""


def commune_of(text: str) -> str:
    """Return the commune of a cell of its own: with its kind opened, else as printed."""
    return unit_of(text, "commune") or name_of(text)


def district_of(text: str) -> str:
    """Return the district of a cell of its own: with its kind opened, else as printed."""
    return unit_of(text, "district") or name_of(text)


def province_of(text: str) -> str:
    """Return the name of a province without its kind, a short name opened."""
    name = name_of(text)
    if known := words()["provinces"].get(fold(name).replace(".", " ").strip().removeprefix("tp ").strip()):
        return str(known)
    for start in ("tỉnh ", "thành phố ", "tp. ", "tp.", "tp ", "t. "):
        if name.lower().startswith(start):
            return name[len(start) :].strip()
    return name
