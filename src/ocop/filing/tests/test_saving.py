"""Rules of preparing a dossier: one open dossier per product, what is saved, stale forms, delegation (QĐ 26/2026, Đ.6.1, 7.1)."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ocop.dossiers.models import Dossier, RegistrationForm, SelfScore
from ocop.dossiers.parts import GENERAL, REGISTRATION, sheet_of
from ocop.dossiers.queries.read_view import answer_groups
from ocop.filing.operations import filing as operations
from ocop.filing.operations import starting
from ocop.filing.operations.self_scoring import save_self_score
from ocop.filing.queries.own_dossiers import self_assessment, self_choices
from ocop.filing.stale import StaleContentError, fingerprint
from ocop.filing.tests.filing_world import AT, DAY, World, answer_criteria, answer_forms, answers_for, tea_world
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.ledger.queries import verify_chain
from ocop.producers.models import Delegation
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return tea_world()


# Starting


def test_a_product_has_one_open_dossier_however_often_it_is_started(world: World) -> None:
    assert world.start() == world.start()
    assert Dossier.objects.count() == 1


def test_a_dossier_is_governed_by_the_regime_and_the_sheet_of_its_first_day(world: World) -> None:
    dossier = world.start()
    assert (dossier.regime, dossier.set_number, dossier.year) == ("R4", 11, 2026)
    assert dossier.sheet_hash == sheet_of(dossier).sheet_hash
    assert dossier.unit_path == "80/25459/"


def test_a_stranger_cannot_start_a_dossier_for_someone_elses_product(world: World) -> None:
    with pytest.raises(DomainError, match="Chỉ chủ thể"):
        starting.start_dossier(world.product, by=builders.account("producer_user"), at=AT)
    assert Dossier.objects.count() == 0


def test_a_product_without_a_set_is_told_what_to_do(world: World) -> None:
    world.product.set_number = None
    with pytest.raises(DomainError, match="chưa chọn bộ tiêu chí"):
        world.start()


# Saving


def test_revenue_and_profit_are_amounts_with_their_unit(world: World) -> None:
    dossier, visitor = world.start(), builders.browser(world.user)
    page = reverse("filing:general_group", args=[dossier.pk, "ket-qua"])
    typed = {
        "results__revenue": "1,25 tỷ",
        "results__revenue_before": "980 triệu",
        "results__business": "Bán thêm ở chợ tỉnh.",
    }
    visitor.post(page, typed)
    answers = RegistrationForm.objects.get(dossier=dossier).answers
    assert [answers[f"results.{one}"] for one in ("revenue", "revenue_before", "profit")] == [
        1_250_000_000,
        980_000_000,
        None,
    ]
    assert 'value="1.250.000.000 đồng"' in visitor.get(page).content.decode()
    refused = visitor.post(page, {**typed, "results__profit": "khá"}).content.decode()
    assert "“khá” không phải là một số tiền." in refused
    said = next(
        group.answers
        for group in answer_groups(GENERAL, answers, Dossier(regime="R4"), contacts=True)
        if group.slug == "ket-qua"
    )
    assert ("Doanh thu năm gần nhất", "1.250.000.000 đồng") in said
    assert "Lợi nhuận năm gần nhất" not in dict(said)  # what was filed before amounts were asked has none


def test_every_save_leaves_one_line_in_the_ledger_without_marks_or_personal_data(world: World) -> None:
    dossier = world.start()
    answer_forms(dossier, world.user)
    save_self_score(dossier, "1.1", level=2, by=world.user, at=AT, description="Chè nhà trồng")
    lines = list(AuditEntry.objects.filter(subject_id=str(dossier.pk)).order_by("sequence"))
    assert [one.action for one in lines] == ["dossier_started", "answers_saved", "answers_saved", "self_score_saved"]
    assert [one.details for one in lines] == [{}, {"part": REGISTRATION}, {"part": GENERAL}, {"criterion": "1.1"}]
    assert verify_chain().broken_at is None


def test_saving_the_same_again_changes_nothing(world: World) -> None:
    dossier = world.start()
    for _ in range(2):
        save_self_score(dossier, "1.1", level=2, by=world.user, at=AT)
        operations.save_registration(dossier, answers_for(REGISTRATION), by=world.user, at=AT)
    dossier.refresh_from_db()
    assert (dossier.version, AuditEntry.objects.filter(action="self_score_saved").count()) == (2, 1)


def test_no_level_met_is_kept_as_an_explicit_zero_and_differs_from_no_answer(world: World) -> None:
    dossier = world.start()
    save_self_score(dossier, "1.1", level=0, by=world.user, at=AT)
    assert self_choices(dossier) == {"1.1": 0}
    assert "1.1" not in self_assessment(dossier).missing


@pytest.mark.parametrize(
    ("code", "answer", "sentence"),
    [
        ("9.9", {"level": 1}, "không có tiêu chí 9.9"),
        ("1.1", {"level": 4}, "mức 4 không có"),
        ("1.2", {"level": 0}, "có sẵn mức 0 điểm"),
        ("1.1", {"level": 1, "case_code": "a"}, "không chia trường hợp"),
        ("1.1", {"level": 1, "description": "x" * 5001}, "Mô tả dài quá"),
    ],
)
def test_a_level_the_sheet_does_not_print_is_refused(
    world: World, code: str, answer: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(DomainError, match=sentence):
        save_self_score(world.start(), code, by=world.user, at=AT, **answer)
    assert SelfScore.objects.count() == 0


def test_a_tourism_criterion_with_two_cases_needs_its_case() -> None:
    world = tea_world(set_number=26)
    dossier = world.start()
    with pytest.raises(DomainError, match="Hãy chọn trường hợp trước"):
        save_self_score(dossier, "8", level=1, by=world.user, at=AT)
    save_self_score(dossier, "8", case_code="a", level=1, by=world.user, at=AT)
    assert self_choices(dossier) == {"8": {"case": "a", "level": 1}}


def test_a_stale_form_never_overwrites(world: World) -> None:
    dossier = world.start()
    save_self_score(dossier, "1.1", level=1, by=world.user, at=AT)
    seen = fingerprint({"case": "", "level": 1, "description": ""})
    save_self_score(dossier, "1.1", level=2, by=world.user, at=AT)
    with pytest.raises(StaleContentError) as stale:
        save_self_score(dossier, "1.1", level=3, by=world.user, at=AT, seen=seen)
    assert (stale.value.kept["level"], stale.value.sent["level"]) == (2, 3)
    assert self_choices(dossier) == {"1.1": 2}


def test_answers_of_a_stale_form_never_overwrite(world: World) -> None:
    dossier = world.start()
    answers = answers_for(REGISTRATION)
    operations.save_registration(dossier, answers, by=world.user, at=AT)
    seen = fingerprint(answers)
    operations.save_registration(dossier, {**answers, "phone": "0911111111"}, by=world.user, at=AT, seen=seen)
    with pytest.raises(StaleContentError):
        operations.save_registration(dossier, {**answers, "phone": "0922222222"}, by=world.user, at=AT, seen=seen)
    assert RegistrationForm.objects.get().answers["phone"] == "0911111111"


def test_text_is_kept_in_nfc(world: World) -> None:
    dossier = world.start()
    save_self_score(dossier, "1.1", level=1, by=world.user, at=AT, description="Trà Đức Hòa")
    assert SelfScore.objects.get().description == "Trà Đức Hòa"


def test_saving_a_criterion_takes_the_same_number_of_queries_for_the_first_and_the_last(world: World) -> None:
    dossier = world.start()

    def queries(code: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            save_self_score(dossier, code, level=1, by=world.user, at=AT)
        return len(seen)

    first = queries("1.1")
    answer_criteria(dossier)
    SelfScore.objects.filter(criterion_code="11").delete()
    assert queries("11") == first


# Delegation


def test_a_delegate_acts_with_the_producers_name_in_the_ledger(world: World) -> None:
    consultant = builders.account(full_name="Lê Tư Vấn")
    Delegation.objects.create(
        producer=world.producer, delegate=consultant, consent_given_by="Trần Thị Ánh", consent_on=DAY,
        effective_from=date(2026, 1, 1), recorded_by=world.user,
    )  # fmt: skip
    dossier = starting.start_dossier(world.product, by=consultant, at=AT)
    save_self_score(dossier, "1.1", level=1, by=world.user, at=AT)
    lines = AuditEntry.objects.filter(subject_id=str(dossier.pk)).order_by("sequence")
    assert [one.on_behalf_of for one in lines] == [world.producer.name, ""]
