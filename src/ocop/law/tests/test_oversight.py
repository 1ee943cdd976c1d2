"""Councils, revocation, inspection and duties are the decision's, article by article (Đ.7.3.b, 7.4.b, 8, 9, 10)."""

import json

import pytest

from ocop.law.oversight import council_composition, oversight
from ocop.law.procedure import UnknownProcedureError, procedure
from ocop.law.tests.reference import SHARED, reference_present

GROUNDS = {
    "8.1.a": ("false_dossier", None),
    "8.1.b": ("criteria_not_met", "competent_authority"),
    "8.1.c": ("legal_breach", "competent_authority"),
    "8.1.d": ("mark_misuse", None),
    "8.1.đ": ("production_stopped", "commune"),
    "8.1.e": ("other_conclusion", "competent_authority"),
}


def test_there_are_six_grounds_of_revocation() -> None:
    found = {one.article: (one.code, one.concluded_by) for one in oversight("R4").revocation_grounds}
    assert found == GROUNDS
    assert [one.article for one in oversight("R4").revocation_steps] == ["8.3.a", "8.3.b", "8.3.c"]
    assert procedure("R4").revocation_days == 15


def test_departments_sit_in_the_provincial_council_and_ministries_in_the_central_one() -> None:
    province, central = (council_composition("R4", level) for level in ("province", "central"))
    assert (province.article, len(province.members), len(province.invited)) == ("7.3.b", 8, 3)
    assert (central.article, len(central.members), len(central.invited)) == ("7.4.b", 6, 4)
    assert [one.label for one in province.members if one.where_present] == ["Sở An toàn thực phẩm"]
    assert {one.code for one in central.invited} - {one.code for one in province.invited} == {"quality_inspection"}


def test_the_province_inspects_its_products_and_the_ministry_five_stars_others_when_needed() -> None:
    inspection = oversight("R4").inspection
    assert [(one.article, one.stars, one.only_when_needed) for one in inspection.competence] == [
        ("9.4.a", (3, 4, 5), ()),
        ("9.4.b", (5,), (3, 4)),
    ]
    assert [one.article for one in (*inspection.principles, *inspection.contents)] == [
        "9.2.a", "9.2.b", "9.3.a", "9.3.b",
    ]  # fmt: skip


def test_every_duty_of_article_10_has_its_holder() -> None:
    holders = {"1": "ministry_agriculture", "2": "line_ministries", "3": "province", "4": "commune"}
    duties = oversight("R4").duties
    assert [one.article for one in duties] == [f"10.{clause}.{point}" for clause in "1234" for point in "abc"]
    assert [one.holder for one in duties] == [holders[one.article.split(".")[1]] for one in duties]


@pytest.mark.skipif(not reference_present(), reason="the reference lies beside the project")
def test_every_article_that_is_named_is_in_the_decision() -> None:
    printed = json.dumps(json.loads((SHARED / "articles.json").read_text(encoding="utf-8")), ensure_ascii=False)
    data = oversight("R4")
    named = [*data.revocation_grounds, *data.revocation_steps, *data.inspection.competence, *data.duties]
    assert [one.article for one in named if f'"{one.article}"' not in printed] == []


def test_an_earlier_regime_has_none() -> None:
    with pytest.raises(UnknownProcedureError, match="R3"):
        oversight("R3")
