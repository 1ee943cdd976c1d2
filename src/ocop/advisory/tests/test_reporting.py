"""From the start to the signed report: who may, what is missing, what can no longer change (QĐ 26/2026, Đ.7.3.c)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from ocop.advisory import operations
from ocop.advisory.models import AdvisoryReport
from ocop.advisory.operations.reporting import content_of
from ocop.dossiers.models import CommuneAssessment, DossierState
from ocop.filing.operations.filing import withdraw_dossier
from ocop.ledger.chain import content_hash
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from tests import builders
from tests.builders import AT

from .world import LATER, SURVEY, WORDS, World, fresh

pytestmark = pytest.mark.django_db


def refused(step: Any, *arguments: Any, **values: Any) -> str:
    with pytest.raises(DomainError) as error, transaction.atomic():
        step(*arguments, **values)
    return error.value.sentence


def test_a_dossier_goes_from_the_round_through_the_group_to_the_council() -> None:
    world = World()
    dossier = world.in_round()
    states = [dossier.state]
    operations.start_review(dossier, by=world.head, at=AT)
    states.append(fresh(dossier).state)
    operations.save_report(dossier, words=WORDS, version=0, by=world.member, at=AT)
    world.sign(dossier)
    states.append(fresh(dossier).state)
    assert states == ["in_round", "advisory_review", "council_review"]
    assert fresh(dossier).due_on == date(2026, 12, 29)


def test_only_a_head_of_the_province_takes_a_dossier_on() -> None:
    world, far = World(), World(builders.province("42", "Hà Tĩnh"))
    dossier = world.in_round()
    for person in (world.member, world.office, far.head, builders.account()):
        assert refused(operations.start_review, dossier, by=person, at=AT) == (
            "Chỉ Tổ trưởng Tổ tư vấn mới làm được việc này."
        )
    assert operations.start_review(dossier, by=world.head, at=AT).group == world.group


def test_starting_twice_gives_the_same_report() -> None:
    world = World()
    dossier = world.started()
    again = operations.start_review(dossier, by=world.head, at=LATER)
    assert [again.pk] == list(AdvisoryReport.objects.values_list("pk", flat=True))
    assert AuditEntry.objects.filter(action="advisory_review_started").count() == 1


def test_another_group_of_the_province_does_not_touch_a_dossier_once_taken() -> None:
    world = World()
    dossier = world.started()
    other = builders.account()
    world.new_group("6/QĐ-UBND", other)
    assert refused(operations.save_report, dossier, words=WORDS, version=0, by=other, at=AT) == (
        "Chỉ thành viên Tổ tư vấn nhận hồ sơ này mới làm được việc này."
    )


def test_who_had_a_hand_in_the_dossier_stands_back() -> None:
    world = World()
    dossier = world.in_round(created_by=world.head)
    assert refused(operations.start_review, dossier, by=world.head, at=AT).startswith("Bạn đã tham gia lập, hỗ trợ")
    other = builders.account()
    group = world.new_group("6/QĐ-UBND", other)
    assert operations.start_review(dossier, by=other, at=AT).group == group


def test_who_assessed_the_dossier_at_the_commune_neither_writes_nor_signs_in_the_group() -> None:
    """The conflict comes to light after the group has begun: the draft stays, and the person stands back from now on."""
    world = World()
    dossier = world.written()
    CommuneAssessment.objects.create(dossier=dossier, drafted_by=world.member, signed_by=world.head, drafted_at=AT)
    steps = {
        "writes": lambda: operations.save_report(
            fresh(dossier), words={**WORDS, "part_a": "Khác"}, version=1, by=world.member, at=AT
        ),
        "records a visit": lambda: operations.record_survey(fresh(dossier), **SURVEY, by=world.member, at=AT),
        "asks for a test": lambda: operations.request_test(fresh(dossier), request="Vi sinh", by=world.member, at=AT),
        "signs": lambda: world.sign(fresh(dossier)),
    }
    refusal = "Bạn đã tham gia lập, hỗ trợ hoặc đánh giá hồ sơ này ở bước trước nên không đánh giá trong Tổ tư vấn."
    assert {name: refused(step) for name, step in steps.items()} == dict.fromkeys(steps, refusal)


def test_a_report_names_what_it_lacks_before_it_can_be_signed() -> None:
    world = World()
    dossier = world.started()
    operations.save_report(dossier, words={"part_a": "Có."}, version=0, by=world.member, at=AT)
    assert refused(world.sign, dossier) == (
        "Báo cáo còn thiếu: Thành phần, tính đầy đủ của hồ sơ; Phần B · Khả năng tiếp thị; Phần C · Chất lượng sản phẩm; "
        "Đề xuất với Chủ tịch Hội đồng."
    )


def test_only_the_head_signs() -> None:
    world = World()
    dossier = world.written()
    assert refused(world.sign, dossier, by=world.member) == "Chỉ Tổ trưởng Tổ tư vấn mới làm được việc này."
    assert world.sign(dossier).signed_by == world.head


def test_a_proposal_against_the_council_needs_its_reason() -> None:
    world = World()
    dossier = world.written()
    against = {**WORDS, "proposal": "not_before_council"}
    operations.save_report(dossier, words=against, version=1, by=world.head, at=AT)
    assert refused(world.sign, dossier) == ("Hãy ghi lý do đề nghị chưa đưa ra Hội đồng vào báo cáo trước khi ký.")
    reason = {**against, "proposal_reason": "Thiếu phiếu kiểm nghiệm."}
    operations.save_report(dossier, words=reason, version=2, by=world.head, at=AT)
    world.sign(dossier)
    assert fresh(dossier).state == DossierState.COUNCIL_REVIEW  # the council decides, the group advises


@pytest.mark.parametrize(
    ("number", "signed_on", "sentence"),
    [
        ("", date(2026, 9, 1), "Hãy ghi số báo cáo."),
        ("1/BC", date(2026, 9, 2), "Ngày ký không được sau ngày hôm nay."),
        ("1/BC", date(2026, 8, 31), "Ngày ký không thể trước ngày Tổ bắt đầu (01/09/2026)."),
    ],
)
def test_number_and_day_of_the_report_must_fit(number: str, signed_on: date, sentence: str) -> None:
    world = World()
    dossier = world.written()
    assert (
        refused(operations.sign_report, dossier, number=number, signed_on=signed_on, by=world.head, at=LATER)
        == sentence
    )


def test_signing_freezes_every_word_with_a_hash_that_the_ledger_keeps() -> None:
    world = World()
    dossier = world.started()
    operations.record_survey(dossier, **SURVEY, by=world.member, at=AT)
    test = operations.request_test(dossier, request="Vi sinh.", by=world.member, at=AT)
    operations.record_test_result(test, result="Đạt.", by=world.member, at=AT)
    operations.save_report(dossier, words=WORDS, version=0, by=world.member, at=AT)
    report = world.sign(dossier)
    assert report.content == {
        "dossier": dossier.pk, "revision": 0,
        "group": {"id": world.group.pk, "name": "Tổ tư vấn 5/QĐ-UBND", "decision": "5/QĐ-UBND"},
        **WORDS,
        "surveys": [["2026-09-01", SURVEY["place"], SURVEY["participants"], SURVEY["findings"]]],
        "tests": [["Vi sinh.", "Đạt."]],
        "number": "12/BC-TTV", "signed_on": "2026-09-01", "signed_by": world.head.pk,
        "signer": {"account": world.head.pk, "name": "Lâm Thị Quế", "position": "Tổ trưởng"},
    }  # fmt: skip
    kept = AdvisoryReport.objects.get()
    assert kept.content_hash == content_hash(content_of(kept))
    entry = AuditEntry.objects.get(action="advisory_report_signed")
    assert entry.details["content_hash"] == kept.content_hash
    assert (entry.from_state, entry.to_state) == ("advisory_review", "council_review")


def test_signing_twice_gives_the_signed_report() -> None:
    world = World()
    dossier = world.signed()
    assert world.sign(dossier, number="13/BC-TTV").number == "12/BC-TTV"


def test_nothing_of_a_signed_report_changes_any_more() -> None:
    world = World()
    dossier = world.started()
    survey = operations.record_survey(dossier, **SURVEY, by=world.member, at=AT)
    test = operations.request_test(dossier, request="Vi sinh.", by=world.member, at=AT)
    operations.save_report(dossier, words=WORDS, version=0, by=world.member, at=AT)
    world.sign(dossier)
    signed = "Tổ trưởng đã ký báo cáo; báo cáo đã ký không sửa được nữa."
    by: dict[str, Any] = {"by": world.member, "at": LATER}
    assert refused(operations.save_report, dossier, words=WORDS, version=1, **by) == signed
    assert refused(operations.record_survey, dossier, **SURVEY, survey=survey, **by) == signed
    assert refused(operations.record_test_result, test, result="Đạt.", **by) == signed
    assert refused(operations.request_test, dossier, request="Khác.", **by) == signed
    for row in (AdvisoryReport.objects.get(), survey, test):
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save()
    survey.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        survey.save()


def test_two_people_who_write_at_once_lose_nothing() -> None:
    world = World()
    dossier = world.written()
    with pytest.raises(operations.StaleReportError) as stale:
        operations.save_report(dossier, words={**WORDS, "part_a": "Khác."}, version=0, by=world.head, at=LATER)
    assert stale.value.current.part_a == "Đúng như mô tả."
    assert stale.value.sentence.startswith(f"{world.member.full_name} đã lưu báo cáo này lúc 09:00 ngày 01/09/2026.")


def test_saving_the_same_words_writes_nothing() -> None:
    world = World()
    dossier = world.written()
    lines = AuditEntry.objects.count()
    assert operations.save_report(dossier, words=WORDS, version=0, by=world.head, at=LATER).version == 1
    assert AuditEntry.objects.count() == lines


def test_a_producer_may_still_withdraw_while_the_group_works() -> None:
    world = World()
    owner = builders.account()
    product = builders.product(builders.producer(builders.commune(inside=world.province), user=owner))
    dossier = builders.dossier(product, state=DossierState.IN_ROUND, round=world.round)
    operations.start_review(dossier, by=world.head, at=AT)
    withdraw_dossier(dossier, reason="Mùa kém.", by=owner, at=LATER)
    assert fresh(dossier).state == DossierState.WITHDRAWN
    assert refused(operations.save_report, dossier, words=WORDS, version=0, by=world.member, at=LATER) == (
        "Bước này cần hồ sơ ở trạng thái “Tổ tư vấn đánh giá”; hồ sơ đang ở “Đã rút”."
    )


def test_a_person_who_left_the_group_works_no_more() -> None:
    world = World()
    dossier = world.started()
    place = world.group.members.get(account=world.member)
    operations.release_member(place, by=world.office, at=timezone.now() - timedelta(days=2))
    member = type(world.member).objects.get(pk=world.member.pk)
    assert refused(operations.save_report, dossier, words=WORDS, version=0, by=member, at=LATER) == (
        "Chỉ thành viên Tổ tư vấn nhận hồ sơ này mới làm được việc này."
    )
