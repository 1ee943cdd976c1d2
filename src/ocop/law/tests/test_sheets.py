"""The 26 sheets of QĐ 26/2026 as data: every code, level, point and mark is the law's."""

from datetime import date
from pathlib import Path

import pytest

from ocop.law.checking import check_sheet
from ocop.law.correcting import with_corrected_words
from ocop.law.reading import RecordError
from ocop.law.sheets import IncompleteSheetError, Option, UnknownCriterionError, UnknownSheetError, skeleton
from ocop.law.shelf import sheet_in_force, sheet_with_hash
from ocop.law.tests.another_law import another_law
from ocop.law.tests.reference import (
    SETS,
    Row,
    law_rows,
    reference_criteria,
    reference_present,
    reference_rows,
    reference_sheet,
    table_rows,
)
from ocop.law.tests.usual import all_sheets, get_sheet, score

OFFICIAL_TERMS_UP_TO = 70


def our_rows(number: int) -> list[Row]:
    return [
        Row(
            number,
            one.part_code,
            one.section_code,
            one.code,
            one.kind,
            one.max_points,
            case,
            o.level,
            o.points,
            o.star_gate,
        )
        for one in get_sheet("R4", number).scored_criteria
        for case, ladder in [(each.code, each.options) for each in one.cases] or [("", one.options)]
        for o in ladder
    ]


@pytest.mark.parametrize("number", SETS)
def test_every_level_point_and_mark_is_the_laws(number: int) -> None:
    assert our_rows(number) == law_rows(number)


@pytest.mark.parametrize("number", SETS)
def test_the_plain_table_repeats_the_law(number: int) -> None:
    assert table_rows()[number] == (reference_rows(number) if reference_present() else our_rows(number))


def test_the_law_has_787_criteria_and_2535_levels() -> None:
    criteria = [one for sheet in all_sheets("R4") for one in sheet.scored_criteria]
    kinds = [one.kind for one in criteria]
    levels = sum(len(one.options) + sum(len(case.options) for case in one.cases) for one in criteria)
    headings = [
        one
        for sheet in all_sheets("R4")
        for part in sheet.parts
        for section in part.sections
        for one in section.criteria
        if one.kind == "sum"
    ]
    assert len(criteria) == 787
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"choice": 762, "single": 22, "alternatives": 3}
    assert levels - kinds.count("single") == 2535
    assert len(headings) == 4


@pytest.mark.parametrize("number", SETS)
def test_every_sheet_adds_up_to_40_25_35(number: int) -> None:
    found = check_sheet(get_sheet("R4", number))
    assert found.parts == (40, 25, 35)
    assert found.matches
    assert found.faults == ()


@pytest.mark.parametrize("number", SETS)
def test_rejection_rules_stand_where_the_law_prints_them(number: int) -> None:
    sheet = get_sheet("R4", number)
    products = [(r.effect, r.criterion, r.scope) for r in sheet.rejection_rules if r.phase == "product"]
    dossier = [rule.code for rule in sheet.rejection_rules if rule.phase == "dossier"]
    if reference_present():
        printed = reference_sheet(number)["rejection_rules"]
        assert products == [
            (r["effect"], r.get("criterion"), tuple(r.get("scope", ()))) for r in printed if r["phase"] == "product"
        ]
        assert bool(dossier) == any(rule["phase"] == "dossier" for rule in printed)
    assert len(products) == len(PRODUCT_RULES[number])
    assert [code.split("_")[0] for code in PRODUCT_RULES[number]] == [
        {"reject": "out", "not_evaluated": "skip", "stop_evaluation": "stop"}[effect] for effect, _, _ in products
    ]
    assert ("fake_dossier" in dossier) == (number != 26)
    assert ("food_safety_cert" in dossier) == (number <= 17)


MATERIAL, COPY, STAPLE = "out_imported_or_unknown_material", "out_copycat", "skip_common_staple"
IMPURE, ZERO, UNDECLARED, STOLEN = "stop_impurities", "stop_zero_sensory", "stop_no_declaration", "out_ip_violation"
PRODUCT_RULES: dict[int, tuple[str, ...]] = {
    **dict.fromkeys((1, 2, 3, 4), (STAPLE, IMPURE)),
    **dict.fromkeys((5, 6), (COPY, IMPURE)),
    **dict.fromkeys(range(7, 14), (MATERIAL, COPY, IMPURE)),
    14: (MATERIAL, COPY),
    15: (MATERIAL, IMPURE),
    16: (ZERO,),
    17: (IMPURE,),
    18: (MATERIAL,),
    19: (MATERIAL, UNDECLARED),
    20: (MATERIAL, UNDECLARED),
    21: (STOLEN,),
    22: (STOLEN,),
    **dict.fromkeys((23, 24, 25, 26), ()),
}


@pytest.mark.parametrize("number", SETS)
def test_each_product_rule_has_its_code(number: int) -> None:
    rules = get_sheet("R4", number).rejection_rules
    assert [rule.code for rule in rules if rule.phase == "product"] == [*PRODUCT_RULES[number]]


@pytest.mark.parametrize("number", SETS)
def test_a_sheet_carries_its_source_and_its_doubts(number: int) -> None:
    sheet = get_sheet("R4", number)
    assert sheet.grade == "A"
    assert sheet.complete
    assert sheet.provenance.instrument == "26/2026/QĐ-TTg"
    assert "signed copy" in sheet.provenance.check
    assert sheet.sample_required == (number != 26)
    assert sheet.product_kind == ("tourism" if number == 26 else "goods")
    if reference_present():
        printed = reference_sheet(number)
        assert [(d.id, d.severity) for d in sheet.provenance.discrepancies] == [
            (d["id"], d["severity"]) for d in printed["discrepancies"]
        ]
        assert sheet.sector_code == printed["applies_to"]["sector_code"]
        assert (sheet.group, sheet.subgroup) == (
            printed["applies_to"]["group_code"],
            printed["applies_to"]["subgroup_code"],
        )
        leaves = [one for _, _, one in reference_criteria(number) if one["kind"] != "sum"]
        assert [(c.ambiguities, c.zero_level_printed) for c in sheet.scored_criteria] == [
            (tuple(one["ambiguities"]), one["zero_level"] == "printed") for one in leaves
        ]


def ladders(number: int) -> list[tuple[Option, ...]]:
    criteria = get_sheet("R4", number).scored_criteria
    return [ladder for one in criteria for ladder in (one.options, *(case.options for case in one.cases)) if ladder]


@pytest.mark.parametrize("number", SETS)
def test_every_level_can_be_told_from_the_others_in_both_languages(number: int) -> None:
    for ladder in ladders(number):
        assert len({option.label for option in ladder}) == len(ladder)
        assert len({option.label_en for option in ladder}) == len(ladder)
        assert all(option.label_en and option.label_en != option.label for option in ladder)


@pytest.mark.parametrize("number", SETS)
def test_long_sentences_of_the_decision_are_told_in_our_own_words(number: int) -> None:
    long = {option.label for ladder in ladders(number) for option in ladder if len(option.label) > OFFICIAL_TERMS_UP_TO}
    official = (
        {o["text"] for _, _, one in reference_criteria(number) for o in one["options"]}
        if reference_present()
        else set()
    )
    assert long & official == set()


def test_the_hash_of_a_sheet_is_stable_and_its_own() -> None:
    hashes = [sheet.sheet_hash for sheet in all_sheets("R4")]
    assert len(set(hashes)) == 26
    assert hashes == [sheet.sheet_hash for sheet in all_sheets("R4")]
    assert all(len(one) == 64 for one in hashes)


def test_a_corrected_sheet_is_a_new_version_and_the_old_one_stays(tmp_path: Path) -> None:
    with another_law(tmp_path) as law:
        law.correct_sheet(11, ("{p: 2, star: 3,", "{p: 2,"), since=date(2026, 9, 1))
        first, newest = get_sheet("R4", 11, 2), get_sheet("R4", 11, 3)
        assert (first.version, newest.version) == (2, 3)
        assert first.criterion("1.1").options[1].star_gate == 3
        assert newest.criterion("1.1").options[1].star_gate is None
        assert sheet_with_hash("R4", 11, first.sheet_hash) is first
        assert sheet_with_hash("R4", 11, newest.sheet_hash) is newest
        assert sheet_in_force("R4", 11, date(2026, 8, 31)) is first
        assert sheet_in_force("R4", 11, date(2026, 9, 1)) is newest
        with pytest.raises(UnknownSheetError, match="không có phiên bản 4"):
            get_sheet("R4", 11, 4)
        with pytest.raises(UnknownSheetError, match="mã kiểm tra khác"):
            sheet_with_hash("R4", 11, "khác")


MATERIAL_IS_USED = "Có sử dụng nguyên liệu có nguồn gốc trong tỉnh, tỷ lệ dưới 50%"
CONTRACT_IS_CARRIED_OUT = "đã thực hiện hợp đồng ổn định từ 12 tháng trở lên"


@pytest.mark.parametrize("number", range(5, 23))
def test_the_lowest_level_of_local_material_says_that_it_is_used(number: int) -> None:
    now = sheet_in_force("R4", number, date(2026, 6, 1))
    assert now.criterion("1.1").options[0].label == MATERIAL_IS_USED
    assert "is used" in now.criterion("1.1").options[0].label_en
    assert skeleton(now) == skeleton(get_sheet("R4", number, 1))
    assert now.sheet_hash != get_sheet("R4", number, 1).sheet_hash


@pytest.mark.parametrize("number", range(1, 26))
def test_the_highest_level_of_linkage_says_that_the_contract_was_carried_out(number: int) -> None:
    now = sheet_in_force("R4", number, date(2026, 6, 1))
    linkage = [one for one in now.scored_criteria if one.title.startswith("Liên kết")]
    assert [CONTRACT_IS_CARRIED_OUT in one.options[3].label for one in linkage] == [True]
    assert "carried out" in linkage[0].options[3].label_en


def test_a_correction_of_words_cannot_name_a_level_that_is_not_there() -> None:
    earlier = {"parts": [{"sections": [{"criteria": [{"code": "1.1", "options": [{"p": 1, "vi": "a", "en": "b"}]}]}]}]}
    row = {"criterion": "1.1", "level": 1, "vi": "mới", "en": "new"}
    changed = with_corrected_words(earlier, {"version": 2, "words_of": 1, "labels": [row]})
    assert changed["parts"][0]["sections"][0]["criteria"][0]["options"] == [{"p": 1, "vi": "mới", "en": "new"}]
    assert earlier["parts"][0]["sections"][0]["criteria"][0]["options"][0]["vi"] == "a"
    for wrong in ({"level": 2}, {"criterion": "9.9"}, {"p": 3}):
        with pytest.raises(RecordError):
            with_corrected_words(earlier, {"version": 2, "words_of": 1, "labels": [row | wrong]})


def test_sheets_and_criteria_that_do_not_exist_are_named() -> None:
    with pytest.raises(UnknownSheetError, match="Không có bộ tiêu chí số 27"):
        get_sheet("R4", 27)
    with pytest.raises(UnknownSheetError, match="R1"):
        get_sheet("R1", 1)
    with pytest.raises(UnknownCriterionError, match=r"Bộ 11 không có tiêu chí 6\.1\."):
        get_sheet("R4", 11).criterion("6.1")


def test_r3_scores_with_the_sheets_of_148() -> None:
    assert get_sheet("R3", 5).provenance.instrument == "148/QĐ-TTg"


def test_sheets_of_148_are_grade_b_and_the_incomplete_ones_are_refused() -> None:
    sheets = all_sheets("R2")
    assert {sheet.grade for sheet in sheets} == {"B"}
    assert [sheet.number for sheet in sheets if not sheet.complete] == [7, 11, 12, 13]
    assert get_sheet("R2", 11).incomplete_reason == "phần C chỉ đủ 32 trên 35 điểm"
    with pytest.raises(IncompleteSheetError, match=r"Bộ 11 \(148/QĐ-TTg\) không dùng để chấm điểm"):
        score(get_sheet("R2", 11), {})
    assert score(get_sheet("R2", 1), {}).total == 0
