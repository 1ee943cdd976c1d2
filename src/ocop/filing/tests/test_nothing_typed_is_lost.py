"""What a producer types survives a missing answer, a sign-in that ran out, a second press, two tabs, and a part locked by now."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ocop.dossiers.models import Dossier, RegistrationForm, SelfScore
from ocop.dossiers.parts import GENERAL, criterion_part
from ocop.dossiers.queries.read_view import changed_parts
from ocop.filing.operations.filing import submit_dossier
from ocop.filing.operations.self_scoring import keep_description, save_self_score
from ocop.filing.queries.own_dossiers import completeness, own_dossiers, self_assessment, self_choices
from ocop.filing.tests.filing_world import AT, DAY, World, ask, complete, submit, tea_world
from ocop.ledger.models import AuditEntry

pytestmark = pytest.mark.django_db
TYPED = "Chè trồng ở Ấp 1, 3 ha"


@pytest.fixture
def world() -> World:
    return tea_world()


@pytest.fixture
def dossier(world: World) -> Dossier:
    return world.start()


@pytest.fixture
def visitor(world: World, client: Client) -> Client:
    client.force_login(world.user)
    return client


def page_of(dossier: Dossier, code: str = "1.1") -> str:
    return reverse("filing:criterion", args=[dossier.pk, code])


def seen_in(body: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]*)"', body)
    assert found
    return found.group(1)


# A description without a level


def test_a_description_without_a_level_is_kept_and_the_criterion_stays_unanswered(
    world: World, dossier: Dossier, visitor: Client
) -> None:
    answer = visitor.post(page_of(dossier), {"description": TYPED})
    assert answer.status_code == 422
    assert "Mô tả bạn gõ đã được giữ trong bản nháp." in answer.content.decode()
    assert f"{TYPED}</textarea>" in visitor.get(page_of(dossier)).content.decode()
    assert self_choices(dossier) == {}
    assert "1.1" in self_assessment(dossier).missing
    assert own_dossiers(world.user, on=DAY)[0].progress.startswith("0/")
    overview = visitor.get(reverse("filing:assessment", args=[dossier.pk])).content.decode()
    assert overview.count("Chưa chọn mức") == 1


def test_a_level_chosen_afterwards_answers_the_criterion_without_a_conflict(dossier: Dossier, visitor: Client) -> None:
    first = visitor.post(page_of(dossier), {"description": TYPED}).content.decode()
    again = visitor.post(page_of(dossier), {"description": f"{TYPED}, VietGAP", "level": "2", "seen": seen_in(first)})
    assert again.status_code == 302
    assert (SelfScore.objects.get().level, SelfScore.objects.get().description) == (2, f"{TYPED}, VietGAP")


def test_the_missing_level_blocks_the_submission_and_says_so(world: World) -> None:
    dossier = complete(world)
    SelfScore.objects.filter(criterion_code="1.1").update(level=None)
    sentences = [one.sentence for one in completeness(dossier, on=DAY).blocking]
    assert [one.endswith("đã có mô tả, chưa chọn mức.") for one in sentences] == [True]


def test_a_level_chosen_before_stays_when_only_words_come(world: World, dossier: Dossier) -> None:
    save_self_score(dossier, "1.1", level=2, by=world.user, at=AT)
    keep_description(dossier, "1.1", description=TYPED, by=world.user, at=AT)
    assert self_choices(dossier) == {"1.1": 2}
    assert SelfScore.objects.get().description == TYPED


def test_nothing_typed_keeps_nothing_and_the_same_words_twice_leave_one_line(world: World, dossier: Dossier) -> None:
    assert keep_description(dossier, "1.1", description=" ", by=world.user, at=AT) is None
    for _ in range(2):
        keep_description(dossier, "1.1", description=TYPED, by=world.user, at=AT)
    assert AuditEntry.objects.filter(action="self_score_saved").count() == 1


def test_sending_only_a_file_keeps_the_words_beside_it(dossier: Dossier, visitor: Client) -> None:
    sent = visitor.post(page_of(dossier), {"description": TYPED, "action": "upload"})
    assert sent.headers["Location"] == f"{page_of(dossier)}#minh-chung"
    assert SelfScore.objects.get().description == TYPED


def test_changing_the_case_of_a_tourism_criterion_keeps_the_words(client: Client) -> None:
    world = tea_world(set_number=26)
    dossier = world.start()
    client.force_login(world.user)
    here = f"{page_of(dossier, '8')}?truong-hop=a"
    changed = client.post(here, {"case": "a", "description": TYPED, "action": "case:b"})
    assert changed.headers["Location"] == f"{page_of(dossier, '8')}?truong-hop=b"
    assert f"{TYPED}</textarea>" in client.get(changed.headers["Location"]).content.decode()


# Two tabs


def test_two_tabs_that_answer_first_do_not_overwrite_each_other(dossier: Dossier, visitor: Client) -> None:
    seen = seen_in(visitor.get(page_of(dossier)).content.decode())
    visitor.post(page_of(dossier), {"level": "1", "description": "Tab một", "seen": seen})
    other = visitor.post(page_of(dossier), {"level": "2", "description": "Tab hai", "seen": seen})
    body = other.content.decode()
    assert other.status_code == 409
    assert ("Tab một" in body, "Tab hai" in body) == (True, True)
    assert SelfScore.objects.get().description == "Tab một"


def test_two_tabs_with_words_only_show_both(dossier: Dossier, visitor: Client) -> None:
    seen = seen_in(visitor.get(page_of(dossier)).content.decode())
    visitor.post(page_of(dossier), {"description": "Tab một", "seen": seen})
    other = visitor.post(page_of(dossier), {"description": "Tab hai", "seen": seen})
    assert other.status_code == 409
    assert "chưa chọn mức" in other.content.decode()


def test_the_same_form_sent_twice_is_saved_once(dossier: Dossier, visitor: Client) -> None:
    seen = seen_in(visitor.get(page_of(dossier)).content.decode())
    sent = {"level": "1", "description": TYPED, "seen": seen}
    assert [visitor.post(page_of(dossier), sent).status_code for _ in range(2)] == [302, 302]
    assert AuditEntry.objects.filter(action="self_score_saved").count() == 1


# Questions of the forms


def test_one_wrong_answer_does_not_hold_up_the_others(dossier: Dossier, visitor: Client) -> None:
    here = reverse("filing:registration", args=[dossier.pk])
    seen = seen_in(visitor.get(here).content.decode())
    wrong = visitor.post(here, {"legal_representative": "Trần Thị Ánh", "phone": "12ab", "seen": seen})
    body = wrong.content.decode()
    assert (wrong.status_code, 'value="12ab"' in body) == (422, True)
    assert "Các câu khác trên trang này đã được lưu." in body
    mended = {"legal_representative": "Trần Thị Ánh", "phone": "0912345678", "seen": seen_in(body)}
    assert visitor.post(here, mended).status_code == 302
    answers = RegistrationForm.objects.get().answers
    assert (answers["legal_representative"], answers["phone"]) == ("Trần Thị Ánh", "0912345678")


def test_a_wrong_answer_leaves_the_one_that_was_kept(dossier: Dossier, visitor: Client) -> None:
    here = reverse("filing:registration", args=[dossier.pk])
    visitor.post(here, {"phone": "0912345678"})
    visitor.post(here, {"phone": "12ab"})
    assert RegistrationForm.objects.get().answers["phone"] == "0912345678"


def test_a_form_sent_back_without_a_single_field_changes_nothing(dossier: Dossier, visitor: Client) -> None:
    here = reverse("filing:registration", args=[dossier.pk])
    visitor.post(here, {"phone": "0912345678"})
    assert visitor.post(here, {}).status_code == 200
    assert RegistrationForm.objects.get().answers["phone"] == "0912345678"


@pytest.mark.parametrize("where", ["registration", "criterion"])
def test_words_for_a_part_locked_by_now_are_shown_to_be_copied(where: str, world: World, visitor: Client) -> None:
    dossier = complete(world)
    submit_dossier(dossier, declared=True, by=world.user, at=AT)
    here = page_of(dossier) if where == "criterion" else reverse("filing:registration", args=[dossier.pk])
    late = visitor.post(here, {"description": TYPED, "legal_representative": TYPED, "level": "1"})
    body = late.content.decode()
    assert late.status_code == 409
    assert ("Điều bạn vừa gõ chưa được lưu" in body, TYPED in body) == (True, True)


# Supplement and withdrawal


def test_an_explanation_is_kept_without_sending_and_by_a_refused_sending(world: World, visitor: Client) -> None:
    dossier = complete(world)
    submit(dossier, world)
    request = ask(dossier, criterion_part("1.1"))
    here = reverse("filing:supplement", args=[dossier.pk])
    visitor.post(here, {"answer": TYPED, "revision": "1", "action": "keep"})
    request.refresh_from_db()
    dossier.refresh_from_db()
    assert (request.answer, request.answered_at, dossier.state) == (TYPED, None, "commune_supplement")
    assert f"{TYPED}</textarea>" in visitor.get(here).content.decode()
    SelfScore.objects.filter(criterion_code="1.1").update(level=None)  # not complete: refused, words kept
    refused = visitor.post(here, {"answer": f"{TYPED}.", "revision": "1", "action": "send"})
    request.refresh_from_db()
    assert (refused.status_code, request.answer) == (422, f"{TYPED}.")
    assert changed_parts(dossier) == [criterion_part("1.1")]


@pytest.mark.parametrize(
    ("where", "field"),
    [("registration", "legal_representative"), ("criterion", "description"), ("supplement", "answer"),
     ("withdraw", "reason"), ("evidence_upload", "title"), ("general_group", "")],
)  # fmt: skip
def test_what_was_typed_waits_for_a_new_sign_in(where: str, field: str, world: World, client: Client) -> None:
    dossier = complete(world)
    if where in ("supplement", "withdraw"):
        submit(dossier, world)
        ask(dossier, criterion_part("1.1"))
    extra: dict[str, list[Any]] = {"criterion": ["1.1"], "general_group": [first_group().slug]}
    field = field or next(one.name for one in first_group().questions if one.kind == "long_text")
    here = reverse(f"filing:{where}", args=[dossier.pk, *extra.get(where, [])])
    late = client.post(here, {field: TYPED, "revision": "1"})
    assert late.headers["Location"].startswith(reverse("account_login"))
    client.force_login(world.user)
    body = client.get(here).content.decode()
    assert (TYPED in body, "Nội dung đã gõ còn nguyên nhưng chưa lưu" in body) == (True, True)


def first_group() -> Any:
    from ocop.dossiers.questions import question_part

    return next(
        group
        for group in question_part(GENERAL, "R4").groups
        if any(one.kind == "long_text" for one in group.questions)
    )


def test_a_withdrawal_without_a_reason_changes_nothing_and_says_what_is_missing(world: World, visitor: Client) -> None:
    dossier = complete(world)
    submit(dossier, world)
    refused = visitor.post(reverse("filing:withdraw", args=[dossier.pk]), {"reason": " "})
    dossier.refresh_from_db()
    assert (refused.status_code, dossier.state) == (422, "submitted")
