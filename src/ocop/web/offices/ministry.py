"""What the ministry opens on: products that wait for it by province and time, the country with its stars, its rounds (Đ.5.2, 7.4)."""

from datetime import date

from ocop.people.models import UserAccount
from ocop.recognition.queries.ministry import WAITS, MinistryCounts, central_rounds, ministry_counts
from ocop.territory.queries.units import points_of_provinces, provinces
from ocop.vietnamese import format_date
from ocop.web.drawings.charts import Chart, ChartRow, Column, Mark

from .calendars import calendar_of, opened
from .parts import Figure, OfficeHome, address
from .stars import expiring_figure, in_force_figure, province_places, star_chart, stars_of

COLUMNS = tuple(
    Column(words, tone) for (words, _first, _last), tone in zip(WAITS.values(), ("leaf", "gold", "clay"), strict=True)
)


def ministry_home(user: UserAccount, *, on: date) -> OfficeHome:
    """Six queries: what waits, stars by state, units, their places, stars by province."""
    counts, stars, units = ministry_counts(user, today=on), stars_of("", on=on), list(provinces(on))
    names = {unit.code: unit.full_name for unit in units}
    waiting = {code: sum(groups.values()) for code, groups in counts.by_province.items()}
    rounds = [
        (
            f"Đợt trước ngày {format_date(one.proposed_before)}",
            one.last_proposal_day.year,
            one.proposed_before,
            one.finished_before,
            None,
        )
        for one in central_rounds((on.year - 1, on.year, on.year + 1))
    ]
    return OfficeHome(
        key="bo",
        figures=[*_figures(counts), in_force_figure(stars, ""), expiring_figure(stars, "")],
        charts=[_chart(counts, names, on), star_chart(stars, "", on=on)],
        places=province_places(units, points_of_provinces(on), waiting, on=on),
        calendar=calendar_of(opened(rounds), key="dot-bo", today=on),
    )


def _figures(counts: MinistryCounts) -> list[Figure]:
    return [
        Figure("sản phẩm từ 90 điểm đang chờ Bộ", Mark(counts.total, address("recognition:ministry_queue"))),
        Figure(
            "quá hạn của đợt",
            Mark(counts.late, address("recognition:ministry_queue", han="qua-han")),
            "clay" if counts.late else "leaf",
        ),
    ]


def _chart(counts: MinistryCounts, names: dict[str, str], on: date) -> Chart:
    return Chart(
        key="cho-bo",
        title="Tỉnh nào đang chờ Bộ, chờ bao lâu?",
        sentence=f"{counts.total} sản phẩm chờ Bộ; lâu nhất {counts.longest_days} ngày." if counts.total else "",
        heading="Tỉnh, thành phố",
        columns=COLUMNS,
        rows=[
            ChartRow(
                names.get(code, code),
                [
                    Mark(number, address("recognition:ministry_queue", tinh=code, cho=wait))
                    for wait, number in groups.items()
                ],
                Mark(sum(groups.values()), address("recognition:ministry_queue", tinh=code)),
            )
            for code, groups in counts.by_province.items()
        ],
        source=f"Kết quả từ 90 điểm do tỉnh phê duyệt, tính đến ngày {format_date(on)}; thời gian tính từ ngày phê duyệt.",
        empty="Chưa có sản phẩm nào chờ Bộ.",
    )
