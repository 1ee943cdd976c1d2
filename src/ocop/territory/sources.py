"""Read the published units from the package `vietnamadminunits` (MIT): its files only, never its code.

Two snapshots and the conversion between them: the 34 provinces and 3,321 communes of 1/7/2025, the 63 provinces, districts
and communes as they stood on 30/6/2025, and which former commune went into which new one (NQ 202/2025/QH15, QĐ 19/2025/QĐ-TTg).
The type of a unit is read from its full name: the package's type column contradicts the name in a few rows.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

TYPES = ("Thành phố", "Tỉnh", "Quận", "Huyện", "Thị xã", "Thị trấn", "Phường", "Xã", "Đặc khu")
_CANONICAL = {word.casefold(): word for word in TYPES}
_TYPED_NAME = re.compile(f"({'|'.join(TYPES)})\\s+(.+)", re.IGNORECASE)

CURRENT = """SELECT province, ward, provinceCode, provinceLat, provinceLon, wardCode, wardLat, wardLon, provinceKey, wardKey
             FROM admin_units ORDER BY provinceCode, wardCode"""
FORMER = """SELECT province, district, ward, provinceCode, provinceLat, provinceLon, districtCode, districtLat, districtLon,
                   wardCode, wardLat, wardLon, provinceKey, districtKey, wardKey
            FROM admin_units_legacy ORDER BY provinceCode, districtCode, wardCode"""


class SourceError(RuntimeError):
    """The package with the published units is missing or has another shape than expected."""


@dataclass(frozen=True, slots=True)
class SourceUnit:
    """One published unit; ``path`` holds the codes from the province down, former units begin with "cu/"."""

    path: str
    code: str
    level: str
    unit_type: str
    name: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A former unit went, whole or in part, into a current one; both named by their paths."""

    former: str
    current: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Published:
    """Everything the package publishes, in the terms of this room."""

    current: tuple[SourceUnit, ...]
    former: tuple[SourceUnit, ...]
    links: tuple[SourceLink, ...]


def package_files() -> tuple[Path, Path]:
    """Return the paths of the package's tables and of its converter; raises ``SourceError`` when it is not installed."""
    spec = find_spec("vietnamadminunits")  # does not run the package, whose import reads 4 MB
    if spec is None or spec.origin is None:
        raise SourceError("Chưa cài gói dữ liệu vietnamadminunits.")
    data = Path(spec.origin).parent / "data"
    return data / "dataset.db", data / "converter_2025.json"


def fingerprint(*more: bytes) -> str:
    """Return a hash over the package's files and ``more``: equal content needs no second load."""
    digest = hashlib.sha256()
    for path in package_files():
        digest.update(path.read_bytes())
    for content in more:
        digest.update(content)
    return digest.hexdigest()


def typed_name(full_name: str) -> tuple[str, str]:
    """Split "Phường Hòa Thành" into its type and its name; raises ``SourceError`` when there is no known type."""
    match = _TYPED_NAME.fullmatch(" ".join(full_name.split()))
    if match is None:
        raise SourceError(f"Không đọc được loại đơn vị hành chính: {full_name!r}")
    return _CANONICAL[match[1].casefold()], match[2]


def read_published() -> Published:
    """Read both snapshots and the links between them; raises ``SourceError``."""
    tables, converter = package_files()
    with sqlite3.connect(f"file:{tables}?mode=ro&immutable=1", uri=True) as connection:
        current_rows = connection.execute(CURRENT).fetchall()
        former_rows = connection.execute(FORMER).fetchall()
    current, current_keys = _current(current_rows)
    former, former_keys = _former(former_rows)
    links = tuple(_links(json.loads(converter.read_text(encoding="utf-8")), former_keys, current_keys))
    return Published(tuple(current.values()), tuple(former.values()), links)


def former_names() -> frozenset[str]:
    """Return the full names of all units of 30/6/2025, some thirty milliseconds; raises ``SourceError``."""
    with sqlite3.connect(f"file:{package_files()[0]}?mode=ro&immutable=1", uri=True) as connection:
        rows = connection.execute("SELECT DISTINCT province, district, ward FROM admin_units_legacy").fetchall()
    return frozenset(name for row in rows for name in row if name)


def _unit(path: str, level: str, full_name: str, latitude: Any, longitude: Any) -> SourceUnit:
    unit_type, name = typed_name(full_name)
    return SourceUnit(path, path.rstrip("/").rsplit("/", 1)[-1], level, unit_type, name, latitude, longitude)


def _current(rows: list[tuple[Any, ...]]) -> tuple[dict[str, SourceUnit], dict[str, str]]:
    units: dict[str, SourceUnit] = {}
    keys: dict[str, str] = {}
    for province, ward, code, latitude, longitude, ward_code, ward_latitude, ward_longitude, key, ward_key in rows:
        path = f"{code}/"
        if path not in units:
            units[path] = _unit(path, "province", province, latitude, longitude)
            keys[key] = path
        units[f"{path}{ward_code}/"] = _unit(f"{path}{ward_code}/", "commune", ward, ward_latitude, ward_longitude)
        keys[f"{key}_{ward_key}"] = f"{path}{ward_code}/"
    return units, keys


def _former(rows: list[tuple[Any, ...]]) -> tuple[dict[str, SourceUnit], dict[str, str]]:
    units: dict[str, SourceUnit] = {}
    keys: dict[str, str] = {}
    for row in rows:
        province_path, district_path = f"cu/{row[3]}/", f"cu/{row[3]}/{row[6]}/"
        if province_path not in units:
            units[province_path] = _unit(province_path, "province", row[0], row[4], row[5])
            keys[row[12]] = province_path
        if district_path not in units:
            units[district_path] = _unit(district_path, "district", row[1], row[7], row[8])
        key = f"{row[12]}_{row[13]}_{row[14] or ''}"
        if row[9] is None:  # five island districts had no communes; the district itself became a special zone
            keys[key] = district_path
            continue
        path = f"{district_path}{row[9]}/"
        units[path] = _unit(path, "commune", row[2], row[10], row[11])
        keys[key] = path
    return units, keys


def _links(converter: dict[str, Any], former: dict[str, str], current: dict[str, str]) -> Iterator[SourceLink]:
    try:
        for province, former_provinces in converter["DICT_PROVINCE"].items():
            for key in former_provinces:
                yield SourceLink(former[key], current[province], whole=True)
        for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for ward, former_communes in communes.items():
                for key in former_communes:
                    yield SourceLink(former[key], current[f"{province}_{ward}"], whole=True)
        for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
            for key, parts in divided.items():
                for part in parts:
                    yield SourceLink(former[key], current[f"{province}_{part['newWardKey']}"], whole=False)
    except KeyError as missing:
        raise SourceError(f"Bảng chuyển đổi của gói vietnamadminunits thiếu {missing}.") from missing
