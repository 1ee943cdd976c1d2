"""The producer's journey through the pages, with a plain browser: forms and links only, no script."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.dossiers.parts import GENERAL, REGISTRATION, sheet_of
from ocop.dossiers.questions import question_part
from ocop.filing.queries.own_dossiers import filing_advice
from ocop.filing.tests.filing_world import DAY, World, answers_for, photo, tea_world
from ocop.vietnamese import format_date
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return tea_world()


@pytest.fixture
def visitor(world: World, client: Client) -> Client:
    client.force_login(world.user)
    return client


def typed(part: str, slug: str) -> dict[str, Any]:
    """Answers as a person types them, by input name."""
    group = question_part(part, "R4").group(slug)
    assert group
    answers = answers_for(part)
    values = {one.name: answers[one.key] for one in group.questions}
    return {
        name: "20/05/2012" if value == "2012-05-20" else ("on" if value is True else value)
        for name, value in values.items()
    }


def test_a_farmer_files_a_tea_dossier_from_start_to_receipt(world: World, visitor: Client) -> None:
    start = reverse("filing:start", args=[world.product.pk])
    assert "Giấy tờ nên có sẵn" in visitor.get(start).content.decode()
    detail = visitor.post(start).headers["Location"]
    dossier = Dossier.objects.get()
    assert detail == reverse("filing:detail", args=[dossier.pk])
    assert visitor.post(start).headers["Location"] == detail  # pressing twice opens the same dossier

    here = reverse("filing:registration", args=[dossier.pk])
    assert "Trần Thị Ánh" in visitor.get(here).content.decode()  # asked once: known from the producer
    answer = visitor.post(here, typed(REGISTRATION, "lien-he"))
    assert answer.status_code == 302

    for group in question_part(GENERAL, "R4").groups:
        here = reverse("filing:general_group", args=[dossier.pk, group.slug])
        assert visitor.get(here).status_code == 200
        assert visitor.post(here, typed(GENERAL, group.slug)).status_code == 302

    page = reverse("filing:criterion", args=[dossier.pk, "1.1"])
    for number, criterion in enumerate(sheet_of(dossier).scored_criteria):
        assert page == reverse("filing:criterion", args=[dossier.pk, criterion.code])
        body = visitor.get(page).content.decode()
        assert body.count("<h1") == 1
        data: dict[str, Any] = {"level": criterion.options[-1].level, "description": "Có hợp đồng."}
        if number == 0:
            data["photos"] = photo()
        page = visitor.post(page, data).headers["Location"]
    assert page == reverse("filing:assessment", args=[dossier.pk])
    overview = visitor.get(page).content.decode()
    assert re.search(r'big-number">100</strong>', overview)

    check = reverse("filing:check", args=[dossier.pk])
    body = visitor.get(check).content.decode()
    assert "Hồ sơ đã đủ để nộp" in body
    dossier.refresh_from_db()
    refused = visitor.post(check, {"version": dossier.version})
    assert refused.status_code == 422
    assert "Hãy đánh dấu vào ô cam đoan" in refused.content.decode()
    sent = visitor.post(check, {"version": dossier.version, "declared": "on"})
    assert sent.headers["Location"] == reverse("filing:submitted", args=[dossier.pk])
    receipt = visitor.get(sent.headers["Location"]).content.decode()
    assert "Đã nộp hồ sơ" in receipt
    assert re.search(r"Biên nhận <strong>[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}</strong>", receipt)
    again = visitor.post(check, {"version": dossier.version, "declared": "on"})
    assert again.headers["Location"] == sent.headers["Location"]
    assert visitor.get(detail).status_code == 200
    assert visitor.get(reverse("filing:list")).status_code == 200


def test_the_start_page_says_by_when_to_file_to_catch_the_next_round() -> None:
    advice = filing_advice(DAY)
    assert format_date(advice.round.proposed_before) == "30/10/2026"
    # 29/10 is the last day for the commune's letter; 16 working days before it is Wednesday 7 October.
    assert format_date(advice.file_by) == "07/10/2026"


def test_a_round_that_the_province_opened_beyond_the_laws_is_the_one_to_catch(world: World, visitor: Client) -> None:
    of_province = {"unit": builders.province(), "unit_path": "80/", "finished_before": date(2030, 1, 1)}
    EvaluationRound.objects.create(
        **of_province, year=2026, number=3, name="Đợt bổ sung 3 năm 2026", proposals_before=date(2026, 10, 16)
    )
    advice = filing_advice(DAY, world.product.unit_path)
    # 15/10 is the last day for the commune's letter; 16 working days before it is Wednesday 23 September.
    assert (advice.round.name, advice.file_by) == ("Đợt bổ sung 3 năm 2026", date(2026, 9, 23))
    assert filing_advice(date(2026, 9, 24), world.product.unit_path).round.proposed_before == date(2026, 10, 30)
    assert filing_advice(DAY, "22/6838/").round.name == ""  # a round of another province
    soon = timezone.localdate() + timedelta(days=40)
    EvaluationRound.objects.create(**of_province, year=2027, number=4, name="Đợt thêm", proposals_before=soon)
    page = visitor.get(reverse("filing:start", args=[world.product.pk])).content.decode()
    assert "Để kịp Đợt thêm của tỉnh (xã đề nghị trước" in page


@pytest.mark.parametrize(("state", "advised"), [("draft", True), ("submitted", False)])
def test_the_list_says_by_when_to_file_while_something_is_left_to_file(
    state: str, advised: bool, world: World, visitor: Client
) -> None:
    builders.dossier(builders.product(world.producer), state=state)
    assert ("bạn nên nộp chậm nhất ngày" in visitor.get(reverse("filing:list")).content.decode()) is advised
