"""What a council has to settle after closing, what it may settle it at, and how results of before are read."""

import re

import pytest

from ocop.councils import operations
from ocop.councils.models import AgendaItem, EvaluationResult
from ocop.councils.queries.deciding_levels import deciding_levels
from ocop.councils.verifying import changed_results
from ocop.ledger.errors import DomainError

from . import building as b

pytestmark = pytest.mark.django_db


def divided_below_three_stars() -> AgendaItem:
    """Closed: nobody has the first level of 9, so three stars are out of reach; on 2.3 the sheets differ."""
    item = b.product_being_scored()
    law, members = b.law_of(item), b.scorers(item.meeting.council)
    for number, member in enumerate(members):
        b.hand_in(item, member, b.full_sheet(law, c9=0, c2_3=2 if number < 2 else 3))
    operations.close_item(item, by=b.chair(item.meeting.council), at=b.LATER)
    item.refresh_from_db()
    return item


def test_a_level_that_no_sheet_chose_is_not_agreed_on() -> None:
    item = b.product_being_scored()
    b.hand_in_divided(item, b.scorers(item.meeting.council))
    by = b.chair(item.meeting.council)
    before = operations.close_item(item, by=by, at=b.LATER)
    code = before.missing_agreed[0]
    with pytest.raises(DomainError, match="không phiếu nào chọn mức 2"):
        operations.record_agreed_option(item, code, level=2, by=by, at=b.LATER)
    assert EvaluationResult.objects.get(item=item).missing_agreed == [code]


def test_a_difference_that_cannot_change_the_star_is_not_asked_for() -> None:
    item = divided_below_three_stars()
    found, by = EvaluationResult.objects.get(item=item), b.chair(item.meeting.council)
    assert (found.star_rating, found.missing_agreed, found.outcome) == (2, [], "not_recognised")
    assert operations.finalise_item(item, by=by, at=b.LATER).star_rating == 2


@pytest.mark.parametrize(("reading", "faults"), [("every", 0), ("decisive", 0), ("other", 1)])
def test_results_are_verified_as_they_were_read_when_they_were_decided(reading: str, faults: int) -> None:
    """Before, every difference waited: a product that was rejected then kept the list of all of them."""
    item = divided_below_three_stars()
    law, by = b.law_of(item), b.chair(item.meeting.council)
    rule = law.rejection_rules[0].code
    operations.apply_rejection_rule(item, rule, reason="Hồ sơ giả", by=by, at=b.LATER)
    if reading != "decisive":
        marks = [one for one in law.requirements if one.criterion in {"2.3", "9"}]
        unmet = [{"star": one.star, "criterion": one.criterion, "needs_level": one.needs_level} for one in marks]
        EvaluationResult.objects.update(missing_agreed=["2.3"] if reading == "every" else ["2.2"], unmet=unmet)
    operations.finalise_item(item, by=by, at=b.LATER)
    assert len([one for one in changed_results() if one is not None]) == faults


def divided_panel() -> AgendaItem:
    """Closed: on 2.3 four of five chose level 3, on 9 four of five the second level."""
    item = b.product_being_scored()
    law, members = b.law_of(item), b.scorers(item.meeting.council)
    for number, member in enumerate(members):
        b.hand_in(item, member, b.full_sheet(law, c2_3=2 if number == 0 else 3, c9=1 if number == 1 else 2))
    operations.close_item(item, by=b.chair(item.meeting.council), at=b.LATER)
    item.refresh_from_db()
    return item


def test_the_page_asks_for_what_decides_the_star_with_the_majority_marked_and_one_click_settles_it() -> None:
    item = divided_panel()
    client, address = b.browser(b.secretary(item.meeting.council)), b.url("agreed", item.pk)
    for query in ("", "?trinh-chieu=1"):
        answer = client.get(address + query)
        asked = [(one.criterion.code, one.marked, dict(one.levels)) for one in answer.context["decisive"]]
        assert asked == [("2.3", 3, {2: 1, 3: 4}), ("9", 2, {1: 1, 2: 4})]
        words = answer.content.decode()
        marked = dict(re.findall(r'type="radio" name="(muc-[\d.]+)" value="(\d)" checked', words))
        assert marked == {"muc-2.3": "3", "muc-9": "2"}
        main = words[words.index("<main") : words.index("</main")]
        assert [one for one in b.scorers(item.meeting.council) if one.account.full_name in main] == []
    client.post(address, marked)
    found = EvaluationResult.objects.get(item=item)
    assert (found.star_rating, found.missing_agreed) == (5, [])
    assert client.get(address).context["decisive"] == []


def test_what_does_not_decide_the_star_is_settled_by_majority_with_one_click_or_left() -> None:
    item = divided_below_three_stars()
    client, address = b.browser(b.chair(item.meeting.council)), b.url("agreed", item.pk)
    words = client.get(address).content.decode()
    given = dict(re.findall(r'type="hidden" name="(muc-[\d.]+)" value="(\d)"', words))
    assert given == {"muc-2.3": "3"}
    before = {one["criterion"]: one["by"] for one in deciding_levels(item)}
    assert (before["2.3"], before["9"]) == ("idle", "unanimous")
    client.post(address, given)
    told = {one["criterion"]: (one["by"], one["votes"], one["sheets"]) for one in deciding_levels(item)}
    assert told["2.3"] == ("agreed", 3, 5)
    assert EvaluationResult.objects.get(item=item).star_rating == 2


def test_the_result_page_gives_the_star_and_says_what_was_not_asked() -> None:
    item = divided_below_three_stars()
    answer = b.browser(b.chair(item.meeting.council)).get(b.url("result", item.pk))
    assert answer.context["undecided"] == []
    assert "Các phiếu khác nhau ở 1 tiêu chí khác" in answer.content.decode()
