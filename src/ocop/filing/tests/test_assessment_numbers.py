"""What the self-assessment shows equals an independent sum over the law's own numbers, on all 26 sheets."""

import random
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop.dossiers.models import SelfScore
from ocop.dossiers.queries.assessment import assess
from ocop.filing.operations.self_scoring import save_self_score
from ocop.filing.tests.filing_world import AT, ATTP, GCN, World, answer_criteria, tea_world
from ocop.law.tests.reference import expected_score, random_choices
from ocop.law.tests.usual import get_sheet, usual_law


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - a repeatable choice of levels, nothing secret


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 26), st.integers(0, 2**32), st.floats(0, 1))
def test_points_star_and_unmet_gates_equal_an_independent_reading_of_the_law(
    number: int, seed: int, generosity: float
) -> None:
    choices = random_choices(number, dice(seed), generosity)
    expected = expected_score(number, choices)
    found = assess(usual_law(number), choices)
    assert {part.code: part.points for part in found.parts} == expected.parts
    assert (found.score.total, found.score.star) == (expected.total, expected.star)
    target = min(5, max(3, expected.star + 1))
    wanted = {code: star for star, code, _ in expected.unmet if star <= target}
    assert {gate.criterion: gate.star for gate in found.unmet} == wanted
    answered = sum(part.answered for part in found.parts)
    assert answered == len(choices)
    assert len(found.missing) == found.criteria - answered


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 26), st.integers(0, 2**32), st.floats(0, 1))
def test_following_the_best_next_steps_reaches_the_star_they_promise(number: int, seed: int, generosity: float) -> None:
    choices = random_choices(number, dice(seed), generosity)
    found = assess(usual_law(number), choices)
    after: dict[str, Any] = dict(choices)
    for change in found.plan.changes:
        after[change.criterion] = {"case": change.case, "level": change.to_level} if change.case else change.to_level
    assert expected_score(number, after).star >= (found.target_star if found.score.star < 5 else 5)


def test_an_unanswered_criterion_is_missing_and_never_zero() -> None:
    law = usual_law(11)
    nothing = assess(law, {})
    assert (nothing.answered, len(nothing.missing)) == (0, 32)
    zero = assess(law, {"1.1": 0})
    assert (zero.answered, len(zero.missing), zero.score.total) == (1, 31, 0)


@pytest.fixture
def world() -> World:
    return tea_world()


@pytest.fixture
def visitor(world: World, client: Client) -> Client:
    client.force_login(world.user)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 11, 14, 21, 26])
def test_the_total_on_the_page_equals_an_independent_sum(number: int, client: Client) -> None:
    world = tea_world(set_number=number)
    dossier = world.start()
    choices = random_choices(number, dice(number), 0.6)
    for code, choice in choices.items():
        case, level = (choice["case"], choice["level"]) if isinstance(choice, dict) else ("", choice)
        save_self_score(dossier, code, case_code=case, level=level, by=world.user, at=AT)
    client.force_login(world.user)
    page = client.get(reverse("filing:assessment", args=[dossier.pk])).content.decode()
    expected = expected_score(number, choices)
    assert re.search(r'big-number">(\d+)</strong>', page).group(1) == str(expected.total)  # type: ignore[union-attr]
    assert [int(points) for points in re.findall(r"<strong>(\d+)</strong> / \d+", page)] == list(
        expected.parts.values()
    )


@pytest.mark.django_db
def test_the_page_names_every_unmet_gate_in_words_with_a_way_to_it(world: World, visitor: Client) -> None:
    dossier = world.start()
    answer_criteria(dossier)
    save_self_score(dossier, "2.2", level=1, by=world.user, at=AT)  # the three-star mark stands on the third level
    page = visitor.get(reverse("filing:assessment", args=[dossier.pk])).content.decode()
    assert "Còn thiếu cho 3 sao" in page
    gates = page[page.index('class="gates"') : page.index("</section>", page.index('class="gates"'))]
    assert re.findall(r'gates__code">([\d.]+)<', gates) == ["2.2"]
    assert "Cần: C – Đóng gói sáng tạo, bao bì đẹp (2 điểm)" in gates
    assert "Đang chọn: A – Đóng gói theo hình thức thông thường, không có bao bì (0 điểm)" in gates
    assert reverse("filing:criterion", args=[dossier.pk, "2.2"]) in gates


@pytest.mark.django_db
def test_rejection_grounds_of_the_set_are_shown_from_the_start(world: World, visitor: Client) -> None:
    page = visitor.get(reverse("filing:assessment", args=[world.start().pk])).content.decode()
    for rule in get_sheet("R4", 11).rejection_rules:
        assert f"<li>{rule.label.replace('GCN', GCN).replace('ATTP', ATTP)}</li>" in page


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 32])
def test_the_overview_takes_the_same_number_of_queries_with_one_answer_and_with_all(
    number: int, world: World, visitor: Client, django_assert_num_queries: Any
) -> None:
    dossier = world.start()
    answer_criteria(dossier)
    kept = SelfScore.objects.order_by("pk")[:number].values("pk")
    SelfScore.objects.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
    with django_assert_num_queries(10):
        visitor.get(reverse("filing:assessment", args=[dossier.pk]))
