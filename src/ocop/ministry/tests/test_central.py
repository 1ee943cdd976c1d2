"""The way of a potential five-star product through the ministry: group, council, minister, and the way back (Đ.5.2, 7.4)."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from ocop.advisory.models import AdvisoryReport
from ocop.advisory.operations import add_member, save_report
from ocop.advisory.pages.tasks import tasks_for as advising
from ocop.advisory.queries.access import get_review_for, reviews_visible_to, standing_towards
from ocop.advisory.tests.world import WORDS
from ocop.councils.models import CouncilMeeting, EvaluationResult, ScoreSheet
from ocop.councils.operations import open_item, plan_meeting, put_on_agenda, seat_member, set_up_council
from ocop.councils.pages.tasks import tasks_for as scoring
from ocop.councils.queries.access import meetings_visible_to
from ocop.councils.queries.conflicts import conflicts_at
from ocop.councils.tests.building import chair as council_chair
from ocop.councils.tests.building import secretary
from ocop.councils.verifying import changed_results, changed_sheets
from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.dossiers.queries.access import dossiers_visible_to
from ocop.ledger.comparing import record_checks, told_by_the_chain
from ocop.ledger.errors import DomainError
from ocop.ministry.operations import accept_at_ministry, answer_request, ask_province
from ocop.people.models import Role, UserAccount
from ocop.recognition.models import Certificate, DecisionItem, RegisterEntry
from ocop.recognition.operations import (
    close_without_decision,
    recognise,
    recognise_five_star,
    return_to_province,
    send_back_to_council,
)
from ocop.recognition.queries.notices import result_notice
from ocop.recognition.tests.builders import certificate, chair, officer, result
from ocop.recognition.verifying import changed_certificates, changed_decision_items
from tests import builders as make

from .central_world import AT, DAY, Ministry, member_of
from .world import browser, received

pytestmark = pytest.mark.django_db
PAPER: dict[str, Any] = {"decision_number": "1500/QĐ-BNNMT", "decided_on": DAY}


def states(dossier: Dossier) -> str:
    return Dossier.objects.values_list("state", flat=True).get(pk=dossier.pk)


def test_five_stars_from_the_package_to_the_certificate_of_the_ministry() -> None:
    product = make.product()
    held = certificate(product, star=4)
    ministry = Ministry()
    dossier = ministry.submitted(dossier=ministry.advised(ministry.accepted(received(product=product))))
    before = EvaluationResult.objects.get(item__meeting__council__unit__isnull=False)
    assert (dossier.state, before.average_score) == ("central_decision_pending", "92.00")
    assert result_notice(dossier).result == before  # what the council of the ministry found is told when it is decided

    made = recognise_five_star([dossier], **PAPER, by=ministry.minister, at=AT)
    assert recognise_five_star([dossier], **PAPER, by=ministry.minister, at=AT) == made
    found = EvaluationResult.objects.exclude(pk=before.pk).get()
    assert (found.average_score, found.star_rating, found.outcome, found.sheets_counted) == (
        "100.00",
        5,
        "recognised",
        5,
    )
    assert EvaluationResult.objects.get(pk=before.pk).average_score == "92.00"
    new = Certificate.objects.get(dossier=dossier)
    held.refresh_from_db()
    assert (new.star_rating, new.issued_on, new.expires_on) == (5, DAY, date(2030, 2, 10))
    assert (new.issuing_authority, made.unit, made.unit_path) == ("Bộ trưởng Bộ Nông nghiệp và Môi trường", None, "")
    assert (held.ended_on, held.end_reason) == (DAY, "superseded")
    assert RegisterEntry.objects.get(product=product).star_rating == 5
    assert list(DecisionItem.objects.order_by("pk").values_list("rests_on", "star_rating", "average_score")) == [
        ("province", 5, "92.00"), ("central", 5, "100.00"),
    ]  # fmt: skip
    assert (states(dossier), result_notice(Dossier.objects.get(pk=dossier.pk)).result) == ("recognised", found)


def test_what_the_ministry_decided_fits_the_ledger() -> None:
    ministry = Ministry()
    dossier = ministry.submitted()
    recognise_five_star([dossier], **PAPER, by=ministry.minister, at=AT)
    told = told_by_the_chain()
    wrong = [one for check in (changed_certificates, changed_decision_items) for one in check(told) if one]
    wrong += [one for check in (changed_sheets, changed_results) for one in check() if one]
    central = [str(one) for one in wrong if "7/QĐ" in str(one) or "BNNMT" in str(one) or "Phiếu" in str(one)]
    assert central == []
    kinds = ("Tổ tư vấn", "Hội đồng", "Báo cáo của Tổ tư vấn số", "Đợt đánh giá")
    kept = {title: check for title, check in record_checks(lambda: told).items() if title in kinds}
    assert [str(one) for check in kept.values() for one in check() if one and "trung ương" in str(one)] == []


def test_below_ninety_the_province_recognises_on_the_result_of_the_ministry() -> None:
    ministry = Ministry()
    dossier = ministry.submitted(75)
    star = EvaluationResult.objects.get(item__meeting__council__unit__isnull=True).star_rating
    with pytest.raises(DomainError, match="chưa đạt 5 sao"):
        recognise_five_star([dossier], **PAPER, by=ministry.minister, at=AT)
    assert return_to_province([dossier], reason="75 điểm", by=ministry.minister, at=AT)[0].state == "province_fallback"
    assert return_to_province([dossier], reason="75 điểm", by=ministry.minister, at=AT)[0].state == "province_fallback"
    assert (
        result_notice(Dossier.objects.get(pk=dossier.pk)).item is None
    )  # an approval that led to nothing is no decision
    leads = chair()
    if star in (3, 4):
        made = recognise([dossier], decision_number="22/QĐ-UBND", decided_on=DAY, by=leads, at=AT)
        assert (Certificate.objects.get().star_rating, made.unit) == (star, make.province())
        assert DecisionItem.objects.get(decision=made).rests_on == "central"
    else:
        close_without_decision([dossier], reason="Dưới 3 sao", by=leads, at=AT)
        assert states(dossier) == "not_recognised"


def test_the_province_may_evaluate_what_came_back_by_its_own_competence_and_does_not_send_it_again() -> None:
    ministry = Ministry()
    dossier = ministry.submitted(75)
    return_to_province([dossier], reason="75 điểm", by=ministry.minister, at=AT)
    leads = chair()
    send_back_to_council([dossier], reason="Tỉnh tổ chức đánh giá (Đ.7.4.g)", by=leads, at=AT)
    assert states(dossier) == "council_review"
    again = result(dossier, mean="84", star=4)
    EvaluationResult.objects.filter(pk=again.pk)
    Dossier.objects.filter(pk=dossier.pk).update(state="decision_pending")
    again.refresh_from_db()
    assert again.computed_at < AT  # the builder's day: the newest counts, so the ministry's result still would
    with pytest.raises(DomainError, match="chưa có kết quả cuối cùng"):
        recognise([dossier], decision_number="23/QĐ-UBND", decided_on=DAY, by=leads, at=AT)


def test_each_level_reads_and_does_its_own() -> None:
    ministry = Ministry()
    dossier = ministry.advised()
    meeting = ministry.meeting(dossier)
    tinh, member = officer(), member_of(ministry)
    assert set(meetings_visible_to(tinh)) == set(CouncilMeeting.objects.filter(council__unit__isnull=False))
    assert set(meetings_visible_to(member)) == set(meetings_visible_to(ministry.office)) == {meeting}
    assert list(reviews_visible_to(ministry.member)) == list(reviews_visible_to(ministry.minister)) == [dossier]
    assert get_review_for(tinh, dossier.pk) == dossier  # by the province's own report
    assert ScoreSheet.objects.filter(item__meeting=meeting).count() == 0
    for refused in (
        lambda: set_up_council(
            None, name="x", decision_number="1", decided_on=DAY, rules=ministry.council.rules, by=tinh, at=AT
        ),
        lambda: seat_member(
            ministry.council, make.account(), capacity="council_member", organisation="x", by=chair(), at=AT
        ),
        lambda: save_report(dossier, words=WORDS, version=1, by=tinh, at=AT),
        lambda: recognise_five_star([dossier], **PAPER, by=chair(), at=AT),
        lambda: recognise([dossier], **PAPER, by=ministry.minister, at=AT),
        lambda: open_item(meeting.items.get(), by=secretary(ministry.council), at=AT),
    ):
        with pytest.raises(DomainError):
            refused()


def test_who_evaluated_in_the_province_neither_advises_nor_scores_centrally() -> None:
    ministry = Ministry()
    dossier = ministry.accepted()
    wrote = AdvisoryReport.objects.get(dossier=dossier).started_by
    by: dict[str, Any] = {"organisation": "Vụ", "by": ministry.office, "at": make.AT}
    add_member(ministry.group, wrote, capacity="advisory_group_member", **by)
    assert [standing_towards(dossier, one).conflict for one in (wrote, ministry.member)] == [True, False]
    seat = seat_member(ministry.council, wrote, capacity="council_member", **by)
    assert conflicts_at(ministry.meeting(dossier).items.get()) == [seat.pk]


def test_a_round_of_the_ministry_takes_what_was_proposed_in_time() -> None:
    ministry = Ministry()
    package = received()
    first = next(one for one in ministry.rounds if one.number == 1)  # proposals before 30/07/2027
    old = EvaluationRound.objects.create(
        year=2026, number=1, name="Đợt 1 năm 2026 của Bộ", proposals_before=date(2026, 7, 30), finished_before=date(2026, 9, 30),
        legal_source="QĐ 26/2026, Đ.5.2",
    )  # fmt: skip
    with pytest.raises(DomainError, match="Đợt còn nhận: “Đợt 2 năm 2027 của Bộ”"):
        accept_at_ministry(package, round=old, by=ministry.office, at=AT)
    with pytest.raises(DomainError, match="không phải đợt của Bộ"):
        accept_at_ministry(package, round=EvaluationRound.objects.exclude(unit=None)[0], by=ministry.office, at=AT)
    with pytest.raises(DomainError, match="Chỉ cơ quan tham mưu OCOP của Bộ"):
        accept_at_ministry(package, round=first, by=officer(), at=AT)
    dossier = ministry.accepted(package)
    assert accept_at_ministry(package, round=ministry.round, by=ministry.office, at=AT) == package
    assert (dossier.state, dossier.due_on) == ("central_advisory_review", date(2027, 3, 29))
    assert dossier.round != dossier.central_round


def test_the_ministry_asks_while_its_group_works_and_the_answer_leads_back_there() -> None:
    ministry = Ministry()
    package = received()
    dossier = ministry.accepted(package)
    ask_province(package, message="Thiếu phiếu", due_on=date(2027, 3, 1), by=ministry.office, at=AT)
    assert states(dossier) == "central_supplement"
    answer_request(package, answer="Đã gửi", letter_number="2/UBND", by=officer(), at=AT)
    assert states(dossier) == "central_advisory_review"


def test_the_central_council_scores_nothing_without_the_report_of_its_group() -> None:
    ministry = Ministry()
    dossier = ministry.accepted()
    meeting = ministry.meeting(dossier)
    with pytest.raises(DomainError, match="cấp trung ương"):
        open_item(meeting.items.get(), by=council_chair(ministry.council), at=AT)
    assert conflicts_at(meeting.items.get()) == []
    other = make.evaluation_round(make.province("42", "Hà Tĩnh"))
    by = secretary(ministry.council)
    with pytest.raises(DomainError, match="cấp khác"):
        plan_meeting(ministry.council, other, held_on=DAY, place="x", by=by, at=AT)
    with pytest.raises(DomainError, match="không chờ Hội đồng"):
        put_on_agenda(meeting, [make.dossier(state="council_review")], by=by, at=AT)


def test_the_ministry_reads_on_what_it_evaluated() -> None:
    ministry = Ministry()
    dossier = ministry.submitted()
    recognise_five_star([dossier], **PAPER, by=ministry.minister, at=AT)
    assert list(dossiers_visible_to(ministry.office)) == [dossier]
    assert dossiers_visible_to(make.account(Role.CENTRAL_COUNCIL_MEMBER)).count() == 0


def test_pages_of_the_ministry_lead_through_the_decision() -> None:
    ministry = Ministry()
    dossier = ministry.scored()
    office, minister = browser(ministry.office), browser(ministry.minister)
    pages = [reverse(name) for name in ("councils:councils", "councils:meetings", "advisory:groups", "ministry:rounds")]
    assert {address: office.get(address).status_code for address in pages} == dict.fromkeys(pages, 200)
    assert dossier.product.name in office.get("/cong-nhan/").content.decode()
    office.post("/cong-nhan/trinh/", {"ho_so": dossier.pk})
    shown = minister.get("/cong-nhan/").content.decode()
    assert "thuộc thẩm quyền của Bộ trưởng" in shown
    typed = {"viec": "recognise", "ho_so": dossier.pk, "decision_number": "1501/QĐ-BNNMT", "decided_on": "01/12/2026"}
    assert (
        "Ngày quyết định không thể trước ngày báo cáo"
        in minister.post("/cong-nhan/quyet-dinh/", {**typed, "xac_nhan": "1"}).content.decode()
    )
    assert minister.get("/cong-nhan/du-thao/recognise.pdf").status_code == 200


def test_tasks_lead_each_through_the_ministry() -> None:
    ministry = Ministry()
    dossier = ministry.accepted()
    found: list[tuple[str, list[str]]] = []

    def ask(*people: tuple[str, UserAccount]) -> None:
        found.extend(
            (name, [task.title for room in (advising, scoring) for task in room(again(one))]) for name, one in people
        )

    ask(("office", ministry.office), ("head", ministry.head))
    ministry.advised(dossier)
    meeting = ministry.meeting(Dossier.objects.get(pk=dossier.pk))
    ask(("chair", council_chair(ministry.council)))
    assert found == [
        ("office", ["Lập phiên họp Hội đồng"]),
        ("head", ["Bắt đầu đánh giá hồ sơ đã vào đợt"]),
        ("chair", ["Điều hành phiên họp"]),
    ]
    assert meeting.state == "open"


def again(user: UserAccount) -> UserAccount:
    return UserAccount.objects.get(pk=user.pk)
