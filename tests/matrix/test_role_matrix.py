"""Every row of the hand-written table, walked by every person: what opens, what is refused, what does not exist.

Every row is walked over HTTP. Of the people from whom its object is hidden one goes there over HTTP too; the others ask the gatekeeper
that one met (`gatekeepers`). Where everybody meets the same, a stranger and one of the others walk for all. With `--every-cell`, as
`make test-all` does for releases, everybody goes everywhere.
A refused or hidden write must leave every table as it was, the ledger included; an allowed one must leave a line there.
"""

import zlib
from functools import cache

import pytest
from django.apps import apps
from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from ocop.paper import answering
from tests.pages import routes

from .gatekeepers import Gatekeepers, Question, question_behind
from .objects import World
from .people import ANONYMOUS
from .table import OUTCOMES, SIGN_IN, Row, everyone, rows
from .typed import address_of, typed_at

pytestmark = pytest.mark.django_db
ROOMS = (
    "territory",
    "ledger",
    "people",
    "notices",
    "jobs",
    "producers",
    "products",
    "dossiers",
    "advisory",
    "councils",
    "recognition",
    "inspections",
    "complaints",
)
# What a person notes for oneself alone: no line in the ledger, no row more or less.
FOR_ONESELF = {"notices:read_all"}


# Counts at the door how often somebody without an account tried: forgotten within hours, and no fact about anybody.
COUNTED_AT_THE_DOOR = {"people_trycount"}


def test_every_route_has_a_row() -> None:
    assert sorted({row.route for row in rows()}) == sorted(routes())


def test_the_table_names_only_people_and_outcomes_that_exist(world: World) -> None:
    assert set(everyone()) - {ANONYMOUS} <= set(world.people.accounts)
    assert {outcome for row in rows() for outcome in row.outcomes.values()} <= OUTCOMES
    assert all(set(row.outcomes) == set(everyone()) for row in rows() if row.subject)


@pytest.mark.parametrize("row", rows(), ids=str)
def test_row(
    world: World, gatekeepers: Gatekeepers, row: Row, every_cell: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if (
        not every_cell
    ):  # who may have a paper is asked here; that it can be drawn, where it is printed and where each page is opened
        for draw in ("docx_of", "pdf_of"):
            monkeypatch.setattr(answering, draw, lambda *_paper, **_fonts: b"")
    before, probe = count_rows(), _probe(row)
    found, question = meet(world, row, probe, before)
    met, expectations = {probe: found}, row.outcomes
    if len(set(row.outcomes.values())) == 1 and not every_cell:
        expectations = {name: row.outcomes[name] for name in (probe, ANONYMOUS) if name in row.outcomes}
    for name, expected in expectations.items():
        if name != probe:
            asked = question if expected == "hidden" and not every_cell else None
            if asked and gatekeepers.hide(asked, name, world.people[name]):
                met[name] = "hidden"
            else:
                met[name], _ = meet(world, row, name, before)
    assert met == expectations


def _probe(row: Row) -> str:
    """Who asks first over HTTP: one of those from whom the object is hidden, another one in each row."""
    hidden = [name for name, outcome in row.outcomes.items() if outcome == "hidden"]
    names = hidden or list(row.outcomes)
    return names[zlib.crc32(str(row).encode()) % len(names)]


def meet(world: World, row: Row, name: str, before: dict[str, int]) -> tuple[str, Question | None]:
    """What a person meets, and the gatekeeper behind a 404; the step itself is undone."""
    client, address = world.client_of(name), address_of(world, row.route, row.subject)
    with transaction.atomic():
        if row.method == "get":
            response = client.get(address)
        else:
            response = client.post(address, typed_at(world, row.route, row.subject))
        after = count_rows()
        transaction.set_rollback(True)
    outcome = _outcome(row.method, response, before, after)
    if outcome == "refused" and row.route in FOR_ONESELF and response.status_code == 302 and not _complains(response):
        outcome = "allowed"
    return outcome, question_behind(getattr(response, "because", None))


def _outcome(method: str, response: HttpResponseBase, before: dict[str, int], after: dict[str, int]) -> str:
    target = str(response.headers.get("Location", ""))
    changed = before != after
    if method == "get":
        assert not changed, "reading changed something"
    elif changed and response.status_code in {200, 302}:
        assert after["ledger_auditentry"] > before["ledger_auditentry"], "a write without a line in the ledger"
        return "allowed"
    else:
        assert not changed, f"answered {response.status_code} and changed something all the same"
    if response.status_code == 404:
        return "hidden"
    if target.startswith(reverse("account_login")):
        return SIGN_IN
    if method == "post" or _complains(response):
        return "refused"
    return {200: "allowed", 204: "allowed", 302: "led", 301: "led"}.get(response.status_code, "refused")


def _complains(response: HttpResponseBase) -> bool:
    """Whether the answer brings a reason along to the page it leads to."""
    request: HttpRequest = response.wsgi_request  # type: ignore[attr-defined]
    return any(message.level >= messages.WARNING for message in messages.get_messages(request))


def count_rows() -> dict[str, int]:
    """Number of rows of every table of the rooms, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_counting())
        return dict(cursor.fetchall())


@cache
def _counting() -> str:
    known = {model._meta.db_table for room in ROOMS for model in apps.get_app_config(room).get_models()}
    tables = sorted(known - COUNTED_AT_THE_DOOR)
    return " UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM \"{table}\"" for table in tables)  # noqa: S608
