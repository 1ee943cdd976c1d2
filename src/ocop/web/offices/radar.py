"""The radar of an office: which stars run out, by month, place and star, and what can be done about each (QĐ 26/2026, Đ.7.6.a)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page
from django.db.models import Q, QuerySet

from ocop.dossiers.queries.access import COMMUNE_ROLES, MINISTRY_ROLES, PROVINCE_ROLES
from ocop.filing.rules import PREPARES
from ocop.paper.lists import Cell, Column, Listing, in_parts
from ocop.people.models import UserAccount
from ocop.people.rights import holds_any, inside_units_of, roles_of
from ocop.portal.pages.addresses import product_address
from ocop.recognition.models import RegisterEntry
from ocop.recognition.queries.due import (
    DueFilters,
    DueRow,
    count_due,
    due_by_month,
    due_by_place,
    due_entries,
    due_rows,
    months_ahead,
    with_what_is_shown,
)
from ocop.recognition.rules import REMINDERS
from ocop.territory.queries.units import names_at_paths, provinces, unit_with_path
from ocop.vietnamese import format_date, format_integer
from ocop.web.drawings.charts import Chart, ChartRow, Mark
from ocop.web.drawings.charts import Column as Part

from .parts import Figure, address
from .stars import territory_filter

READERS = (*COMMUNE_ROLES, *PROVINCE_ROLES, *MINISTRY_ROLES)
LAPSED = "da-het-han"
STARS = (5, 4, 3)
PARTS = (Part("5 sao", "gold"), Part("4 sao", "leaf"), Part("3 sao", "sky"))
FIRST_PLACES = 12
CHARTS = {  # title and heading of the first column
    "thang": ("Sao hết hạn vào tháng nào?", "Tháng"),
    "tinh": ("Tỉnh nào có sao sắp hết hạn?", "Tỉnh"),
    "xa": ("Xã nào có nhiều sao hết hạn nhất?", "Xã, phường"),
}
STANDINGS = {
    "lapsed": ("off", "Đã hết hạn"),
    "under_way": ("ok", "Đang có hồ sơ"),
    "not_yet": ("off", "Chưa đến kỳ nộp"),
    "open": ("soon", "Đang kỳ nộp"),
    "missed": ("bad", "Đã qua kỳ nộp"),
}
COLUMNS = (
    Column("Sản phẩm", 40), Column("Chủ thể", 36), Column("Nơi làm ra", 34), Column("Hạng sao", 8), Column("Hết hạn", 12), Column("Nộp từ ngày", 12),
    Column("Nộp đến hết ngày", 12), Column("Tình trạng", 18), Column("Hồ sơ đang làm", 28),
)  # fmt: skip


def territory_of(user: UserAccount) -> Q:
    """Filter register rows by the territory of the reader's offices."""
    return inside_units_of(user, READERS)


def read_due(query: Mapping[str, str], *, on: date) -> DueFilters:
    """Read an address (``han``, ``sao``, ``thang``, ``tinh``, ``xa``); what makes no sense is left out."""
    distances, ahead = months_ahead(on), query.get("han", "")
    star, place = query.get("sao", ""), [query.get("tinh", ""), query.get("xa", "")]
    codes = [one for one in place if one.isascii() and one.isdigit() and len(one) <= 5]
    return DueFilters(
        ahead=int(ahead) if ahead in map(str, distances) else distances[-1],
        lapsed=ahead == LAPSED,
        star=int(star) if star in map(str, STARS) else None,
        month=_month(query.get("thang", "")),
        unit_path="".join(f"{one}/" for one in codes) if place[0] in codes else "",
    )


def _month(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 - a month of the calendar, no moment
    except ValueError:
        return None


def chosen_entries(user: UserAccount, chosen: DueFilters, *, on: date) -> QuerySet[RegisterEntry]:
    """Return what the radar lists for its reader."""
    return with_what_is_shown(due_entries(territory_of(user), chosen, on=on))


def radar_page(user: UserAccount, chosen: DueFilters, page: Page[RegisterEntry], *, on: date) -> dict[str, Any]:
    """Return figures, charts and rows; as many queries for one product as for a thousand."""
    reminds = holds_any(user, REMINDERS)
    counts, lapsed = count_due(territory_of(user), on=on)
    entries = due_entries(territory_of(user), DueFilters(chosen.ahead, chosen.lapsed), on=on)
    return {
        "figures": _figures(counts, lapsed, chosen),
        "charts": [_month_chart(entries, chosen, on), *_place_chart(user, entries, chosen, on)],
        "page": page,
        "rows": [_shown(row) for row in due_rows(page.object_list, on=on)],
        "narrowed": ", ".join(_words(chosen)),
        "query_string": _list(chosen).partition("?")[2],
        "all_href": _list(DueFilters(chosen.ahead, chosen.lapsed)),
        "lapsed": chosen.lapsed,
        "reminds": reminds and not chosen.lapsed,
        "drafts": holds_any(user, PREPARES),
        "writes": reminds,
    }


def _shown(row: DueRow) -> tuple[DueRow, str, str, str]:
    """A row with the public page of its product, and the tag and the words of what can be done."""
    return row, product_address(row.entry.pk, row.entry.name), *STANDINGS[row.standing]


def _list(chosen: DueFilters, **more: object) -> str:
    where = {"sao": chosen.star, **territory_filter(chosen.unit_path)}
    month = chosen.month.strftime("%Y-%m") if chosen.month else ""
    return address("web:radar", **{"han": LAPSED if chosen.lapsed else chosen.ahead, "thang": month, **where, **more})


def _figures(counts: dict[int, int], lapsed: int, chosen: DueFilters) -> list[tuple[Figure, bool]]:
    ahead = [
        (
            Figure(
                f"hết hạn trong {months} tháng tới",
                Mark(number, _list(DueFilters(months))),
                "gold" if number else "leaf",
            ),
            not chosen.lapsed and chosen.ahead == months,
        )
        for months, number in counts.items()
    ]
    over = Figure(
        "đã hết hạn, chưa được đánh giá lại",
        Mark(lapsed, _list(DueFilters(0, lapsed=True))),
        "clay" if lapsed else "leaf",
    )
    return [*ahead, (over, chosen.lapsed)]


def _month_chart(entries: QuerySet[RegisterEntry], chosen: DueFilters, on: date) -> Chart:
    months = due_by_month(entries)
    most = max(months.items(), key=lambda one: sum(one[1].values()), default=None)
    busiest = f"Nhiều nhất: tháng {most[0].month}/{most[0].year}, {sum(most[1].values())} sản phẩm." if most else ""
    rows = [
        _bar(f"Tháng {month.month}/{month.year}", by_star, chosen, thang=month.strftime("%Y-%m"))
        for month, by_star in months.items()
    ]
    return _chart("thang", busiest, rows, on)


def _place_chart(user: UserAccount, entries: QuerySet[RegisterEntry], chosen: DueFilters, on: date) -> Iterator[Chart]:
    """By province for whoever reads the country, by commune for a province; a commune alone needs none."""
    paths = {held.unit_path for held in roles_of(user) if held.role in READERS}
    if "" in paths:
        names = {one.code: one.full_name for one in provinces(on)}
        counted = due_by_place(entries, "province_code")
        rows = [_bar(names.get(code, code), stars, chosen, tinh=code) for code, stars in counted.items()]
        yield _chart("tinh", _sum(counted, "tỉnh, thành phố"), rows, on)
    elif len(paths) > 1 or any(path.count("/") == 1 for path in paths):
        counted = due_by_place(entries, "unit_path")
        units = names_at_paths(counted)
        rows = [_bar(units.get(path, path), stars, chosen, **territory_filter(path)) for path, stars in counted.items()]
        yield _chart("xa", _sum(counted, "nơi"), rows[:FIRST_PLACES], on)


def _sum(counted: Mapping[str, Mapping[int, int]], noun: str) -> str:
    products = sum(sum(stars.values()) for stars in counted.values())
    return f"{format_integer(products)} sản phẩm ở {len(counted)} {noun}." if products else ""


def _bar(title: str, by_star: Mapping[int, int], chosen: DueFilters, **where: object) -> ChartRow:
    plain = DueFilters(chosen.ahead, chosen.lapsed)
    marks = [Mark(by_star.get(star, 0), _list(plain, sao=star, **where)) for star in STARS]
    return ChartRow(title, marks, Mark(sum(by_star.values()), _list(plain, **where)))


def _chart(key: str, sentence: str, rows: Sequence[ChartRow], on: date) -> Chart:
    title, heading = CHARTS[key]
    source = f"Sổ sản phẩm OCOP công khai, ngày {format_date(on)}."
    empty = "Không có sao nào hết hạn trong thời gian này."
    return Chart(f"han-{key}", title, sentence, heading, PARTS, rows, source, empty=empty)


def _words(chosen: DueFilters) -> list[str]:
    unit = unit_with_path(chosen.unit_path) if chosen.unit_path else None
    words = [f"{chosen.star} sao" if chosen.star else ""]
    words += [f"tháng {chosen.month.month}/{chosen.month.year}" if chosen.month else ""]
    words += [unit.full_name if unit else chosen.unit_path.strip("/")]
    return [word for word in words if word]


def radar_listing(user: UserAccount, chosen: DueFilters, *, on: date, at: datetime) -> Listing:
    """Return the radar as it is filtered on the page, one product a row."""

    def rows() -> Iterator[Sequence[Cell]]:
        for part in in_parts(chosen_entries(user, chosen, on=on)):
            yield from map(_cells, due_rows(part, on=on))

    ahead = "Đã hết hạn" if chosen.lapsed else f"Trong {chosen.ahead} tháng tới"
    return Listing("Sao sắp hết hạn", COLUMNS, rows(), at, [("Hết hạn", ahead), ("Lọc", ", ".join(_words(chosen)))])


def _cells(row: DueRow) -> Sequence[Cell]:
    opens, closes = (row.window.opens_on, row.window.closes_on) if row.window else (None, None)
    one = row.entry
    return (
        one.name, one.product.producer.name, row.place, one.star_rating, one.expires_earliest, opens, closes, STANDINGS[row.standing][1],
        str(row.under_way),
    )  # fmt: skip
