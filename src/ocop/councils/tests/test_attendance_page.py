"""Attendance as one form: everybody is ticked, whoever is away loses the tick; and what the result page asks for first."""

import re
from fractions import Fraction

import pytest

from ocop.councils import operations
from ocop.councils.models import Attendance, Capacity
from ocop.councils.pages.dot_plot import LABELS, dot_plot

from . import building as b
from .building import browser, url

pytestmark = pytest.mark.django_db
TICKED = re.compile(r'name="tv-(\d+)" value="co" checked')
PRIMARY = re.compile(r'<button[^>]*button--primary[^>]*>|<a class="button button--primary')


def test_ten_members_are_present_until_somebody_takes_a_tick_away() -> None:
    body = b.council(scorers=(Capacity.CHAIR, *[Capacity.MEMBER] * 9))
    meeting = b.meeting(body, opened=False)
    members = [member.pk for member in body.members.all()]
    secretary = browser(b.secretary(body))
    page = secretary.get(url("attendance", meeting.pk)).content.decode()
    assert sorted(map(int, TICKED.findall(page))) == sorted(members)
    assert "bỏ dấu ở người vắng" in page

    away = b.scorers(body)[3].pk
    sent = {f"tv-{pk}": "co" for pk in members if pk != away}
    secretary.post(url("attendance", meeting.pk), {**sent, "danh-sach": members, "viec": "khai_mac"})
    known = dict(Attendance.objects.filter(meeting=meeting).values_list("member", "present"))
    assert known == {pk: pk != away for pk in members}
    meeting.refresh_from_db()
    assert meeting.state == "open"
    again = secretary.get(url("attendance", meeting.pk)).content.decode()
    assert sorted(map(int, TICKED.findall(again))) == sorted(set(members) - {away})


def test_somebody_whom_the_page_did_not_list_is_neither_present_nor_away() -> None:
    meeting = b.meeting(opened=False)
    members = [member.pk for member in meeting.council.members.all()]
    browser(b.secretary(meeting.council)).post(
        url("attendance", meeting.pk), {f"tv-{members[0]}": "co", "danh-sach": members[:2], "viec": "ghi"}
    )
    known = dict(Attendance.objects.filter(meeting=meeting).values_list("member", "present"))
    assert known == {members[0]: True, members[1]: False}


def test_the_result_has_one_main_button() -> None:
    item = b.product_being_scored()
    b.hand_in_divided(item, b.scorers(item.meeting.council))
    operations.close_item(item, by=b.chair(item.meeting.council), at=b.LATER)
    chair = browser(b.chair(item.meeting.council))
    main = re.search(r"<main.*</main>", chair.get(url("result", item.pk)).content.decode(), re.DOTALL)
    assert main
    assert "Ghi mức thống nhất" in main[0]
    assert len(PRIMARY.findall(main[0])) == 1
    assert "Chốt kết quả" not in main[0]  # nothing to press while a level is open: the page says what is missing
    assert "Chưa chốt được kết quả. Hội đồng chưa thống nhất mức của tiêu chí" in main[0]


def test_ten_equal_sheets_stack_below_the_words_of_the_limits() -> None:
    plot = dot_plot([Fraction(70)] * 10, Fraction(70), [(50, 3), (70, 4), (90, 5)])
    highest = min(int(dot.y) for dot in plot.dots)
    assert (len(plot.dots), len({dot.y for dot in plot.dots})) == (10, 10)
    assert highest - 8 >= LABELS - 8
    assert plot.height == plot.base + 70


def test_the_words_of_a_mean_near_an_end_stay_inside_the_drawing() -> None:
    anchors = [dot_plot([Fraction(mean)], Fraction(mean), []).mean_anchor for mean in (3, 50, 97)]
    assert anchors == ["start", "middle", "end"]
