"""A dossier is governed by the law of the day it is filed (QĐ 26/2026, Đ.11.1); a draft is told when the law changes under it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, SelfScore
from ocop.dossiers.queries.bundle import filing_of
from ocop.filing.operations import filing as operations
from ocop.filing.operations import starting
from ocop.filing.operations.adopting import adopt_law
from ocop.filing.operations.evidence import add_evidence
from ocop.filing.queries.law_change import law_change_of
from ocop.law.tests.another_law import AnotherLaw, another_law
from ocop.law.tests.usual import get_sheet
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry

from .filing_world import AT, World, complete, photo, submit, tea_world

pytestmark = pytest.mark.django_db

CHANGE = date(2026, 9, 10)
AFTER = AT + timedelta(days=12)
SECOND = get_sheet("R4", 11).criterion("1.1").options[1].label
IDEA = get_sheet("R4", 11).criterion("2.1").title
CODE = f'code: "2.1"\n      title: "{IDEA}"'


@pytest.fixture
def world() -> World:
    return tea_world()


def correct(law: AnotherLaw) -> None:
    """The second level of 1.1 reads otherwise; 2.1 asks something else in place of the idea."""
    law.correct_sheet(11, (SECOND, f"{SECOND}, đính chính"), since=CHANGE)


def scored(dossier: Dossier, code: str) -> SelfScore:
    return SelfScore.objects.get(dossier=dossier, criterion_code=code)


def answer(dossier: Dossier, code: str, level: int, words: str) -> None:
    SelfScore.objects.update_or_create(
        dossier=dossier, criterion_code=code, defaults={"level": level, "description": words, "saved_at": AT}
    )


def test_a_draft_keeps_what_fits_names_what_does_not_and_loses_nothing_typed(world: World, tmp_path: Path) -> None:
    dossier = starting.start_dossier(world.product, by=world.user, at=AT)
    answer(dossier, "1.1", 2, "Vườn chè mười hai hộ.")
    answer(dossier, "1.2", 1, "Có máy sao.")
    with another_law(tmp_path) as law:
        correct(law)
        assert law_change_of(dossier, on=CHANGE - timedelta(days=1)) is None
        change = law_change_of(dossier, on=CHANGE)
        assert change is not None
        assert [one.code for one in change.asked_anew] == ["1.1"]
        assert change.sentence == "Bộ tiêu chí số 11 đã được đính chính (phiên bản 3, áp dụng từ ngày 10/09/2026)."
        adopt_law(dossier, by=world.user, at=AFTER)
        dossier.refresh_from_db()
        assert law_of(dossier).sheet.version == 3
        assert (scored(dossier, "1.1").level, scored(dossier, "1.1").description) == (None, "Vườn chè mười hai hộ.")
        assert (scored(dossier, "1.2").level, scored(dossier, "1.2").description) == (1, "Có máy sao.")
        line = AuditEntry.objects.get(action="law_adopted")
        assert line.details["asked_anew"] == ["1.1"]
        adopt_law(dossier, by=world.user, at=AFTER)
        assert AuditEntry.objects.filter(action="law_adopted").count() == 1


def test_words_about_a_criterion_that_is_gone_stay_readable_and_its_files_become_general_papers(
    world: World, tmp_path: Path
) -> None:
    dossier = complete(world)
    answer(dossier, "2.1", 1, "Ý tưởng của bà ngoại.")
    file = add_evidence(dossier, photo(), criterion_code="2.1", by=world.user, at=AT)
    with another_law(tmp_path) as law:
        law.add_regime(
            "R5", CHANGE, ("sheet-11.yaml", CODE, CODE.replace("2.1", "2.9").replace(IDEA, "Câu hỏi khác hẳn"))
        )
        change = law_change_of(dossier, on=CHANGE)
        assert change is not None
        assert ([one.code for one in change.gone], [one.code for one in change.added]) == (["2.1"], ["2.9"])
        browser = Client()
        browser.force_login(world.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        adopt_law(dossier, by=world.user, at=AFTER)
        dossier.refresh_from_db()
        file.refresh_from_db()
        assert (dossier.regime, law_of(dossier).sheet.regime, file.criterion_code) == ("R5", "R5", "")
        assert SelfScore.objects.filter(dossier=dossier, level__isnull=False).count() == 31
        page = browser.get(reverse("filing:detail", args=[dossier.pk])).content.decode()
        assert "Ý tưởng của bà ngoại." in page
        assert "2.9" not in filing_of(dossier).scores


def test_a_draft_is_not_filed_on_a_sheet_that_is_no_longer_in_force(world: World, tmp_path: Path) -> None:
    dossier = complete(world)
    with another_law(tmp_path) as law:
        correct(law)
        with pytest.raises(DomainError, match="Bộ tiêu chí số 11 đã được đính chính"):
            operations.submit_dossier(dossier, declared=True, by=world.user, at=AFTER)
        adopt_law(dossier, by=world.user, at=AFTER)
        answer(dossier, "1.1", 2, "Vườn chè.")
        operations.submit_dossier(dossier, declared=True, by=world.user, at=AFTER)
    dossier.refresh_from_db()
    assert dossier.state == "submitted"


def test_regime_and_year_are_those_of_the_day_of_filing(world: World, tmp_path: Path) -> None:
    new_year = date(2027, 1, 1)
    dossier = complete(world)
    assert (dossier.regime, dossier.year) == ("R4", 2026)
    with another_law(tmp_path) as law:
        law.add_regime("R5", new_year, ("regime.yaml", "sheets: R5", "sheets: R4"))
        change = law_change_of(dossier, on=new_year)
        assert change is not None
        assert not change.blocks  # the sheet goes on: nothing to take, nothing to answer again
        operations.submit_dossier(dossier, declared=True, by=world.user, at=AT.replace(year=2027, month=1, day=4))
        dossier.refresh_from_db()
        assert (dossier.regime, dossier.year, law_of(dossier).sheet.version) == ("R5", 2027, 2)


def test_what_is_filed_is_told_of_no_change_and_keeps_its_law(world: World, tmp_path: Path) -> None:
    dossier = complete(world)
    submit(dossier, world)
    dossier.refresh_from_db()
    with another_law(tmp_path) as law:
        correct(law)
        assert law_change_of(dossier, on=CHANGE) is None
        assert law_of(dossier).sheet.version == 2
        with pytest.raises(DomainError, match="đã nộp"):
            adopt_law(dossier, by=world.user, at=AFTER)


def test_a_product_sorted_under_an_earlier_decision_is_sorted_again_first(world: World, tmp_path: Path) -> None:
    with another_law(tmp_path) as law:
        law.add_regime("R5", CHANGE, ("catalogue.yaml", "Chè tươi, chè chế biến", "Hạt giống"))
        with pytest.raises(DomainError, match="chọn lại nhóm"):
            starting.start_dossier(world.product, by=world.user, at=AFTER)
