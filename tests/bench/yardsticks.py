"""Two yardsticks for every figure, measured beside it in the same run: machines differ by a factor of three, multiples do not.

``W`` is one bare Django page: a line of HTML through the same middleware, no template, no query. ``S`` is one SELECT by primary key through
Django's cursor, answer read. A goal of this project is a multiple of W or S; milliseconds in issues mean a machine on which W is 0.5 ms.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from ocop.people.models import UserAccount
from tests import builders
from tests.bench.timing import percentile

RUNS, WARM_UP = 150, 20
IN_W = {"wall_ms_p50": "wall", "wall_ms_p95": "wall", "cpu_ms_p50": "cpu"}


def bare(_request: HttpRequest) -> HttpResponse:
    """The least a page can be."""
    return HttpResponse("<!DOCTYPE html><title>W</title>")


urlpatterns = [path("", bare)]


@dataclass
class Yardstick:
    """Median milliseconds of one repetition."""

    wall: float
    cpu: float

    def as_figures(self) -> dict[str, float]:
        """What is printed of it."""
        return {"wall_ms": round(self.wall, 3), "cpu_ms": round(self.cpu, 3)}


def measured(repeat: Callable[[], Any]) -> Yardstick:
    """Time something small, over and over; the median forgives a busy machine."""
    wall, cpu = [], []
    for number in range(WARM_UP + RUNS):
        wall_start, cpu_start = time.perf_counter(), time.process_time()
        repeat()
        if number >= WARM_UP:
            cpu.append((time.process_time() - cpu_start) * 1000)
            wall.append((time.perf_counter() - wall_start) * 1000)
    return Yardstick(percentile(wall, 0.5), percentile(cpu, 0.5))


def bare_page() -> Yardstick:
    """W."""
    client = Client()
    with override_settings(ROOT_URLCONF="tests.bench.yardsticks"):
        return measured(lambda: client.get("/"))


def indexed_select() -> Yardstick:
    """S."""
    known = UserAccount.objects.order_by("pk").values_list("pk", flat=True).first() or builders.account().pk
    table, key = UserAccount._meta.db_table, UserAccount._meta.pk.column
    question = f'SELECT * FROM "{table}" WHERE "{key}" = %s'  # noqa: S608 - names of our own model

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute(question, [known])
            cursor.fetchone()

    return measured(ask)


@contextmanager
def beside(figure: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Measure both before and after what fills ``figure``, and add its times as multiples of their mean."""
    before = bare_page(), indexed_select()
    yield figure
    page, select = (_mean(one, other) for one, other in zip(before, (bare_page(), indexed_select()), strict=True))
    figure["W"], figure["S"] = page.as_figures(), select.as_figures()
    _add_multiples(figure, page, select)


def _mean(one: Yardstick, other: Yardstick) -> Yardstick:
    return Yardstick((one.wall + other.wall) / 2, (one.cpu + other.cpu) / 2)


def _add_multiples(figure: dict[str, Any], page: Yardstick, select: Yardstick) -> None:
    for name, value in list(figure.items()):
        if isinstance(value, dict) and name not in {"W", "S"}:
            _add_multiples(value, page, select)
        elif name in IN_W:
            short = name.replace("_ms", "")
            figure[f"{short}_in_W"] = round(value / getattr(page, IN_W[name]), 1)
            figure[f"{short}_in_S"] = round(value / getattr(select, IN_W[name]), 1)
