"""The provincial chair sends a result back to the council (Đ.7.3.e; assumed): nothing of the first evaluation is touched."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ocop.councils import operations as councils
from ocop.councils.models import AgendaItem, Capacity, EvaluationResult, ScoreSheet
from ocop.councils.pages import tasks_for
from ocop.councils.tests import building as b
from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.queries.history import history_of
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.ledger.queries import verify_chain
from ocop.people.models import UserAccount
from ocop.recognition.operations import recognise, send_back_to_council, submit_for_decision
from ocop.recognition.queries.results import results_of
from tests import builders as make

from .builders import AT, chair, officer, scored_dossier

pytestmark = pytest.mark.django_db
REASON = "Xem lại minh chứng của tiêu chí 2.3."


def browser(user: UserAccount) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_chair_sends_back_with_a_reason_and_doing_it_twice_changes_nothing() -> None:
    dossier, by = scored_dossier(), chair()
    for _ in range(2):
        send_back_to_council([dossier], reason=REASON, by=by, at=AT)
    lines = AuditEntry.objects.filter(action="result_sent_back")
    assert Dossier.objects.get().state == DossierState.COUNCIL_REVIEW
    assert [(line.reason, line.from_state, line.to_state) for line in lines] == [
        (REASON, "decision_pending", "council_review")
    ]
    assert EvaluationResult.objects.count() == 1
    assert verify_chain().holds


@pytest.mark.parametrize("state", ["province_scored", "recognised", "council_review", "not_recognised"])
def test_only_a_result_that_waits_for_the_decision_is_sent_back(state: str) -> None:
    with pytest.raises(DomainError, match="không chuyển lại Hội đồng được"):
        send_back_to_council([scored_dossier(state=state)], reason=REASON, by=chair(), at=AT)


def test_only_the_chair_of_the_province_sends_back_and_says_why() -> None:
    dossier = scored_dossier()
    for person in (officer(), make.account("provincial_chair", make.province("42", "Hà Tĩnh"))):
        with pytest.raises(DomainError, match="Chủ tịch UBND tỉnh này"):
            send_back_to_council([dossier], reason=REASON, by=person, at=AT)
    with pytest.raises(DomainError, match="ghi lý do"):
        send_back_to_council([dossier], reason="  ", by=chair(), at=AT)
    with pytest.raises(DomainError, match="ít nhất một sản phẩm"):
        send_back_to_council([], reason=REASON, by=chair(), at=AT)
    assert Dossier.objects.get().state == "decision_pending"


@pytest.fixture(autouse=True)
def _demonstration(settings: Any) -> None:
    settings.OCOP_DEMO = True  # sheets decide without a confirmation


def evaluated_once() -> AgendaItem:
    """A product scored, reported and submitted, by a council with everything in place."""
    item = b.closed_product([60, 60, 60])
    b.agree_on_everything(item)
    _finish(item, "10/BC")
    return item


def _finish(item: AgendaItem, number: str) -> None:
    by = b.chair(item.meeting.council)
    councils.finalise_item(item, by=by, at=b.LATER)
    councils.sign_council_report(item.meeting, number=number, signed_on=item.meeting.held_on, by=by, at=b.LATER)
    submit_for_decision([item.dossier], by=officer(), at=b.LATER)


def test_a_later_meeting_scores_anew_and_every_old_mark_stays() -> None:
    first = evaluated_once()
    before = list(ScoreSheet.objects.order_by("pk").values_list("pk", "content_hash", "total"))
    send_back_to_council([first.dossier], reason=REASON, by=chair(), at=b.LATER)
    assert [task.title for task in tasks_for(officer())] == ["Lập phiên họp Hội đồng"]
    council = first.meeting.council
    again = councils.plan_meeting(
        council,
        first.meeting.round,
        held_on=first.meeting.held_on,
        place="Hội trường 2",
        by=b.secretary(council),
        at=b.LATER,
    )
    (second,) = councils.put_on_agenda(again, [first.dossier], by=b.secretary(council), at=b.LATER)
    councils.record_attendance(
        again, {one.pk: True for one in council.members.all()}, by=b.secretary(council), at=b.LATER
    )
    councils.open_meeting(again, by=b.chair(council), at=b.LATER)
    second = councils.open_item(second, by=b.chair(council), at=b.LATER)
    b.everyone_hands_in(second, [80, 80, 80])
    councils.close_item(second, by=b.chair(council), at=b.LATER)
    second.refresh_from_db()
    b.agree_on_everything(second)
    _finish(second, "11/BC")
    assert (
        list(ScoreSheet.objects.filter(item=first).order_by("pk").values_list("pk", "content_hash", "total")) == before
    )
    assert EvaluationResult.objects.get(item=first).average_score == "60.00"
    found = results_of([first.dossier])[first.dossier_id]
    assert (found.item_id, found.average_score) == (second.pk, "80.00")
    assert verify_chain().holds


def test_the_office_sees_the_reason_where_it_plans_and_the_producer_in_the_history() -> None:
    first = evaluated_once()
    send_back_to_council([first.dossier], reason=REASON, by=chair(), at=b.LATER)
    council = first.meeting.council
    again = councils.plan_meeting(
        council,
        first.meeting.round,
        held_on=first.meeting.held_on,
        place="Hội trường 2",
        by=b.secretary(council),
        at=b.LATER,
    )
    assert REASON in browser(officer()).get(b.url("agenda", again.pk)).content.decode()
    (second,) = councils.put_on_agenda(again, [first.dossier], by=b.secretary(council), at=b.LATER)
    member = b.seat(council, Capacity.MEMBER).account
    assert REASON in browser(member).get(b.url("item", second.pk)).content.decode()
    newest = history_of(Dossier.objects.get(pk=first.dossier_id))[0]
    assert (newest.action, newest.note) == ("Chủ tịch UBND tỉnh chuyển lại Hội đồng", REASON)


def test_the_page_asks_for_the_reason_shows_it_again_and_sends_back() -> None:
    dossier, by = scored_dossier(), chair()
    client, url = browser(by), reverse("recognition:decide")
    assert "Chuyển lại Hội đồng" in client.get(reverse("recognition:queue")).content.decode()
    given = {"viec": "send_back", "ho_so": [dossier.pk], "reason": ""}
    assert client.post(url, given).status_code == 422
    given["reason"] = REASON
    assert REASON in client.post(url, given).content.decode()
    assert Dossier.objects.get().state == "decision_pending"
    for _ in range(2):
        assert client.post(url, {**given, "xac_nhan": "1"})["Location"] == reverse("recognition:queue")
    assert AuditEntry.objects.filter(action="result_sent_back").count() == 1


def test_what_was_sent_back_is_not_decided_on_the_old_result() -> None:
    dossier, by = scored_dossier(), chair()
    send_back_to_council([dossier], reason=REASON, by=by, at=AT)
    with pytest.raises(DomainError, match="chưa quyết định được"):
        recognise([dossier], decision_number="1/QĐ", decided_on=AT.date(), by=by, at=AT)
