"""Rounds against the calendar (QĐ 26/2026, Đ.5): until when proposals are taken, until when a round is finished, where today stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ocop.law.calendar import last_day_before
from ocop.web.drawings.charts import Mark, Stretch, draw_line

from .parts import Calendar, RoundLine

DAY = timedelta(days=1)
MOST = 4


@dataclass(frozen=True)
class RoundDays:
    """A round with the day its proposals begin, and its dossiers where there is a list of them."""

    name: str
    opens: date
    last_proposal: date
    last_day: date
    dossiers: Mark | None = None


def opened(rounds: Sequence[tuple[str, int, date, date, Mark | None]]) -> list[RoundDays]:
    """Put rounds (name, year, proposals before, finished before, dossiers) in order.

    The day of a commune's letter decides the round (Đ.5.1): a round takes those written after the one before stopped.
    """
    found: list[RoundDays] = []
    for name, year, proposed, finished, dossiers in sorted(rounds, key=lambda one: one[2]):
        before = found[-1].last_proposal + DAY if found else date(year, 1, 1)
        found.append(RoundDays(name, before, last_day_before(proposed), last_day_before(finished), dossiers))
    return found


def calendar_of(rounds: Sequence[RoundDays], *, key: str, today: date) -> Calendar | None:
    """Return the rounds that are not finished, else the newest finished one; None where none was planned."""
    shown = [one for one in rounds if one.last_day >= today][:MOST] or list(rounds)[-1:]
    if not shown:
        return None
    first, last = min(one.opens for one in shown), max(one.last_day for one in shown)
    lines = [_line(one, first=first, last=last, today=today) for one in shown]
    return Calendar(key, _sentence(shown, today), lines, counted=any(one.dossiers for one in lines))


def _line(one: RoundDays, *, first: date, last: date, today: date) -> RoundLine:
    if today > one.last_day:
        tag, state, ends = "off", "Đã kết thúc", one.last_day
    elif today > one.last_proposal:
        tag, state, ends = "info", "Đang đánh giá", one.last_day
    elif today >= one.opens:
        tag, state, ends = "ok", "Đang nhận đề nghị", one.last_proposal
    else:
        tag, state, ends = "wait", "Đợt sau", one.last_proposal
    stretches = [
        Stretch(one.opens, one.last_proposal, "leaf"),
        Stretch(one.last_proposal + DAY, one.last_day, "sky"),
    ]
    drawing = draw_line(stretches, first=first, last=last, today=today)
    return RoundLine(one.name, one.last_proposal, one.last_day, tag, state, (ends - today).days, drawing, one.dossiers)


def _sentence(shown: Sequence[RoundDays], today: date) -> str:
    taking = next((one for one in shown if one.opens <= today <= one.last_proposal), None)
    if taking:
        return f"{taking.name} còn nhận đề nghị {(taking.last_proposal - today).days} ngày."
    return "Chưa lập đợt nào nhận đề nghị từ hôm nay."
