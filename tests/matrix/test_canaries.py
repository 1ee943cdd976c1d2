"""What a person may see ON a page counts, not only which page opens: every page that opens is read for planted words.

The hand-written table ``canaries.yaml`` names who may meet which. Only pages that answer 200 with text are read, each once per person.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from .objects import World
from .people import ANONYMOUS
from .planting import canaries, plant, words
from .table import everyone, members, rows
from .typed import address_of

pytestmark = pytest.mark.django_db
ROOMS = (
    "filing:",
    "reviewing:",
    "dossiers:",
    "advisory:",
    "councils:",
    "recognition:",
    "inspections:",
    "complaints:",
    "producers:",
    "products:",
    "people:",
    "web:home",
)
TEXT = ("text/html", "application/json", "text/csv")


# One person of each duty; with --every-cell, as for releases, everybody of the matrix.
DUTIES = (
    "producer",
    "producer_next",
    "newcomer",
    "commune_officer",
    "commune_officer_next",
    "provincial_officer",
    "advisory_member",
    "other_advisory_head",
    "council_member",
    "council_chair",
    "central_officer",
    "minister",
    "department_officer",
    "system_administrator",
)


def pages_of(world: World, name: str) -> Iterator[str]:
    """The addresses of the rooms that open for a person, each once."""
    opened = (
        address_of(world, row.route, row.subject)
        for row in rows()
        if row.method == "get" and row.route.startswith(ROOMS) and row.outcomes.get(name) == "allowed"
    )
    return iter(dict.fromkeys(opened))


def text_of(client: Client, address: str) -> str:
    """What a page says; nothing when it does not open, or is no text."""
    answer: Any = client.get(address)
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith(TEXT) or answer.streaming:
        return ""
    return str(answer.content.decode())


def test_everybody_reads_what_the_duty_needs_and_nothing_else(world: World, every_cell: bool) -> None:
    walkers = everyone() if every_cell else DUTIES
    read: dict[str, set[str]] = defaultdict(set)
    where: dict[tuple[str, str], str] = {}
    with transaction.atomic():
        plant(world)
        for name in walkers:
            for address in pages_of(world, name):
                text = text_of(world.client_of(name), address)
                for canary in canaries():
                    if words(canary) in text:
                        read[canary].add(name)
                        where.setdefault((canary, name), address)
        transaction.set_rollback(True)
    expected = {
        canary: {one for name in line["read_by"] for one in members(name)} & set(walkers)
        for canary, line in canaries().items()
    }
    leaks = {(canary, name, where[canary, name]) for canary in expected for name in read[canary] - expected[canary]}
    missing = {(canary, name) for canary in expected for name in expected[canary] - read[canary]}
    assert sorted(leaks) == []
    assert sorted(missing) == []


def test_nobody_reads_anything_without_signing_in(world: World) -> None:
    """The public pages show what a decision published: of all canaries none."""
    with transaction.atomic():
        plant(world)
        public = [row for row in rows() if row.method == "get" and row.outcomes[ANONYMOUS] == "allowed"]
        texts = [text_of(Client(), address_of(world, row.route, row.subject)) for row in public]
        transaction.set_rollback(True)
    assert [canary for canary in canaries() if any(words(canary) in text for text in texts)] == []
