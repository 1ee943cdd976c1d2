"""Where the dossiers of a commune or a province stand and how old they are: figures and a chart from one count."""

from collections.abc import Callable, Sequence
from datetime import date

from ocop.dossiers.models import DossierState
from ocop.reviewing.queries.narrowing import AGES, LATE, SOON, days_ahead
from ocop.reviewing.queries.stages import StageCount
from ocop.vietnamese import format_date
from ocop.web.drawings.charts import Chart, ChartRow, Column, Mark

from .parts import Figure

AGE_COLUMNS = tuple(
    Column(words, tone) for (words, _first, _last), tone in zip(AGES.values(), ("leaf", "gold", "clay"), strict=True)
)
Address = Callable[..., str]


def stage_work(
    counts: Sequence[StageCount], *, where: str, every: str, today: date, at: Address
) -> tuple[list[Figure], Chart]:
    """Return what an office has in hand, as figures and as a chart; ``every`` is the filter that shows all of it."""
    figures = stage_figures(counts, where=where, every=every, today=today, at=at)
    return figures, stage_chart(counts, where=where, every=every, today=today, at=at)


def stage_figures(counts: Sequence[StageCount], *, where: str, every: str, today: date, at: Address) -> list[Figure]:
    """Return three figures: all in hand, those late, those due soon; ``every`` is the filter that shows all of them."""
    total, late, soon = (sum(getattr(one, name) for one in counts) for name in ("total", "late", "soon"))
    return [
        Figure(f"hồ sơ đang ở {where}", Mark(total, at(trang_thai=every))),
        Figure("hồ sơ quá hạn", Mark(late, at(trang_thai=every, han=LATE)), "clay" if late else "leaf"),
        Figure(
            f"đến hạn trong {days_ahead(today)} ngày tới",
            Mark(soon, at(trang_thai=every, han=SOON)),
            "gold" if soon else "leaf",
        ),
    ]


def stage_chart(counts: Sequence[StageCount], *, where: str, every: str, today: date, at: Address) -> Chart:
    """Return the stages in the order of the law, each with its dossiers by age and its oldest one."""
    total, oldest = sum(one.total for one in counts), max((one.oldest_days for one in counts), default=0)
    return Chart(
        key=f"chang-{every}",
        title="Hồ sơ đang ở đâu, nộp đã bao lâu?",
        sentence=f"{total} hồ sơ đang ở {where}; hồ sơ nộp lâu nhất đã {oldest} ngày." if total else "",
        heading="Bước",
        columns=AGE_COLUMNS,
        rows=[_row(one, at) for one in counts],
        source=f"Hồ sơ trong hệ thống, tính đến ngày {format_date(today)}; tuổi tính từ ngày nộp.",
        note_heading="Lâu nhất",
        empty=f"Không có hồ sơ nào đang ở {where}.",
    )


def _row(one: StageCount, at: Address) -> ChartRow:
    marks = [Mark(number, at(trang_thai=one.state, tuoi=age)) for number, age in zip(one.by_age, AGES, strict=True)]
    return ChartRow(
        DossierState(one.state).label, marks, Mark(one.total, at(trang_thai=one.state)), f"{one.oldest_days} ngày"
    )
