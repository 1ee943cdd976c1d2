"""Rejection and stop rules."""

import pytest

from ocop.law.arithmetic import InvalidChoicesError, stop_or_reject
from ocop.law.tests.usual import get_sheet


def test_nothing_established_leaves_the_evaluation_open() -> None:
    verdict = stop_or_reject(get_sheet("R4", 11), {"1.1": 1})
    assert (verdict.outcome, verdict.rules) == ("open", ())


@pytest.mark.parametrize(
    ("number", "rule", "outcome"),
    [
        (11, "fake_dossier", "rejected"),
        (11, "out_imported_or_unknown_material", "rejected"),
        (11, "stop_impurities", "stopped"),
        (1, "skip_common_staple", "not_evaluated"),
        (19, "no_product_declaration", "rejected"),
        (19, "stop_no_declaration", "stopped"),
        (21, "out_ip_violation", "rejected"),
    ],
)
def test_an_established_ground_has_the_effect_the_sheet_prints(number: int, rule: str, outcome: str) -> None:
    verdict = stop_or_reject(get_sheet("R4", number), established={rule})
    assert (verdict.outcome, [one.code for one in verdict.rules]) == (outcome, [rule])


def test_a_rejection_is_graver_than_a_stop() -> None:
    verdict = stop_or_reject(get_sheet("R4", 11), established={"stop_impurities", "out_copycat"})
    assert verdict.outcome == "rejected"
    assert [one.code for one in verdict.rules] == ["out_copycat", "stop_impurities"]


@pytest.mark.parametrize("code", ["6.1", "6.2", "6.3", "6.4"])
def test_a_zero_in_a_sensory_criterion_stops_set_16(code: str) -> None:
    sheet = get_sheet("R4", 16)
    assert sheet.criterion(code).options[0].points == 0
    assert stop_or_reject(sheet, {code: 1}).outcome == "stopped"
    assert stop_or_reject(sheet, {code: 2}).outcome == "open"
    assert stop_or_reject(sheet, {}).outcome == "open"


def test_a_rule_of_another_sheet_is_refused() -> None:
    with pytest.raises(ValueError, match="Bộ 26 không có điều kiện fake_dossier"):
        stop_or_reject(get_sheet("R4", 26), established={"fake_dossier"})
    with pytest.raises(InvalidChoicesError):
        stop_or_reject(get_sheet("R4", 16), {"x": 1})
