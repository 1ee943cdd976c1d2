"""Scoring, reading a paper beside the mark and settling, by keyboard alone on a tablet: every stop shows its focus and lies uncovered."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from ocop.advisory import operations as advisory
from ocop.advisory.tests.world import SURVEY, World
from ocop.councils import operations
from ocop.councils.models import AgendaItem, CriterionScore, EvaluationResult
from ocop.people.models import UserAccount
from tests.builders import AT
from tests.papers import jpeg_photo

from . import building as b

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STANDS_OUT = """() => {
  const at = document.activeElement, ring = (one) => one && (getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none");
  const box = at.getBoundingClientRect(), middle = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
  const seen = document.elementFromPoint(...middle);
  if (!ring(at) && !ring(at.closest("label"))) return "no ring: " + at.outerHTML.slice(0, 120);
  if (!seen || !(at.contains(seen) || at.closest("label")?.contains(seen))) return "covered: " + at.outerHTML.slice(0, 120);
  return "";
}"""


def walk_to(page: Page, wanted: Locator, *, key: str = "Tab") -> None:
    """Press Tab until the wanted place has the focus; each stop on the way stands out."""
    for _ in range(90):
        page.keyboard.press(key)
        assert page.evaluate(STANDS_OUT) == ""
        if wanted.evaluate("one => one === document.activeElement"):
            return
    pytest.fail("the place cannot be reached by keyboard")


def product_with_a_photo_of_the_visit() -> AgendaItem:
    world = World()
    dossier = world.written()
    visit = advisory.record_survey(dossier, **SURVEY, by=world.member, at=AT)
    advisory.add_photo(visit, jpeg_photo("nơi làm.jpg"), by=world.member, at=AT)
    world.sign(dossier)
    meeting = b.meeting(b.council(world.province))
    operations.put_on_agenda(meeting, [dossier], by=b.secretary(meeting.council), at=AT)
    return operations.open_item(meeting.items.get(dossier=dossier), by=b.chair(meeting.council), at=AT)


def test_a_member_scores_and_reads_and_the_chair_settles_without_a_mouse(
    page: Page, sign_in: Callable[[UserAccount], None], axe: Callable[[Page], None]
) -> None:
    item = product_with_a_photo_of_the_visit()
    council = item.meeting.council
    page.set_viewport_size({"width": 768, "height": 1024})
    sign_in(b.seat(council).account)
    page.goto(b.url("score", item.pk))
    walk_to(page, page.locator("summary", has_text="Báo cáo của Tổ tư vấn"))
    page.keyboard.press("Enter")
    paper = page.get_by_role("link", name=re.compile("^Ảnh 1, khảo sát"))
    walk_to(page, paper)
    page.keyboard.press("Enter")
    viewer = page.locator("[data-viewer]")
    expect(viewer.get_by_role("img")).to_be_visible()
    expect(viewer.locator(".viewer__window")).to_be_focused()
    box = viewer.bounding_box()
    assert box
    assert box["width"] > 600  # over the whole width: beside the mark there were 150 pixels
    axe(page)
    first = page.locator("fieldset[data-code='1.1'] input[name='muc-1.1']").first
    walk_to(page, first)  # the paper stays above; the mark that has the focus lies below it
    page.keyboard.press("b")
    expect(page.locator("fieldset[data-code='1.1'] [data-status]")).to_have_text(re.compile("Máy chủ đã nhận"))
    assert page.evaluate(STANDS_OUT) == ""
    page.keyboard.press("Enter")
    page.keyboard.press("a")
    expect(page.locator("fieldset[data-code='1.2'] [data-status]")).to_have_text(re.compile("Máy chủ đã nhận"))
    assert page.evaluate(STANDS_OUT) == ""
    walk_to(page, viewer.locator(".viewer__window"), key="Shift+Tab")
    page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)
    expect(paper).to_be_focused()
    assert dict(CriterionScore.objects.values_list("criterion_code", "level")) == {"1.1": 2, "1.2": 1}

    code = b.hand_in_divided(item, b.scorers(council))
    operations.close_item(item, by=b.chair(council), at=b.LATER)
    sign_in(b.chair(council))
    page.goto(b.url("agreed", item.pk))
    walk_to(page, page.locator(f"input[name='muc-{code}']:checked"))
    page.keyboard.press("ArrowUp")  # the lower level, which one sheet has
    assert page.evaluate(STANDS_OUT) == ""
    walk_to(page, page.get_by_role("button", name="Ghi mức thống nhất"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{b.url('result', item.pk)}")
    assert EvaluationResult.objects.get(item=item).missing_agreed == []
