"""One product travels the whole way, each step by the person whose step it is, by clicking and typing."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from ocop.law.arithmetic import without_zero
from ocop.law.tests.usual import score

from . import advising, deciding, judging, producing, reviewing
from .stage import Stage, set_the_stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage(browser: Browser, browser_context_args: dict[str, Any], every_cell: bool) -> Iterator[Stage]:
    """An empty office with its people, and windows for them."""
    set_the_stage()
    made = Stage(browser, browser_context_args, everything=every_cell)
    yield made
    made.nothing_went_wrong()


def test_a_tea_travels_from_the_first_form_to_the_star_on_a_public_page(stage: Stage) -> None:
    with stage.visitor() as producer:
        producing.file_a_dossier(stage, producer, "chuthe")
    _through_the_commune(stage)
    with stage.person("canbotinh") as officer:
        reviewing.plan_a_round(stage, officer)
        reviewing.confirm_the_sheet(stage, officer)
        reviewing.accept(stage, officer)
        advising.set_up_the_group(stage, officer)
    _through_the_council(stage)
    with stage.person("canbotinh") as officer:
        deciding.submit(stage, officer)
    with stage.person("chutichtinh") as chair:
        deciding.decide(stage, chair)
    with stage.person("chuthe") as producer:
        address = deciding.read_the_result(stage, producer)
    with stage.visitor() as anybody:
        deciding.anybody_checks_it(stage, anybody, address)


def _through_the_commune(stage: Stage) -> None:
    with stage.person("canboxa") as officer:
        reviewing.receive_and_ask(stage, officer)
    with stage.person("chuthe") as producer:
        producing.answer_request(stage, producer)
    with stage.person("canboxa") as officer:
        reviewing.assess(stage, officer)
    with stage.person("chutichxa") as chair:
        reviewing.sign_and_propose(stage, chair)


def _through_the_council(stage: Stage) -> None:
    totals = [str(score(producing.sheet(), without_zero(judging.member_levels(number))).total) for number in range(4)]
    with stage.person("thuky") as secretary:
        judging.prepare(stage, secretary)
    with stage.person("chutichhoidong") as chair:
        judging.open_the_meeting(stage, chair)
        advising.council_waits(chair)
    with stage.person("totruong") as head:
        advising.report(stage, head)
    with stage.person("chutichhoidong") as chair:
        judging.open_scoring(stage, chair)
    with stage.person("thanhvien1") as member:
        judging.score_by_tapping(stage, member, 1)
    with stage.person("thanhvien2") as member:
        judging.score_by_keyboard(stage, member, 2)
    with stage.person("thanhvien3", scripts=False) as member:
        judging.score_without_scripts(stage, member, 3)
    for username in ("thuky", "thanhvien1", "canbotinh"):
        with stage.person(username) as curious:
            judging.nobody_sees_a_mark(curious, totals)
    with stage.person("chutichhoidong", scripts=False) as chair:
        judging.score_without_scripts(stage, chair, 0)
    with stage.person("chutichhoidong") as chair:
        judging.close_and_conclude(stage, chair)


def test_a_dossier_is_filed_without_javascript(stage: Stage) -> None:
    stage.scripts = False
    with stage.visitor() as page:
        producing.file_a_dossier(stage, page, "chuthe")
