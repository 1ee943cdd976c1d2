"""A council works under every value that the law's data allows for a setting: no value makes closing impossible.

Each value is put before the council's whole day: sheets are sealed, the product is closed by two counts, levels are agreed
on, the result is final, the province can decide on it, and what is kept verifies.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Q

from ocop.advisory.rules import REPORT_REQUIRED, report_is_required
from ocop.councils import operations
from ocop.councils.models import AgendaItem, EvaluationResult, ScoreSheet
from ocop.councils.parameters import PARAMETERS
from ocop.councils.tests import building as b
from ocop.councils.verifying import changed_results, changed_sheets
from ocop.dossiers import clocks
from ocop.law.calendar import add_working_days, last_day_before
from ocop.law.settings import all_settings, setting
from ocop.law.tests.another_law import another_law
from ocop.law.validity import expires_on
from ocop.notices.quiet import sending_moment
from ocop.recognition.queries.due import DueFilters, count_due, due_entries
from ocop.recognition.rules import outcomes_allowed
from ocop.territory.queries import setting_for

from .builders import certificate

pytestmark = pytest.mark.django_db

SINCE = date(2026, 5, 22)
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WORKS = [one for one in all_settings() if not one.planned]
COUNCIL = {one.setting_name for one in PARAMETERS if one.setting_name}
SCORING = {one.name for one in WORKS if one.name.startswith(("scoring.", "council."))} - {
    "council.size_min",
    "council.size_max",
    REPORT_REQUIRED,
}
ELSEWHERE = {  # not read by a council's count; what each value does is asserted below or in the room named
    "council.size_min", "council.size_max", REPORT_REQUIRED, "commune.supplement_stops_clock", "deadline.count_from",
    "round.cutoff_is_exclusive", "commune.may_return", "province.check_days", "product_code.sequence_scope",
    "re_recognition.late_filing",
    "product.photos_most", "notice.quiet_from", "notice.quiet_to", "notice.due_days_ahead", "notice.expiry_days_ahead",
    "radar.months_ahead", "radar.lapsed_months", "complaint.routing", "complaint.answer_days",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _demonstration(settings: Any) -> None:
    settings.OCOP_DEMO = True  # sheets decide without a confirmation


def cases(names: set[str]) -> list[Any]:
    return [
        pytest.param(one.name, value, id=f"{one.name}-{value}")
        for one in WORKS
        if one.name in names
        for value in one.values
    ]


def test_every_live_setting_lists_its_values_and_is_tried() -> None:
    assert [one.name for one in WORKS if not one.values] == []
    assert {one.name for one in WORKS} == SCORING | ELSEWHERE


def cases_walked_once(names: set[str]) -> list[Any]:
    """Every value that is not in force, and one that is: the walk under the values in force is the same whichever of them is named."""
    walked = cases(names)
    in_force = [one for one in walked if one.values[1] == setting(one.values[0], SINCE)]
    return [one for one in walked if one not in in_force[1:]]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """With `--every-cell`, as for releases, the values in force are walked once for each setting."""
    if metafunc.function is test_a_product_is_closed_decided_and_verified_under_every_value:
        all_of_them = metafunc.config.getoption("--every-cell")
        metafunc.parametrize(("name", "value"), cases(SCORING) if all_of_them else cases_walked_once(SCORING))


def test_the_values_left_out_are_those_in_force() -> None:
    left_out = [one.values for one in cases(SCORING) if one not in cases_walked_once(SCORING)]
    names = [name for name, _ in left_out]
    assert len(set(names)) == len(names) > 1
    assert [(name, value) for name, value in left_out if value != setting(name, SINCE)] == []


def test_a_product_is_closed_decided_and_verified_under_every_value(name: str, value: Any, tmp_path: Path) -> None:
    with another_law(tmp_path) as law:
        law.add_settings(SINCE, **{name.replace(".", "__"): value})
        item = closed_by_members_who_differ(name, value)
        result = b.agree_on_everything(item)
        if result.rescoring_due:  # a spread of one point asks for it
            assert name == "council.max_spread_points"
        else:
            operations.finalise_item(item, by=b.chair(item.meeting.council), at=b.LATER)
        result = EvaluationResult.objects.select_related("item__meeting__rules", "item__dossier").get(item=item)
        assert result.star_rating is not None
        assert outcomes_allowed(item.dossier, result).choices
        assert [found for found in (*changed_sheets(), *changed_results()) if found] == []
        page = b.browser(b.chair(item.meeting.council)).get(b.url("result", item.pk))
        assert page.status_code == 200
        if name == "scoring.average_decimals":
            assert len(result.average_score.partition(".")[2]) == value
            assert result.average_score.replace(".", ",") in page.content.decode()


def closed_by_members_who_differ(name: str, value: Any) -> AgendaItem:
    """Three totals whose mean has no end, a criterion on which they differ, a story without one, an empty criterion."""
    rules = {one.name: None for one in PARAMETERS if one.setting_name == name}
    item = b.product_being_scored(**{"scorers": b.SCORERS, "quorum_ratio": Decimal("0.75"), **rules})
    law = b.law_of(item)
    silent = value if name == "council.non_scoring_capacities" else ("council_secretary",)
    scorers = [one for one in item.meeting.council.members.order_by("position") if one.capacity not in silent]
    for member, total in zip(scorers, (89, 90, 90, 92, 91, 90), strict=False):
        marks = b.sheet_with_total(law, total)
        if name == "scoring.allow_empty" and value:
            marks = marks[1:]
        b.hand_in(item, member, marks)
    operations.close_item(item, by=b.chair(item.meeting.council), at=b.LATER)
    assert ScoreSheet.objects.filter(item=item, sealed_at__isnull=False).count() == len(scorers)
    item.refresh_from_db()
    return item


@pytest.mark.parametrize(("name", "value"), cases(ELSEWHERE))
def test_every_other_value_does_what_its_note_says(name: str, value: Any, tmp_path: Path) -> None:
    day, friday = date(2026, 6, 1), date(2026, 6, 5)
    with another_law(tmp_path) as law:
        law.add_settings(SINCE, **{name.replace(".", "__"): value})
        assert setting(name, day) == value
        assert setting_for("80/25459/", name, day) == value
        if name == "deadline.count_from":
            assert add_working_days(friday, 1) == {"day_0": date(2026, 6, 8), "day_1": friday}[value]
        elif name == "round.cutoff_is_exclusive":
            assert last_day_before(date(2027, 4, 30)).day == {True: 29, False: 30}[value]
        elif name == "province.check_days":
            due = clocks.province_due_on(b.builders.dossier(state="province_review"), day)
            assert due == (None if value is None else add_working_days(day, value))
        elif name == REPORT_REQUIRED:
            assert report_is_required("80/25459/", day) is value
        elif name.startswith("notice.quiet"):
            clock = datetime.strptime(value, "%H:%M").replace(year=2026, month=6, day=2, tzinfo=VIETNAM)
            inside = clock if name == "notice.quiet_from" else clock - timedelta(minutes=1)
            assert sending_moment(inside) > inside
            assert sending_moment(clock) == clock or name == "notice.quiet_from"
        elif name == "radar.months_ahead":
            assert list(count_due(Q(), on=day)[0]) == sorted(value)
        elif name == "radar.lapsed_months":
            first = expires_on(day, -value)
            for last_day in (first, first - timedelta(days=1)):
                certificate(b.builders.product(), issued_on=date(2019, 9, 1), expires_on=last_day)
            lapsed = due_entries(Q(), DueFilters(0, lapsed=True), on=day)
            assert [one.expires_latest for one in lapsed] == [first]
        elif name in {"council.size_min", "council.size_max"}:
            rules = b.council(scorers=b.SCORERS[:4], size_min=None).rules
            assert getattr(rules, name.removeprefix("council.")) == value
