"""Renewals before the council in writing (Đ.7.6.d): invitation, opinion with the sheet, deadline, quorum, and when a meeting is due."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from ocop.councils import operations
from ocop.councils.models import AgendaItem, Council, CouncilMeeting, CouncilMember, EvaluationResult, WrittenOpinion
from ocop.councils.pages.tasks import tasks_for
from ocop.councils.papers import minutes_paper
from ocop.dossiers.models import Dossier
from ocop.ledger.errors import DomainError
from ocop.ledger.queries import verify_chain
from ocop.notices.models import Notice
from ocop.paper.describing import texts_of
from tests import builders
from tests.builders import AT
from tests.kept_table import unnoticed

from . import building as b

pytestmark = pytest.mark.django_db
LATE = AT + timedelta(days=9)  # the opinions were due two days before


@pytest.fixture(autouse=True)
def _demonstration(settings: Any) -> None:
    settings.OCOP_DEMO = True  # sheets decide without a confirmation


def asked(**rules: Any) -> AgendaItem:
    body = b.council(**rules)
    renewal = builders.dossier(
        state="council_review", dossier_type="re_recognition", target_star=4, due_on=date(2026, 12, 30)
    )
    held = operations.consult_in_writing(body, [renewal], by=b.secretary(body), at=AT)
    return held.items.get()


def answer(item: AgendaItem, member: CouncilMember, *, total: int = 79, at: Any = AT, **said: Any) -> None:
    marks = b.sheet_with_total(b.law_of(item), total)
    operations.save_marks(item, marks, by=member.account, at=at)
    operations.give_opinion(item, **{"agrees": True, "reason": "Hồ sơ rõ."} | said, by=member.account, at=at)


def everyone(item: AgendaItem, totals: list[int] | None = None, **said: Any) -> None:
    members = b.scorers(item.meeting.council)
    for place, member in enumerate(members):
        answer(item, member, total=(totals or [79] * len(members))[place], **said)


def council_of(item: AgendaItem) -> Council:
    return item.meeting.council


def test_every_member_is_asked_at_once_and_told_until_when() -> None:
    item = asked()
    held = item.meeting
    assert (held.state, item.state, held.opinions_due_on) == ("open", "open", held.held_on + timedelta(days=7))
    told = Notice.objects.filter(kind="written_opinion")
    assert told.count() == held.council.members.count()
    assert "hết" not in told[0].title
    with pytest.raises(DomainError, match="đang được lấy ý kiến"):
        operations.consult_in_writing(held.council, [item.dossier], by=b.secretary(held.council), at=AT)


def test_an_opinion_in_writing_is_due_by_its_last_day_and_not_on_the_day_of_asking() -> None:
    item = asked()
    (task,) = tasks_for(b.scorers(council_of(item))[1].account)
    assert (task.due_on, task.appointment) == (item.meeting.held_on + timedelta(days=7), False)


def test_what_is_no_renewal_before_the_council_is_refused_whole() -> None:
    body = b.council()
    first = builders.dossier(state="council_review")
    with pytest.raises(DomainError, match="không phải hồ sơ phân hạng lại"):
        operations.consult_in_writing(body, [first], by=b.secretary(body), at=AT)
    with pytest.raises(DomainError, match="ít nhất một hồ sơ"):
        operations.consult_in_writing(body, [], by=b.secretary(body), at=AT)
    assert not CouncilMeeting.objects.exists()


def test_opinions_are_counted_as_sealed_sheets_and_the_report_takes_the_dossier_on() -> None:
    item = asked()
    everyone(item)
    chair = b.chair(council_of(item))
    result = operations.close_item(item, at=AT, by=chair)
    assert (result.sheets_counted, result.average_score) == (len(b.scorers(council_of(item))), "79.00")
    b.agree_on_everything(item)
    operations.finalise_item(item, by=chair, at=AT)
    report = operations.sign_council_report(
        item.meeting, number="5/BC", signed_on=item.meeting.held_on, by=chair, at=AT
    )
    renewal = Dossier.objects.get()
    assert (renewal.state, renewal.due_on) == ("province_scored", date(2026, 12, 30))
    assert "Lấy ý kiến bằng văn bản hợp lệ khi nhận ít nhất 75 % phiếu" in report.content["rules"]["quorum"]
    assert {one["words"] for one in report.content["attendance"] if one["present"]} == {"đã gửi ý kiến"}
    said = [(one["agrees"], one["wants_meeting"], one["reason"]) for one in report.content["items"][0]["opinions"]]
    assert said == [(True, False, "Hồ sơ rõ.")] * len(b.scorers(council_of(item)))
    paper = "\n".join(texts_of(minutes_paper(item.meeting, report.content, report)))
    assert "Lấy ý kiến bằng văn bản của Hội đồng" in paper
    assert paper.count("đồng ý. Hồ sơ rõ.") == len(said)
    page = b.browser(chair).get(b.url("report", item.meeting_id)).content.decode()
    assert page.count("đồng ý. Hồ sơ rõ.") == len(said)
    assert verify_chain().broken_at is None


def test_an_opinion_needs_its_reason_and_never_changes() -> None:
    item = asked()
    member = b.scorers(council_of(item))[0]
    with pytest.raises(DomainError, match="Hãy ghi lý do của ý kiến"):
        answer(item, member, reason=" ")
    answer(item, member, agrees=False, reason="Bao bì chưa đổi.")
    operations.give_opinion(item, agrees=True, reason="Sửa.", by=member.account, at=AT)  # the same receipt
    assert [(one.agrees, one.reason) for one in WrittenOpinion.objects.all()] == [(False, "Bao bì chưa đổi.")]
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        WrittenOpinion.objects.update(agrees=True)
    assert unnoticed("writtenopinion") == []


def test_before_the_deadline_every_opinion_is_waited_for_and_after_it_the_quorum_is_enough() -> None:
    item = asked()
    members, chair = b.scorers(council_of(item)), b.chair(council_of(item))
    for member in members[:-1]:
        answer(item, member)
    with pytest.raises(DomainError, match="còn chờ"):
        operations.close_item(item, reason="Đủ rồi.", by=chair, at=AT)
    with pytest.raises(DomainError, match="Hãy chờ, hoặc ghi lý do"):
        operations.close_item(item, by=chair, at=LATE)
    assert operations.close_item(item, reason="Hết hạn.", by=chair, at=LATE).sheets_counted == len(members) - 1


def test_fewer_opinions_than_the_quorum_close_nothing() -> None:
    item = asked()
    for member in b.scorers(council_of(item))[:3]:
        answer(item, member)
    with pytest.raises(DomainError, match="Chưa đủ phiếu để đóng chấm"):
        operations.close_item(item, reason="Hết hạn.", by=b.chair(council_of(item)), at=LATE)


@pytest.mark.parametrize(
    ("trigger", "totals", "asks", "reason"),
    [
        ("spread_or_member", [79, 60, 79, 79, 79], False, "điểm chênh nhau 19, quá 10 điểm"),
        ("spread_or_member", None, True, "đề nghị họp"),
        ("spread", None, True, ""),
        ("member", [79, 60, 79, 79, 79], False, ""),
        ("never", [79, 60, 79, 79, 79], True, ""),
    ],
)
def test_a_meeting_is_due_where_the_rules_say(trigger: str, totals: list[int] | None, asks: bool, reason: str) -> None:
    item = asked(written_meeting_trigger=trigger)
    everyone(item, totals, wants_meeting=asks)
    chair = b.chair(council_of(item))
    operations.close_item(item, by=chair, at=AT)
    if not reason:
        b.agree_on_everything(item)
        assert operations.finalise_item(item, by=chair, at=AT).star_rating
        return
    with pytest.raises(DomainError, match=f"Phải họp trực tiếp.*{reason}"):
        operations.finalise_item(item, by=chair, at=AT)


def test_who_asks_for_a_meeting_is_not_named_on_the_wall_nor_to_people_outside_the_council() -> None:
    item = asked()
    everyone(item, wants_meeting=True)
    body = council_of(item)
    operations.close_item(item, by=b.chair(body), at=AT)
    officer, names = (
        builders.account("provincial_officer", body.unit),
        [one.account.full_name for one in b.scorers(body)],
    )
    for reader, query in ((officer, {}), (b.chair(body), {"trinh-chieu": "1"})):
        text = b.browser(reader).get(b.url("result", item.pk), query).content.decode()
        main = text[text.index("<main") : text.index("</main")]
        assert "5 thành viên đề nghị họp" in main
        assert not [name for name in names if name in main]


def test_a_product_left_to_a_meeting_is_scored_there_anew() -> None:
    item = asked()
    everyone(item, wants_meeting=True)
    body, chair = council_of(item), b.chair(council_of(item))
    operations.close_item(item, by=chair, at=AT)
    with pytest.raises(DomainError, match="hãy triệu tập họp"):
        operations.reopen_for_rescoring(item, reason="Thảo luận.", by=chair, at=AT)
    operations.call_meeting(item, reason="Ý kiến khác nhau.", by=chair, at=AT)
    assert not EvaluationResult.objects.exists()
    operations.sign_council_report(item.meeting, number="5/BC", signed_on=item.meeting.held_on, by=chair, at=AT)
    held = operations.plan_meeting(body, None, held_on=date(2026, 12, 20), place="Trụ sở", by=b.secretary(body), at=AT)
    assert operations.put_on_agenda(held, [item.dossier], by=b.secretary(body), at=AT)


def test_the_pages_of_a_consultation() -> None:
    body = b.council()
    renewal = builders.dossier(state="council_review", dossier_type="re_recognition", target_star=4)
    secretary = b.browser(b.secretary(body))
    assert renewal.product.name in secretary.get("/hoi-dong/lay-y-kien/").content.decode()
    assert secretary.post("/hoi-dong/lay-y-kien/", {"council": body.pk}).status_code == 422
    assert secretary.post("/hoi-dong/lay-y-kien/", {"council": body.pk, "dossiers": [renewal.pk]}).status_code == 302
    item = AgendaItem.objects.get()
    board = secretary.get(b.url("meeting", item.meeting_id)).content.decode()
    assert ("Gửi ý kiến đến hết ngày" in board, "Điểm danh" in board) == (True, False)
    member = b.scorers(body)[1]
    operations.save_marks(item, b.sheet_with_total(b.law_of(item), 79), by=member.account, at=AT)
    own = b.browser(member.account)
    assert own.post(b.url("seal", item.pk), {"agrees": "co", "reason": ""}).status_code == 422
    assert own.post(b.url("seal", item.pk), {"agrees": "khong", "reason": "Thiếu nhãn."}).status_code == 302
    assert WrittenOpinion.objects.get().reason == "Thiếu nhãn."
    chair = b.browser(b.chair(body))
    assert chair.get(b.url("to_meeting", item.pk)).status_code == 200
    assert chair.post(b.url("to_meeting", item.pk), {"reason": ""}).status_code == 422
    assert chair.post(b.url("to_meeting", item.pk), {"reason": "Phức tạp."}).status_code == 302
