"""How much longer each list takes when the whole country holds ten times as much and the reader's own rows stay the same.

``python -m tests.bench --only growth``. CPU time of our process, which is SQLite's too, and of the process of PostgreSQL that answers us; the time of the statements
stands beside it, on SQLite by the clock, on PostgreSQL the CPU time of that process. Both worlds stand side by side and are asked in turns; the least of all runs counts: other work on
the machine only adds. Goal: at most 1.2 times as long.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from ocop.producers.models import ProducerUser
from tests import builders
from tests.bench import worlds
from tests.bench.two_worlds import copied, opened

TURNS, RUNS, WARM_UP, MOST = 5, 6, 2, 1.2
BOARD = 20  # products before the reader's council
SLACK_MS = 1.0  # of CPU; below it a busy machine decides


@dataclass
class Lists:
    """Readers with rows of their own, and the pages that they open."""

    open: dict[str, Callable[[], Any]] = field(default_factory=dict)

    def add(self, title: str, client: Client, name: str, *of: int, **question: str) -> None:
        """Take a list."""
        self.open[title] = lambda: client.get(reverse(name, args=of), question)


def growth(few: int) -> dict[str, Any]:
    """Milliseconds of each list at ``few`` products and at ten times as many, and by what each grew."""
    worlds.public_products(few)
    lists = _lists()
    small, large = connection.settings_dict["NAME"], copied("large")
    with opened(large):
        worlds.public_products(few * 9, beside=few)
        worlds.province_dossiers(few // 2, code="22")
        worlds.council(few // 10, code="81")
    for world in (small, large):
        with opened(world), connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return {title: _grown(ask, small, large) for title, ask in lists.open.items()}


def _grown(ask: Callable[[], Any], small: str, large: str) -> dict[str, Any]:
    """Ask both worlds in turns; the least of each counts."""
    before, after = [], []
    for _ in range(TURNS):
        for world, found in ((small, before), (large, after)):
            with opened(world):
                found.append(_turn(ask))
    (cpu_before, sql_before, queries_before), (cpu, sql, queries) = _least(before), _least(after)
    grew = round(cpu / cpu_before, 2)
    met = queries == queries_before and (grew <= MOST or cpu - cpu_before <= SLACK_MS)
    return {
        "cpu_ms": [cpu_before, cpu], "sql_ms": [sql_before, sql], "queries": [queries_before, queries], "grew": grew, "met": met,
    }  # fmt: skip


def _least(turns: list[tuple[float, float, int]]) -> tuple[float, float, int]:
    cpu, sql, queries = zip(*turns, strict=True)
    return round(min(cpu), 2), round(min(sql), 2), max(queries)


def _lists() -> Lists:
    unit = builders.province("66", "Đắk Lắk")
    place = builders.commune("66001", "Hòa Thành", inside=unit)
    officer = worlds.province_dossiers(20, code="66")
    person, commune_officer = builders.account(), builders.account("commune_officer", place)
    owner = builders.producer(place)
    ProducerUser.objects.create(producer=owner, account=person, effective_from=builders.START)
    for _ in range(3):
        builders.dossier(builders.product(owner), state="draft")
    anyone, own, commune, province, chair, admin = (Client() for _ in range(6))
    administrator, body = builders.account("system_administrator"), worlds.council(BOARD, code="80")
    signed = (
        (own, person),
        (commune, commune_officer),
        (province, officer),
        (chair, body.chair),
        (admin, administrator),
    )
    for client, account in signed:
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    lists = Lists()
    lists.add("register", anyone, "portal:search")
    lists.add("register of a sector", anyone, "portal:search", loai="I")
    lists.add("producers", anyone, "portal:producers")
    lists.add("producers by name", anyone, "portal:producers", q="hop tac xa")
    lists.add("sitemap index", anyone, "sitemap")
    lists.add("home, producer", own, "web:home")
    lists.add("own dossiers", own, "filing:list")
    lists.add("own products", own, "products:list")
    lists.add("own producers", own, "producers:list")
    lists.add("home, commune", commune, "web:home")
    lists.add("dossiers of a commune", commune, "reviewing:commune_queue")
    lists.add("producers of a commune", commune, "producers:list")
    lists.add("home, province", province, "web:home")
    lists.add("dossiers of a province", province, "reviewing:province_queue")
    lists.add("results of a province", province, "recognition:queue")
    lists.add("board", chair, "councils:meeting", body.meeting.pk)
    lists.add("ledger", admin, "ledger:entries")
    lists.add("ledger by kind", admin, "ledger:entries", viec="product_registered")
    return lists


def _turn(ask: Callable[[], Any]) -> tuple[float, float, int]:
    cpu, sql, queries = [], [], 0
    for number in range(WARM_UP + RUNS):
        if number < WARM_UP:  # what is counted once a minute is not counted in every run
            for cache in caches.all():
                cache.clear()
        server = _server_ms()
        with _statements() as spent:
            start = time.process_time()
            answer = ask()
            took = (time.process_time() - start) * 1000
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status_code} instead of a list")
        if number >= WARM_UP:
            elsewhere = _server_ms() - server
            cpu.append(took + elsewhere)
            sql.append(elsewhere or sum(spent) * 1000)
            queries = len(spent)
    return min(cpu), min(sql), queries


def _server_ms() -> float:
    """CPU time of the process of PostgreSQL that answers us; 0 on SQLite, which answers in our own."""
    if connection.vendor == "sqlite":
        return 0
    connection.ensure_connection()
    spent = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    return int(spent.split()[0]) / 1e6


@contextmanager
def _statements() -> Iterator[list[float]]:
    spent: list[float] = []

    def timed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append(time.perf_counter() - start)

    with connection.execute_wrapper(timed):
        yield spent
