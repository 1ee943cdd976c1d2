"""The stars of a territory on a day: a chart by star and state, and the map of its places, from the public register."""

from collections.abc import Mapping, Sequence
from datetime import date

from ocop.recognition.arithmetic import CertificateState
from ocop.recognition.queries.register_counts import STANDING, counts_by_place, counts_by_star
from ocop.recognition.wording import STATE_WORDS
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import format_date, format_integer
from ocop.web.drawings.charts import Chart, ChartRow, Column, Mark
from ocop.web.drawings.dots import Dot

from .parts import Calendar, Figure, OfficeHome, Place, Places, address

TONES = dict(zip(STANDING, ("leaf", "gold", "clay", "line"), strict=True))
COLUMNS = tuple(Column(str(STATE_WORDS[state]), TONES[state]) for state in STANDING)
Stars = dict[int, dict[str, int]]


def search(**query: object) -> str:
    """Return the address of the public register with its filters."""
    return address("portal:search", **query)


def territory_filter(unit_path: str) -> dict[str, str]:
    """Return the filters of the public register that keep a territory: province and commune by their codes."""
    return dict(zip(("tinh", "xa"), unit_path.strip("/").split("/"), strict=False)) if unit_path else {}


def star_chart(stars: Stars, unit_path: str, *, on: date) -> Chart:
    """Return how many products hold each star, by the state of their certificate."""
    where = territory_filter(unit_path)
    rows = [
        ChartRow(
            f"{star} sao",
            [Mark(states[state], search(**where, sao=star, trang_thai=state)) for state in STANDING],
            Mark(sum(states.values()), ""),
        )
        for star, states in stars.items()
        if any(states.values())
    ]
    ending = expiring(stars)
    return Chart(
        key=f"sao-{unit_path.strip('/').replace('/', '-')}",
        title="Sao nào còn, sao nào sắp hết hạn?",
        sentence=f"{format_integer(ending)} sản phẩm đang trong kỳ nộp hồ sơ đánh giá lại."
        if ending
        else "Không có sao nào sắp hết hạn.",
        heading="Hạng",
        columns=COLUMNS,
        rows=rows,
        source=f"Sổ sản phẩm OCOP công khai, ngày {format_date(on)}.",
        empty="Địa bàn chưa có sản phẩm nào trong sổ.",
        with_total=False,
    )


def expiring(stars: Stars) -> int:
    """Return how many stars run out soon."""
    return sum(states[CertificateState.EXPIRING] for states in stars.values())


def in_force(stars: Stars) -> int:
    """Return how many stars are in force."""
    return sum(states[CertificateState.VALID] + states[CertificateState.EXPIRING] for states in stars.values())


def in_force_figure(stars: Stars, unit_path: str) -> Figure:
    """Return the figure of the stars in force."""
    return Figure(
        "sản phẩm còn sao", Mark(in_force(stars), search(**territory_filter(unit_path), trang_thai="in_force"))
    )


def expiring_figure(stars: Stars, unit_path: str) -> Figure:
    """Return the figure of the stars that run out soon."""
    number, href = expiring(stars), search(**territory_filter(unit_path), trang_thai=CertificateState.EXPIRING)
    return Figure("sao sắp hết hạn, đang kỳ đánh giá lại", Mark(number, href), "gold" if number else "leaf")


def stars_of(unit_path: str, *, on: date) -> Stars:
    """Count the stars of a territory (one query)."""
    return counts_by_star(unit_path, on=on)


def home_of_territory(
    key: str,
    unit_path: str,
    *,
    on: date,
    work: tuple[Sequence[Figure], Chart] | None,
    places: Places | None = None,
    calendar: Calendar | None = None,
) -> OfficeHome:
    """Return the home of one territory: the person's work where it stands here, then the stars."""
    stars = stars_of(unit_path, on=on)
    figures, charts = (work[0], [work[1]]) if work else ([in_force_figure(stars, unit_path)], [])
    return OfficeHome(
        key=key,
        figures=[*figures, expiring_figure(stars, unit_path)],
        charts=[*charts, star_chart(stars, unit_path, on=on)],
        places=places,
        calendar=calendar,
    )


def commune_places(
    province: AdministrativeUnit, units: list[AdministrativeUnit], dossiers: dict[int, int], *, on: date
) -> Places:
    """Return the communes of a province with their stars and their dossiers at the province (one query)."""
    counts = counts_by_place(province.path, on=on, column="unit_path")
    lines, dots = [], []
    for unit in units:
        found = counts.get(unit.path, {})
        where = territory_filter(unit.path)
        waits = address("reviewing:province_queue", trang_thai="dang-o-tinh", xa=unit.pk)
        marks = _marks(found, where, Mark(dossiers.get(unit.pk, 0), waits))
        if any(mark.number for mark in marks):
            lines.append(Place(unit.full_name, marks))
        if unit.latitude is not None and unit.longitude is not None:
            dots.append(_dot(unit, marks))
    lines.sort(key=lambda one: [-mark.number for mark in one.marks])
    with_stars = sum(1 for one in lines if one.marks[0].number)
    return Places(
        key=f"xa-{province.code}",
        title="Xã nào có sao, xã nào có hồ sơ?",
        sentence=f"{with_stars} trên {len(units)} xã, phường, đặc khu của {province.full_name} có sản phẩm còn sao.",
        heading="Xã, phường",
        headings=("Còn sao", "Sắp hết hạn", "Hồ sơ ở tỉnh"),
        places=lines,
        dots=dots,
        source=f"Sổ sản phẩm OCOP và hồ sơ trong hệ thống, ngày {format_date(on)}; chấm vàng: có sao sắp hết hạn.",
    )


def province_places(
    units: list[AdministrativeUnit], points: dict[str, tuple[float, float]], waiting: dict[str, int], *, on: date
) -> Places:
    """Return the provinces with their stars and what they sent to the ministry (one query)."""
    counts = counts_by_place("", on=on, column="province_code")
    lines, dots = [], []
    for unit in units:
        found = counts.get(unit.code, {})
        sent = address("recognition:ministry_queue", tinh=unit.code)
        marks = _marks(found, {"tinh": unit.code}, Mark(waiting.get(unit.code, 0), sent))
        lines.append(Place(unit.full_name, marks))
        if unit.code in points:
            dots.append(_dot(unit, marks, points[unit.code]))
    lines.sort(key=lambda one: [-mark.number for mark in one.marks])
    with_stars = sum(1 for one in lines if one.marks[0].number)
    return Places(
        key="ca-nuoc",
        title="Tỉnh nào có sao, tỉnh nào đề nghị 5 sao?",
        sentence=f"{with_stars} trên {len(units)} tỉnh, thành phố có sản phẩm còn sao trong sổ này.",
        heading="Tỉnh, thành phố",
        headings=("Còn sao", "Sắp hết hạn", "Chờ Bộ"),
        places=lines,
        dots=dots,
        source=f"Sổ sản phẩm OCOP công khai, ngày {format_date(on)}; chấm vàng: có sao sắp hết hạn.",
        country=True,
    )


def _marks(found: Mapping[str, int], where: Mapping[str, str], dossiers: Mark) -> list[Mark]:
    """The numbers of a place: stars in force, stars that run out, and its dossiers."""
    states = ("in_force", CertificateState.EXPIRING)
    return [*(Mark(found.get(one, 0), search(**where, trang_thai=one)) for one in states), dossiers]


def _dot(unit: AdministrativeUnit, marks: list[Mark], point: tuple[float, float] | None = None) -> Dot:
    stars, ending, dossiers = marks
    latitude, longitude = point or (float(unit.latitude or 0), float(unit.longitude or 0))
    words = f"{unit.full_name}: {stars.number} sản phẩm còn sao, {ending.number} sắp hết hạn, {dossiers.number} hồ sơ"
    return Dot(latitude, longitude, words, stars.number, stars.href, "gold" if ending.number else "leaf")
