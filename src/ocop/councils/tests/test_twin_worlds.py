"""Two worlds equal but for hidden marks answer every other person with the same bytes.

Each world is a transaction that is rolled back, so that both have the same ids; the clock stands still. The sequences of PostgreSQL do
not roll back, so they are set to the same start for each world. A page that refuses its reader tells its status and the reason it was
given; the page drawn around it is compared too with `--every-cell`.
"""

import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from ocop.councils import operations
from ocop.councils.arithmetic import Mark
from ocop.councils.models import AgendaItem, Capacity, ItemState
from ocop.councils.pages import tasks_for
from ocop.councils.urls import urlpatterns
from ocop.people.models import Role, UserAccount
from tests import builders
from tests.builders import AT
from tests.fixtures.refusals import plain_refusals

from . import building as b

pytestmark = pytest.mark.django_db
SECRETS = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": "[^"]+"')
Script = Callable[[AgendaItem], None]


def low_marks(item: AgendaItem) -> None:
    _mark(item, [b.sheet_with_total(b.law_of(item), total) for total in (31, 32, 40)], drafted=5)


def high_marks(item: AgendaItem) -> None:
    _mark(item, [b.sheet_with_total(b.law_of(item), total) for total in (99, 100, 80)], drafted=30)


def _mark(item: AgendaItem, sheets: list[list[Mark]], *, drafted: int) -> None:
    """Three members have sent their sheets, one is in the middle of it; the observed member has not begun."""
    _, deputy, first, second, expert, *_ = b.scorers(item.meeting.council)
    for member, marks in zip((deputy, first, expert), sheets, strict=True):
        b.hand_in(item, member, marks)
    operations.save_marks(item, sheets[0][:drafted], by=second.account, at=AT)


def observers(item: AgendaItem) -> dict[str, UserAccount]:
    body = item.meeting.council
    return {
        "chair": b.chair(body),
        "secretary": b.secretary(body),
        "absent member": b.seat(body, Capacity.MEMBER, 2).account,
        "recused member": b.seat(body, Capacity.MEMBER, 3).account,
        "office": b.officer(),
        "provincial chair": builders.account(Role.PROVINCIAL_CHAIR, builders.province()),
        "administrator": builders.account(Role.SYSTEM_ADMINISTRATOR, None),
        "other council": b.chair(b.council()),
    }


ADDRESSES = [pattern for pattern in urlpatterns if pattern.name is not None]


def answers_in(script: Script) -> dict[str, dict[str, tuple[int, Any, bytes]]]:
    """Build a world, let every observer ask every page of the room, and forget the world again."""
    with _twin():
        item = _world()
        watching = observers(item)
        script(item)
        return {name: _everything(item, person) for name, person in watching.items()}


@contextmanager
def _twin() -> Iterator[None]:
    """A transaction that leaves nothing behind and gives people, products and rows the names and ids that its twin gives."""
    builders._numbers = itertools.count(1)
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT setval(oid::regclass, 20000) FROM pg_class WHERE relkind = 'S'")
        yield
        transaction.set_rollback(True)


def _world(**rules: Any) -> AgendaItem:
    body = b.council(scorers=(*b.SCORERS, Capacity.MEMBER, Capacity.MEMBER), **rules)
    meeting = b.meeting(body, products=2)
    absent, recused = b.seat(body, Capacity.MEMBER, 2), b.seat(body, Capacity.MEMBER, 3)
    operations.record_attendance(meeting, {absent.pk: False}, by=b.secretary(body), at=AT)
    item = b.open_product(meeting)
    operations.declare_recusal(item, reason="Người thân", by=recused.account, at=AT)
    return item


def _everything(item: AgendaItem, person: UserAccount) -> dict[str, tuple[int, Any, bytes]]:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    found, about = {}, _what_pages_are_about(item)
    for pattern in ADDRESSES:
        address = _address(str(pattern.name), item, about)
        found[f"GET {pattern.name}"] = _told(client.get(address))
        if pattern.name not in {"seal", "close_item"}:
            with (
                transaction.atomic()
            ):  # each refused or taken step is undone, so that the next one meets the same world
                found[f"POST {pattern.name}"] = _told(
                    client.post(address, {"reason": "thử", "tieu_chi": "1.1", "muc": "2"})
                )
                transaction.set_rollback(True)
    with transaction.atomic():
        found["POST close_item"] = _told(client.post(_address("close_item", item), {"reason": ""}))
        transaction.set_rollback(True)
    found["tasks"] = (0, None, json.dumps([str(task) for task in tasks_for(person)]).encode())
    return found


def _address(name: str, item: AgendaItem, about: Mapping[str, tuple[Any, ...]] | None = None) -> str:
    known = _what_pages_are_about(item) if about is None else about
    return reverse(f"councils:{name}", args=known.get(name, (item.pk,)))


def _what_pages_are_about(item: AgendaItem) -> dict[str, tuple[Any, ...]]:
    """What stands in the address of a page that is not about the product itself."""
    meeting = item.meeting
    return {
        **dict.fromkeys(
            ("meetings", "my_sheets", "meeting_create", "councils", "rules_create", "council_create", "consult"), ()
        ),
        **dict.fromkeys(("meeting", "agenda", "attendance", "report"), (meeting.pk,)),
        **dict.fromkeys(("council", "adopt", "seat_create"), (meeting.council_id,)),
        **dict.fromkeys(("seat_end", "seat_remove"), (b.seat(meeting.council).pk,)),
        **dict.fromkeys(("item_evidence", "item_picture", "item_viewer", "item_leaf"), (item.pk, 1)),
        **dict.fromkeys(("survey_photo", "survey_picture", "survey_viewer", "survey_leaf"), (item.pk, 1)),
        "rules": (meeting.rules_id,),
        "meeting_paper": (meeting.pk, "bien-ban", "docx"),
    }


def _told(answer: HttpResponse) -> tuple[int, Any, bytes]:
    because = getattr(answer, "because", None)  # a refusal whose page is not drawn: all that the page would say of it
    return answer.status_code, answer.get("Location"), SECRETS.sub(b"", answer.content) + str(because or "").encode()


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(hours=2))


def test_before_closing_no_byte_tells_anybody_anything_about_marks(every_cell: bool) -> None:
    with nullcontext() if every_cell else plain_refusals(403, 404):
        low, high = answers_in(low_marks), answers_in(high_marks)
    different = [
        (name, page) for name, pages in low.items() for page, told in pages.items() if told != high[name][page]
    ]
    assert different == []
    assert {told[0] for told in low["secretary"].values()} >= {200, 302, 403}


def test_the_comparison_notices_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted fault: results open while the product is being scored."""
    monkeypatch.setattr("ocop.councils.queries.meetings.quorum_rule", lambda _: "x")
    from ocop.councils.models import CriterionScore
    from ocop.councils.views import meetings

    monkeypatch.setattr(meetings, "quorum_rule", lambda _: f"đã có {CriterionScore.objects.count()} điểm")

    def attendance(script: Script) -> tuple[int, Any, bytes]:
        with _twin():
            item = _world()
            script(item)
            window = b.browser(b.secretary(item.meeting.council))
            return _told(window.get(_address("attendance", item)))

    assert attendance(low_marks) != attendance(high_marks)


def test_after_closing_a_member_whose_sheet_is_missing_still_learns_nothing() -> None:
    def closed(script: Script) -> bytes:
        with _twin():
            item = _world(quorum_ratio=Decimal("0.5"))
            script(item)
            body = item.meeting.council
            b.hand_in(item, b.scorers(body)[0], b.full_sheet(b.law_of(item)))
            operations.close_item(item, reason="Ủy viên chưa gửi", by=b.chair(body), at=b.LATER)
            client = Client()
            late = b.seat(body, Capacity.MEMBER, 1).account
            client.force_login(late, backend="allauth.account.auth_backends.AuthenticationBackend")
            told = [client.get(_address(name, item)) for name in ("meeting", "item", "result", "report", "agreed")]
            item.refresh_from_db()
            assert item.state == ItemState.CLOSED
            return b"".join(SECRETS.sub(b"", one.content) for one in told)

    low, high = closed(low_marks), closed(high_marks)
    assert low == high
