"""The country as dots: one dot for every quarter of a degree in which a commune lies, islands and archipelagos included.

No boundary is drawn, so no boundary file of unclear origin is needed. The points come from the package ``vietnamadminunits`` (MIT).
"""

import sqlite3
from pathlib import Path

from ocop.territory.sources import package_files
from ocop.web.drawings.projection import HEIGHT, WIDTH, project

STEP = 0.22  # degrees between dots
ISLANDS = ("Đặc khu",)  # special zones keep their own place instead of the grid's
# Each archipelago is one commune and so one point; its larger islands show its extent (places rounded to 0.05°, common geography).
HOANG_SA = (
    (16.85, 112.35),
    (16.55, 111.60),
    (15.80, 111.20),
    (16.65, 112.75),
    (16.05, 111.80),
    (16.95, 112.25),
    (16.45, 111.75),
)
TRUONG_SA = (
    *(
        (8.65, 111.90),
        (11.45, 114.35),
        (9.90, 114.35),
        (10.20, 114.35),
        (10.40, 114.50),
        (7.90, 112.90),
        (8.95, 113.70),
    ),
    *((8.95, 112.35), (9.70, 114.30), (11.05, 114.30), (8.85, 114.65), (10.65, 114.10)),
)


def commune_points() -> list[tuple[str, float, float]]:
    """Return (name, latitude, longitude) of the communes in force."""
    database, _converter = package_files()
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return connection.execute("SELECT ward, wardLat, wardLon FROM admin_units ORDER BY wardCode").fetchall()


def dots() -> list[tuple[float, float]]:
    """Return the places of the dots in the drawing, west to east."""
    cells: set[tuple[float, float]] = set()
    for name, latitude, longitude in commune_points():
        if name.startswith(ISLANDS):
            cells.add((latitude, longitude))
        else:
            cells.add((round(latitude / STEP) * STEP, round(longitude / STEP) * STEP))
    cells.update(HOANG_SA, TRUONG_SA)
    return sorted(project(latitude, longitude) for latitude, longitude in cells)


def draw() -> str:
    """Return the map as SVG: one path of round dots."""
    path = "".join(f"M{x:g} {y:g}h0" for x, y in dots())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}">'
        f'<path d="{path}" fill="none" stroke="#7fa893" stroke-width="1.5" stroke-linecap="round"/></svg>\n'
    )


def write_map(target: Path) -> None:
    """Write the map."""
    target.write_text(draw(), encoding="utf-8")
