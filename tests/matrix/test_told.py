"""Who is told of what: every act somebody waits for tells exactly the people it concerns, once, and leads them to a page they may open.

The table is written by hand from the duties of the programme, with the names of the matrix.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import models, transaction
from django.utils import timezone

from ocop.dossiers.models import Dossier
from ocop.filing.operations.answering import answer_supplement
from ocop.ledger.operations import kind_of
from ocop.notices.kinds import kinds
from ocop.notices.models import Notice
from ocop.notices.sending import page_of
from ocop.recognition.operations import send_back_to_council
from ocop.recognition.operations.reminding import remind
from ocop.reviewing.operations.receiving import return_dossier, send_back_draft

from .objects import World

pytestmark = pytest.mark.django_db
OWN = {"producer", "delegate", "locked_out"}  # whoever has lost the password still acts for the producer
SECRETARIES = {"council_secretary"}
# The former officer and the former deputy held the roles until yesterday, and these things happened weeks ago.

# The way of a product that is recognised: what happened, and who heard of it.
JOURNEY: list[tuple[str, set[str]]] = [
    ("dossier_filed", {"commune_officer", "former_officer"}),
    ("dossier_received", OWN),
    ("assessment_to_sign", {"commune_chair", "commune_deputy", "former_deputy"}),
    ("dossier_proposed", OWN),
    ("proposal_arrived", {"provincial_officer", "former_officer"}),
    ("received_at_province", OWN),
    ("accepted_into_round", OWN),
    ("advisory_waiting", {"advisory_head", "other_advisory_head"}),
    ("council_waiting", SECRETARIES),
    ("result_recognised", OWN),
]
# Other objects of the world: the kind that was told last about them, and to whom.
ALSO: list[tuple[str, str, set[str]]] = [
    ("dossier.commune_supplement", "supplement_requested", OWN),
    ("dossier.province_supplement", "supplement_requested", OWN),
    ("dossier.potential_five_star", "result_forwarded", OWN),
    ("dossier.potential_five_star", "potential_five_star", {"central_officer"}),
    ("dossier.not_recognised", "result_not_recognised", OWN),
    ("meeting.closed", "results_ready", {"provincial_officer"}),
    ("seat", "council_seat", {"council_expert"}),
    ("deputyship", "deputy_appointed", {"commune_deputy"}),
]
COUNCIL = {
    "council_chair", "council_member", "council_member_second", "council_member_third", "council_expert",
    "council_secretary",
}  # fmt: skip


def told(world: World, about: models.Model, kind: str) -> set[str]:
    """Names of those who were told of one kind about one object."""
    names = {account.pk: name for name, account in world.people.accounts.items()}
    names[world["account.asked"].pk] = "locked_out"
    key = f"{kind_of(about)}:{about.pk}:{kind}:"
    rows = Notice.objects.filter(kind=kind, key__startswith=key).values_list("recipient_id", flat=True)
    return {names[pk] for pk in rows}


@pytest.fixture
def step() -> Iterator[None]:
    """What a test does in the world is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(("kind", "people"), JOURNEY, ids=lambda value: value if isinstance(value, str) else "")
def test_on_the_way_to_a_star(world: World, kind: str, people: set[str]) -> None:
    assert told(world, world["dossier.recognised"], kind) == people


@pytest.mark.parametrize(("name", "kind", "people"), ALSO)
def test_at_other_turns(world: World, name: str, kind: str, people: set[str]) -> None:
    assert told(world, world[name], kind) == people


def test_everybody_of_the_council_is_invited_to_its_meeting(world: World) -> None:
    assert told(world, world["meeting.planned"], "meeting_invitation") == COUNCIL


def test_the_chair_hears_once_of_results_submitted_together(world: World) -> None:
    chair = world.people["provincial_chair"]
    (title,) = Notice.objects.filter(recipient=chair, kind="decision_waiting").values_list("title", flat=True)
    assert title == "9 kết quả của Hội đồng chờ Chủ tịch UBND cấp tỉnh quyết định"


def test_nobody_is_told_of_what_happens_elsewhere(world: World) -> None:
    strangers = [
        "producer_next",
        "commune_officer_next",
        "commune_chair_next",
        "provincial_officer_far",
        "provincial_chair_far",
    ]
    strangers += ["newcomer", "system_administrator", "advisory_head_far", "council_secretary_far"]
    ids = [world.people[name].pk for name in strangers]
    kinds_told = set(Notice.objects.filter(recipient__in=ids).values_list("kind", flat=True))
    assert kinds_told <= {"council_seat", "advisory_seat"}


def test_every_notice_leads_to_a_page_its_reader_may_open(world: World) -> None:
    names = {account.pk: name for name, account in world.people.accounts.items()}
    newest: dict[tuple[str, str], Notice] = {}
    for notice in Notice.objects.order_by("created_at", "pk"):
        newest[names.get(notice.recipient_id, ""), notice.kind] = notice
    closed = {
        (name, kind): page_of(notice)
        for (name, kind), notice in newest.items()
        if name not in {"", "former_officer", "former_deputy"}
        and world.client_of(name).get(page_of(notice)).status_code not in {200, 302}
    }
    # The other advisory group of the province was told too, before the group at home took the dossier on.
    assert set(closed) == {("other_advisory_head", "advisory_waiting")}


# --- Acts that the world of the matrix has not seen ---------------------------------------------------------------------------


def _sent_back(world: World) -> Dossier:
    return send_back_draft(
        world["dossier.commune_assessed"], reason="Ghi rõ hơn.", by=world.people["commune_chair"], at=world.now
    )


def _returned(world: World) -> Dossier:
    return return_dossier(
        world["dossier.commune_supplement_late"], reason="Quá hạn.", by=world.people["commune_officer"], at=world.now
    )


def _answered(state: str) -> Callable[[World], Dossier]:
    def answer(world: World) -> Dossier:
        dossier: Dossier = world[f"dossier.{state}"]
        answer_supplement(dossier, answer="Đã sửa.", by=world.people["producer"], at=world.now)
        return dossier

    return answer


def _back_to_the_council(world: World) -> Dossier:
    send_back_to_council(
        [world["dossier.to_send_back"]], reason="Xem lại.", by=world.people["provincial_chair"], at=world.now
    )
    dossier: Dossier = world["dossier.to_send_back"]
    return dossier


@pytest.mark.usefixtures("step")
@pytest.mark.parametrize(
    ("act", "kind", "people"),
    [
        (_sent_back, "assessment_sent_back", {"commune_officer"}),
        (_returned, "dossier_returned", OWN),
        (_answered("commune_supplement"), "supplement_answered", {"commune_officer"}),
        (_answered("province_supplement"), "supplement_answered", {"provincial_officer"}),
        (_back_to_the_council, "result_sent_back", {"council_secretary", "council_chair"}),
    ],
)
def test_an_act_tells(world: World, act: Callable[[World], Any], kind: str, people: set[str]) -> None:
    about = act(world)
    assert told(world, about, kind) == people


@pytest.mark.usefixtures("step")
def test_three_days_before_a_request_falls_due_the_producer_is_reminded_once(world: World) -> None:
    """The request of the world falls due ten days after it was made, three days ago."""
    dossier = world["dossier.commune_supplement"]
    remind(at=world.now + timedelta(days=3))
    assert told(world, dossier, "supplement_due") == set()
    remind(at=world.now + timedelta(days=4))
    assert told(world, dossier, "supplement_due") == OWN
    before = Notice.objects.count()
    assert sum(remind(at=world.now + timedelta(days=4)).values()) == 0
    assert Notice.objects.count() == before
    titles = Notice.objects.filter(kind="supplement_due", key__startswith=f"dossier:{dossier.pk}:").values_list(
        "text", flat=True
    )
    assert set(titles) == {"Còn 3 ngày. Nếu không trả lời, hồ sơ có thể bị trả lại."}


@pytest.mark.usefixtures("step")
def test_who_works_at_a_step_is_reminded_before_it_falls_due(world: World) -> None:
    dossier = world["dossier.commune_review"]
    day = timezone.localdate(world.now)
    for distance, people in ((4, set()), (3, {"commune_officer"}), (0, {"commune_officer"})):
        with transaction.atomic():
            Dossier.objects.filter(pk=dossier.pk).update(due_on=day + timedelta(days=distance))
            remind(at=world.now)
            assert told(world, dossier, "review_due") == people
            transaction.set_rollback(True)


@pytest.mark.usefixtures("step")
@pytest.mark.parametrize(("days", "times"), [(181, 0), (180, 1), (91, 1), (90, 1), (31, 1), (30, 1), (0, 1)])
def test_a_certificate_that_runs_out_is_told_at_each_distance(world: World, days: int, times: int) -> None:
    certificate = world["certificate"]
    remind(at=world.now + timedelta(days=(certificate.expires_on - timezone.localdate(world.now)).days - days))
    assert told(world, certificate, "certificate_expiring") == (OWN if times else set())


@pytest.mark.usefixtures("step")
def test_a_certificate_is_told_three_times_before_it_runs_out(world: World) -> None:
    certificate = world["certificate"]
    left = (certificate.expires_on - timezone.localdate(world.now)).days
    for days in (180, 120, 90, 60, 30, 15, 0):
        remind(at=world.now + timedelta(days=left - days))
    mine = Notice.objects.filter(kind="certificate_expiring", recipient=world.people["producer"])
    assert sorted(key.rpartition(":")[2] for key in mine.values_list("key", flat=True)) == ["180", "30", "90"]


def test_every_kind_is_told_by_some_operation() -> None:
    from tests.test_ledger_words import SOURCE

    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if "tests" not in path.parts)
    assert [name for name in kinds() if f'"{name}"' not in code] == []
