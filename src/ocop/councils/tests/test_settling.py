"""What a council has to settle after closing, what it may settle it at, and how results of before are read."""

import pytest

from ocop.councils import operations
from ocop.councils.models import AgendaItem, EvaluationResult
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
