"""The ministry asks a province to evaluate a round again (Đ.10.1.b): who sends, accepts, orders, reports, and what happens to a dossier."""

import threading
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from ocop.dossiers.models import Dossier, DossierState, EvaluationRound
from ocop.dossiers.operations.moving import lock_dossier
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.ledger.queries import verify_chain
from ocop.ministry.models import RedoDossier, RedoRequest, RedoState
from ocop.ministry.operations import accept_redo_request, order_redo, redoing, report_redo, send_redo_request
from ocop.people.models import Role
from ocop.people.tests.deputies import again, appoint
from ocop.recognition.operations import close_without_decision
from ocop.recognition.tests.builders import AT, chair, officer, scored_dossier, unit_has_round
from tests import builders as make
from tests.kept_table import unnoticed
from tests.racing import DONE, together

from .world import browser, central_officer, sign_advisory_report

pytestmark = pytest.mark.django_db
DUE = date(2027, 2, 1)


def closed_dossier(*, report: bool = True) -> tuple[Dossier, EvaluationRound]:
    """A dossier of 45 points that its province closed without a decision, and its round."""
    dossier = scored_dossier(mean="45", star=2)
    if report:
        sign_advisory_report(dossier)
    close_without_decision([dossier], reason="Dưới 50 điểm.", by=chair(), at=AT)
    its_round = unit_has_round(make.province())
    Dossier.objects.filter(pk=dossier.pk).update(round=its_round)
    return Dossier.objects.get(pk=dossier.pk), its_round


def letter(its_round: EvaluationRound, **changed: Any) -> dict[str, Any]:
    given = {"letter_number": "4120/BNNMT", "letter_on": date(2026, 12, 20), "reason": "Thiếu số phiếu.", "due_on": DUE}
    return {"round": its_round, **given, "by": central_officer(), "at": AT, **changed}


def in_progress(dossier: Dossier, its_round: EvaluationRound, chosen: list[Dossier]) -> RedoRequest:
    request = send_redo_request(**letter(its_round))
    accept_redo_request(request, by=officer(), at=AT)
    return order_redo(request, order_number="9/UBND", round=its_round, dossiers=chosen, by=chair(), at=AT)


def test_a_closed_dossier_comes_before_the_council_again_on_the_order_of_the_chair() -> None:
    dossier, its_round = closed_dossier()
    request = in_progress(dossier, its_round, [dossier])
    again = Dossier.objects.get(pk=dossier.pk)
    assert (request.state, again.state, again.round) == (RedoState.IN_PROGRESS, DossierState.COUNCIL_REVIEW, its_round)
    line = AuditEntry.objects.get(action="dossier_redone")
    assert (line.from_state, line.to_state, line.reason) == ("not_recognised", "council_review", "Thiếu số phiếu.")
    report_redo(request, report_number="310/BC", report="Chấm lại, đạt 3 sao.", by=officer(), at=AT)
    assert RedoRequest.objects.get().state == RedoState.REPORTED
    assert verify_chain().holds


def test_without_a_report_of_the_advisory_group_the_group_comes_first() -> None:
    dossier, its_round = closed_dossier(report=False)
    in_progress(dossier, its_round, [dossier])
    assert Dossier.objects.get(pk=dossier.pk).state == DossierState.IN_ROUND


def test_each_step_belongs_to_one_office_and_comes_in_its_order() -> None:
    dossier, its_round = closed_dossier()
    with pytest.raises(DomainError, match="Chỉ cơ quan tham mưu OCOP của Bộ"):
        send_redo_request(**letter(its_round, by=officer()))
    request = send_redo_request(**letter(its_round))
    assert send_redo_request(**letter(its_round)) == request
    far = make.account(Role.PROVINCIAL_OFFICER, make.province("42", "Hà Tĩnh"))
    for other in (chair(), far, central_officer()):
        with pytest.raises(DomainError, match="Chỉ cơ quan tham mưu OCOP của tỉnh này"):
            accept_redo_request(request, by=other, at=AT)
    order: dict[str, Any] = {"order_number": "9/UBND", "round": its_round, "dossiers": [dossier], "at": AT}
    with pytest.raises(DomainError, match="chờ tỉnh tiếp nhận"):
        order_redo(request, **order, by=chair())
    by = officer()
    assert accept_redo_request(request, by=by, at=AT) == accept_redo_request(request, by=by, at=AT)
    with pytest.raises(DomainError, match="Chỉ Chủ tịch UBND tỉnh này"):
        order_redo(request, **order, by=officer())
    with pytest.raises(DomainError, match="Tỉnh đã tiếp nhận"):
        report_redo(request, report_number="1/BC", report="Xong.", by=officer(), at=AT)


def test_a_deputy_orders_only_what_the_paper_names() -> None:
    dossier, its_round = closed_dossier()
    request = send_redo_request(**letter(its_round))
    accept_redo_request(request, by=officer(), at=AT)
    order: dict[str, Any] = {"order_number": "9/UBND", "round": its_round, "dossiers": [dossier], "at": AT}
    for matters in (["revocation"], ["result_sent_back"]):
        person = make.account()
        appoint(
            person, role=Role.PROVINCIAL_CHAIR, unit=make.province(), way="by_order", matters=matters, by=chair(),
            effective_from=date(2026, 1, 1), effective_to=None,
        )  # fmt: skip
        if matters == ["revocation"]:
            with pytest.raises(DomainError, match="không nêu"):
                order_redo(request, **order, by=again(person))
        else:
            assert order_redo(request, **order, by=again(person)).state == RedoState.IN_PROGRESS


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"letter_number": " "}, "letter_number"),
        ({"letter_on": date(2026, 12, 21)}, "letter_on"),
        ({"reason": ""}, "reason"),
        ({"due_on": date(2026, 12, 19)}, "due_on"),
    ],
)
def test_a_request_that_does_not_fit_is_refused_at_its_field(changed: dict[str, Any], field: str) -> None:
    _, its_round = closed_dossier()
    with pytest.raises(DomainError) as refused:
        send_redo_request(**letter(its_round, **changed))
    assert refused.value.field == field
    assert not RedoRequest.objects.exists()


def test_only_dossiers_of_the_round_without_a_decision_go_back_and_a_second_dossier_stops_it() -> None:
    dossier, its_round = closed_dossier()
    stranger = make.dossier(state="not_recognised")
    with pytest.raises(DomainError, match="không còn trong danh sách"):
        in_progress(dossier, its_round, [stranger])
    make.dossier(dossier.product, state="submitted")  # the producer filed anew meanwhile
    request = RedoRequest.objects.get()
    with pytest.raises(DomainError):
        order_redo(request, order_number="9/UBND", round=its_round, dossiers=[dossier], by=chair(), at=AT)
    assert RedoRequest.objects.get().state == RedoState.ACCEPTED


@pytest.mark.django_db(transaction=True)
def test_two_orders_at_once_take_a_dossier_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second order comes between the check of the first and its locks; SQLite lets nobody come between."""
    dossier, its_round = closed_dossier()
    requests = [send_redo_request(**letter(its_round, letter_number=f"{number}/BNNMT")) for number in range(2)]
    for one in requests:
        accept_redo_request(one, by=officer(), at=AT)
    by, checked, ordered = chair(), threading.Event(), threading.Event()

    def held(pk: int) -> Dossier:
        if not checked.is_set():
            checked.set()
            ordered.wait(timeout=1 if connection.vendor == "sqlite" else 30)
        return lock_dossier(pk)

    def order(request: RedoRequest) -> RedoRequest:
        return order_redo(request, order_number="9/UBND", round=its_round, dossiers=[dossier], by=by, at=AT)

    def second() -> None:
        checked.wait(timeout=30)
        try:
            order(requests[1])
        finally:
            ordered.set()

    monkeypatch.setattr(redoing, "lock_dossier", held)
    said = together(lambda: order(requests[0]), second)
    gone = "Có hồ sơ không còn trong danh sách. Hãy tải lại trang."
    assert said == ([gone, DONE] if connection.vendor == "postgresql" else [DONE, gone])
    assert RedoDossier.objects.get().request == requests[said.index(DONE)]


def test_a_reported_request_never_changes() -> None:
    dossier, its_round = closed_dossier()
    request = in_progress(dossier, its_round, [])
    report_redo(request, report_number="310/BC", report="Đã thu hồi hai giấy.", by=officer(), at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        RedoRequest.objects.update(report="Khác.")


def test_a_request_and_its_dossiers_changed_behind_the_back_are_named() -> None:
    dossier, its_round = closed_dossier()
    in_progress(dossier, its_round, [dossier])
    assert unnoticed("redorequest", "redodossier") == []


def test_pages_show_the_request_and_keep_what_was_typed() -> None:
    dossier, its_round = closed_dossier()
    central = browser(central_officer())
    refused = central.post(reverse("ministry:redo_create"), {"round": its_round.pk, "letter_number": "77/BNNMT"})
    assert refused.status_code == 422
    assert "77/BNNMT" in refused.content.decode()
    request = send_redo_request(**letter(its_round))
    page = browser(chair()).get(reverse("ministry:redo_request", args=[request.pk])).content.decode()
    assert "Thiếu số phiếu." in page
    assert dossier.product.name in page
    assert "4120/BNNMT" in central.get(reverse("ministry:redo_requests")).content.decode()
    far = make.account(Role.PROVINCIAL_OFFICER, make.province("42", "Hà Tĩnh"))
    assert browser(far).get(reverse("ministry:redo_request", args=[request.pk])).status_code == 404
