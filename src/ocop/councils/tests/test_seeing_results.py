"""Who sees the result of a product, by the state of the product and of the own seat; the table is written by hand."""

import pytest

from ocop.councils.rules import sees_result


@pytest.mark.parametrize(
    ("item_state", "scores", "present", "sealed", "recused", "sees"),
    [
        ("open", True, True, True, False, False),
        ("open", False, True, False, False, False),
        ("closed", True, True, True, False, True),
        ("closed", True, True, False, False, False),
        ("closed", True, False, False, False, True),  # away: no sheet of theirs can follow
        ("closed", True, True, False, True, False),
        ("closed", True, False, False, True, False),  # recused and away: may come back to other products
        ("closed", False, True, False, False, True),
        ("final", True, True, False, False, True),
        ("final", True, True, False, True, True),
    ],
)
def test_a_result_is_seen_by_who_can_no_longer_be_swayed_by_it(
    item_state: str, *, scores: bool, present: bool, sealed: bool, recused: bool, sees: bool
) -> None:
    assert sees_result(item_state=item_state, scores=scores, present=present, sealed=sealed, recused=recused) is sees
