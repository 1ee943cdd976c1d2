"""The pages over HTTP: who gets which answer, what the server says to a tap, and a day that works without scripts."""

import json
import re
from typing import Any

import pytest

from ocop.councils import operations
from ocop.councils.models import (
    AgendaItem,
    Capacity,
    CriterionScore,
    EvaluationResult,
    ScoreSheet,
)
from ocop.councils.queries.access import items_visible_to, meetings_visible_to
from ocop.people.models import Role, UserAccount
from tests import builders
from tests.builders import AT

from . import building as b
from .building import browser, url

pytestmark = pytest.mark.django_db


PAGES_OF_A_MEETING = ["meeting", "agenda", "attendance", "report"]
PAGES_OF_A_PRODUCT = [
    "item",
    "recusal",
    "score",
    "seal",
    "sheet_receipt",
    "close_item",
    "result",
    "agreed",
    "rescore",
    "waive",
    "reject",
]


def test_members_of_another_council_of_the_same_province_and_administrators_find_nothing() -> None:
    item = b.product_being_scored()
    other = b.council()
    strangers = [
        b.chair(other),
        b.secretary(other),
        builders.account(Role.SYSTEM_ADMINISTRATOR, None),
        builders.account(Role.PROVINCIAL_OFFICER, builders.province("30", "Hải Phòng")),
        builders.account(Role.COMMUNE_OFFICER, item.dossier.unit),
        builders.account(Role.PRODUCER_USER),
    ]
    for person in strangers:
        client = browser(person)
        answers = {client.get(url(name, item.meeting_id)).status_code for name in PAGES_OF_A_MEETING}
        answers |= {client.get(url(name, item.pk)).status_code for name in PAGES_OF_A_PRODUCT}
        answers.add(client.post(url("save_criterion", item.pk), {"tieu_chi": "2.3", "muc": "1"}).status_code)
        assert answers == {404}


def test_a_seat_counts_only_while_the_role_is_held() -> None:
    meeting = b.meeting()
    member = b.seat(meeting.council)
    assert browser(member.account).get(url("meeting", meeting.pk)).status_code == 200
    member.account.role_assignments.update(effective_from="2026-01-01", effective_to="2026-01-31")
    assert browser(member.account).get(url("meeting", meeting.pk)).status_code == 404


def test_lists_and_single_objects_come_from_one_definition() -> None:
    one, other = b.meeting(), b.meeting(b.council(builders.province("40", "Nghệ An")))
    people = [b.chair(one.council), b.secretary(other.council), b.officer(), builders.account()]
    for person in people:
        seen = set(meetings_visible_to(person).values_list("pk", flat=True))
        items = set(items_visible_to(person).values_list("meeting", flat=True))
        opened = {pk for pk in (one.pk, other.pk) if browser(person).get(url("meeting", pk)).status_code == 200}
        assert seen == items == opened


def test_a_tap_is_answered_with_the_time_of_receipt_and_the_derived_total() -> None:
    item = b.product_being_scored()
    member = browser(b.seat(item.meeting.council).account)
    answer = member.post(url("save_criterion", item.pk), {"tieu_chi": "1.1", "muc": "3"})
    told = json.loads(answer.content)
    assert re.fullmatch(r"Máy chủ đã nhận · \d\d:\d\d", told.pop("received"))
    assert told == {"total": "3", "star": "1 sao", "limit": "còn 27 điểm nữa mới vào khung 2 sao", "answered": "1/32"}
    assert list(CriterionScore.objects.values_list("criterion_code", "level")) == [("1.1", 3)]


@pytest.mark.parametrize(("posted", "status"), [
    ({"tieu_chi": "1.1", "muc": ""}, 422), ({"tieu_chi": "1.1", "muc": "3.5"}, 422), ({"tieu_chi": "1.1", "muc": "-1"}, 422),
    ({"tieu_chi": "1.1", "muc": "9"}, 409), ({"tieu_chi": "x", "muc": "1"}, 409), ({"muc": "1"}, 409),
])  # fmt: skip
def test_a_tap_that_fits_nothing_is_refused_with_a_sentence(posted: dict[str, str], status: int) -> None:
    item = b.product_being_scored()
    answer = browser(b.seat(item.meeting.council).account).post(url("save_criterion", item.pk), posted)
    assert (answer.status_code, list(json.loads(answer.content))) == (status, ["sentence"])
    assert ScoreSheet.objects.count() == 0


def test_the_browser_cannot_send_a_total() -> None:
    item = b.product_being_scored()
    member = browser(b.seat(item.meeting.council).account)
    member.post(
        url("save_criterion", item.pk), {"tieu_chi": "1.1", "muc": "1", "total": "100", "points": "50", "star": "5"}
    )
    sheet = ScoreSheet.objects.get()
    assert (sheet.total, sheet.part_totals, sheet.sealed_at) == (None, {}, None)


def test_the_scoring_page_asks_every_criterion_with_points_words_and_an_explicit_zero() -> None:
    item = b.product_being_scored()
    page = browser(b.seat(item.meeting.council).account).get(url("score", item.pk)).content.decode()
    law = b.law_of(item)
    asked = re.findall(r'<fieldset class="levels mark" id="[^"]+" data-code="([^"]+)"', page)
    assert asked == [one.code for one in law.scored_criteria]
    zeros = sum(not one.zero_level_printed for one in law.scored_criteria)
    assert page.count("Không đạt mức nào <span") == zeros
    assert len(re.findall(r'type="radio" name="muc-', page)) == zeros + sum(
        len(one.options) for one in law.scored_criteria
    )


def test_set_26_asks_for_the_case_first() -> None:
    item = b.product_being_scored(set_number=26)
    page = browser(b.seat(item.meeting.council).account).get(url("score", item.pk)).content.decode()
    assert re.findall(r'name="truong-hop-([\d.]+)" value="(\w)"', page) == [
        ("8", "a"), ("8", "b"), ("9", "a"), ("9", "b"), ("15", "a"), ("15", "b"),
    ]  # fmt: skip


def _posted(item: AgendaItem, part: str) -> dict[str, str]:
    law = b.law_of(item)
    codes = [one.code for one in law.scored_criteria if one.part_code == part]
    values = {
        f"muc-{mark.criterion_code}": str(mark.level) for mark in b.full_sheet(law) if mark.criterion_code in codes
    }
    return {"phan": part, **values}


def test_a_whole_scoring_day_works_without_scripts() -> None:
    meeting = b.meeting(opened=False)
    body = meeting.council
    secretary, chair = browser(b.secretary(body)), browser(b.chair(body))
    presence = {f"tv-{member.pk}": "co" for member in body.members.all()}
    secretary.post(url("attendance", meeting.pk), {**presence, "viec": "khai_mac"})
    item = meeting.items.get()
    chair.post(url("open_item", item.pk))
    for member in b.scorers(body):
        client = browser(member.account)
        ways = [client.post(url("score", item.pk), _posted(item, part))["Location"] for part in "ABC"]
        assert ways == [f"{url('score', item.pk)}#phan-B", f"{url('score', item.pk)}#phan-C", url("seal", item.pk)]
        assert client.post(url("seal", item.pk), {"comment": "Tốt"})["Location"] == url("sheet_receipt", item.pk)
    assert chair.post(url("close_item", item.pk), {"reason": ""})["Location"] == url("result", item.pk)
    chair.post(url("finalise", item.pk))
    chair.post(url("report", meeting.pk), {"number": "5/BC-HĐ", "signed_on": "2/9/2026", "summary": "Thông qua"})
    item.refresh_from_db()
    assert (item.state, item.dossier.state, EvaluationResult.objects.get().star_rating) == (
        "final",
        "province_scored",
        5,
    )
    minutes = chair.get(url("report", meeting.pk)).content.decode()
    assert "Tiềm năng 5 sao, đề nghị chuyển Bộ" in minutes
    assert "Phiên họp hợp lệ khi có mặt ít nhất 75 % thành viên chấm điểm (4 trên 5)" in minutes


def test_a_note_without_a_level_comes_back_with_what_was_typed() -> None:
    item = b.product_being_scored()
    answer = browser(b.seat(item.meeting.council).account).post(
        url("score", item.pk), {"phan": "A", "muc-1.1": "2", "ghi-chu-1.2": "cần xem lại"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy chọn mức của tiêu chí 1.2 trước khi ghi chú." in page
    assert ">cần xem lại</textarea>" in page


def test_missing_criteria_are_named_on_the_check_page() -> None:
    item = b.product_being_scored()
    member = b.seat(item.meeting.council)
    marks = [mark for mark in b.full_sheet(b.law_of(item)) if mark.criterion_code != "2.3"]
    operations.save_marks(item, marks, by=member.account, at=AT)
    answer = browser(member.account).post(url("seal", item.pk), {"comment": "x"})
    assert answer.status_code == 422
    assert "Phiếu còn 1 tiêu chí chưa chọn mức: 2.3." in answer.content.decode()


def test_a_recused_member_opens_neither_dossier_nor_result() -> None:
    item = b.product_being_scored()
    body = item.meeting.council
    away = b.seat(body, Capacity.EXPERT)
    browser(away.account).post(url("recusal", item.pk), {"reason": "Là cố vấn của chủ thể"})
    for member in b.scorers(body):
        if member != away:
            b.hand_in(item, member, b.full_sheet(b.law_of(item)))
    operations.close_item(item, by=b.chair(body), at=b.LATER)
    client = browser(away.account)
    assert {name: client.get(url(name, item.pk)).status_code for name in ("item", "score", "result", "sheet_receipt")} == {
        "item": 403, "score": 403, "result": 403, "sheet_receipt": 404,
    }  # fmt: skip
    operations.finalise_item(item, by=b.chair(body), at=b.LATER)
    assert client.get(url("result", item.pk)).status_code == 200


def test_names_stand_on_the_members_view_and_neither_on_the_projector_nor_for_the_office() -> None:
    item = b.closed_product([70, 71, 72, 73, 74])
    body = item.meeting.council
    chair, office = browser(b.chair(body)), browser(b.officer())
    views = {
        "members": chair.get(url("result", item.pk)),
        "projector": chair.get(url("result", item.pk) + "?trinh-chieu=1"),
        "office": office.get(url("result", item.pk)),
    }
    table = {name: page.content.decode().split("Xem bảng số")[1].split("</table>")[0] for name, page in views.items()}
    assert {name: "Ủy viên 2" in text for name, text in table.items()} == {
        "members": True,
        "projector": False,
        "office": False,
    }
    assert {name: re.findall(r"<strong>(\d+)</strong>", text) for name, text in table.items()} == {
        name: ["70", "71", "72", "73", "74"] for name in table
    }


def test_the_dot_plot_has_one_dot_per_sheet_the_limits_and_a_table() -> None:
    item = b.closed_product([70, 71, 72, 73, 74])
    page = browser(b.chair(item.meeting.council)).get(url("result", item.pk)).content.decode()
    assert page.count('class="plot__dot"') == 5
    assert re.findall(r">(\d sao từ \d+)<", page) == ["3 sao từ 50", "4 sao từ 70", "5 sao từ 90"]
    assert "5 phiếu, từ 70 đến 74 điểm, trung bình 72" in page


def test_texts_of_people_are_escaped_everywhere() -> None:
    item = b.product_being_scored()
    body = item.meeting.council
    nasty = "<script>alert(1)</script>"
    item.dossier.product.name = nasty
    item.dossier.product.save()
    item.meeting.place = nasty
    item.meeting.save()
    member = b.seat(body)
    UserAccount.objects.filter(pk=member.account_id).update(full_name=nasty)
    operations.save_marks(item, b.full_sheet(b.law_of(item))[:1], by=member.account, at=AT)
    CriterionScore.objects.update(note=nasty)
    pages: list[Any] = [browser(b.chair(body)).get(url(name, item.meeting_id)) for name in PAGES_OF_A_MEETING]
    pages += [browser(member.account).get(url(name, item.pk)) for name in ("item", "score", "seal", "recusal")]
    assert [page.content.decode().count(nasty) for page in pages] == [0] * len(pages)


def test_a_mark_chosen_in_a_pass_that_is_over_replaces_none_of_the_next() -> None:
    """A device without a network sends what was chosen before the council scored anew."""
    item = b.closed_product([70, 81, 75, 75, 75])
    member = b.scorers(item.meeting.council)[0]
    device, save = browser(member.account), url("save_criterion", item.pk)
    mark = CriterionScore.objects.filter(sheet__member=member, case_code="", level__gte=2).order_by("criterion_code")[0]
    late = {"tieu_chi": mark.criterion_code, "muc": "1", "ghi_chu": "", "luot": "1"}
    key = {"Idempotency-Key": "6f0c2f58-5be8-4d3f-9d7d-3f1d0c8a1111"}
    assert device.post(save, late, headers=key).status_code == 409
    operations.reopen_for_rescoring(item, reason="Chênh lệch", by=b.chair(item.meeting.council), at=b.LATER)
    chosen = late | {"muc": str(mark.level), "ghi_chu": "Đã thống nhất", "luot": "2"}
    assert device.post(save, chosen).status_code == 200
    answers = [device.post(save, late, headers=key), device.post(save, {**late, "luot": "x"}), device.post(save, late)]
    assert [(one.status_code, "lượt chấm trước" in one.json()["sentence"]) for one in answers] == [(409, True)] * 3
    now = CriterionScore.objects.get(sheet__member=member, sheet__scoring_pass=2, criterion_code=mark.criterion_code)
    assert (now.level, now.note) == (mark.level, "Đã thống nhất")
    part = device.post(url("score", item.pk), {"phan": mark.criterion_code[0], f"muc-{mark.criterion_code}": "1"})
    assert part.status_code == 422
    assert 'name="luot" value="2"' in part.content.decode()


def test_short_forms_in_levels_say_what_they_mean_on_the_scoring_page() -> None:
    item = b.product_being_scored()
    page = browser(b.seat(item.meeting.council).account).get(url("score", item.pk)).content.decode()
    assert '<abbr title="hợp tác xã">HTX<span class="means"> (hợp tác xã)</span></abbr>' in page
    assert "&lt;abbr" not in page
