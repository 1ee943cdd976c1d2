"""A view's five steps: what a refused form, a refused button and a refused page answer, the same in every room."""

from typing import Any

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from ocop.ledger.errors import DomainError, StaleError
from ocop.ledger.verdicts import ALLOWED, Denied
from ocop.pages.answering import answered, attempt, carried_out, go_on, leaf, pressed, show
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.refusing import permit, refuse, turned_away
from ocop.pages.reopening import opened_with, reopened

TOO_LATE = "Đã quá hạn."


class ReasonForm(forms.Form):
    """One needed answer and the version the page was opened with."""

    reason = forms.CharField(error_messages={"required": "Hãy ghi lý do."})
    version = forms.IntegerField(required=False)


def asked(method: str = "post", **data: Any) -> HttpRequest:
    request = getattr(RequestFactory(), method)("/", data)
    request._messages = CookieStorage(request)
    return request  # type: ignore[no-any-return]


def said(request: HttpRequest) -> list[tuple[str, str]]:
    return [(one.level_tag, str(one)) for one in get_messages(request)]


def step(request: HttpRequest) -> Any:
    return lambda given: go_on(request, f"Đã ghi: {given['reason']}.", "/xong/")


def too_late(_given: dict[str, Any]) -> HttpResponse:
    raise DomainError(TOO_LATE, field="reason")


def test_a_sent_form_that_holds_takes_its_step_and_leads_on() -> None:
    request = asked(reason="mùa kém")
    answer = answered(request, ReasonForm(request.POST), step(request))
    assert answer is not None
    assert (answer.status_code, answer.headers["Location"]) == (302, "/xong/")
    assert said(request) == [("success", "Đã ghi: mùa kém.")]


@pytest.mark.parametrize("data", [{}, {"reason": ""}])
def test_a_form_that_does_not_hold_takes_no_step(data: dict[str, str]) -> None:
    request = asked(**data)
    form = ReasonForm(request.POST)
    assert answered(request, form, too_late) is None
    assert form.errors == {"reason": ["Hãy ghi lý do."]}


def test_a_page_that_is_only_read_takes_no_step() -> None:
    request = asked("get", reason="mùa kém")
    assert answered(request, ReasonForm(request.GET), too_late) is None


def test_a_refused_operation_is_an_answer_in_the_form() -> None:
    request = asked(reason="mùa kém")
    form = ReasonForm(request.POST)
    assert answered(request, form, too_late) is None
    assert form.errors == {"reason": [TOO_LATE]}


@pytest.mark.parametrize(("field", "place"), [("reason", "reason"), ("elsewhere", "__all__"), (None, "__all__")])
def test_a_refusal_about_no_field_of_the_form_stands_above_it(field: str | None, place: str) -> None:
    form = ReasonForm({"reason": "mùa kém"})
    refuse(form, DomainError(TOO_LATE, field=field))
    assert form.errors == {place: [TOO_LATE]}


@pytest.mark.parametrize(
    ("form", "status"), [(None, 200), (ReasonForm(), 200), (ReasonForm({"reason": "x"}), 200), (ReasonForm({}), 422)]
)
def test_a_refused_form_answers_422_and_its_title_says_so(form: forms.Form | None, status: int) -> None:
    page = show(asked(), "web/errors/not_found.html", form=form)
    assert page.status_code == status


def test_a_search_that_was_not_understood_is_answered_all_the_same() -> None:
    page = show(asked("get"), "web/errors/not_found.html", form=ReasonForm({}))
    assert page.status_code == 200


def test_two_who_save_at_once_are_shown_both_versions() -> None:
    def late(_given: dict[str, Any]) -> HttpResponse:
        raise StaleError("Đã có bản mới.")

    request = asked(reason="mùa kém")
    form = ReasonForm(request.POST)
    answer = answered(request, form, late, stale=lambda stale: HttpResponse(stale.sentence, status=409))
    assert answer is not None
    assert (answer.status_code, answer.content.decode(), form.errors) == (409, "Đã có bản mới.", {})
    assert answered(request, form, late) is None
    assert form.errors == {"__all__": ["Đã có bản mới."]}


def test_a_page_may_answer_something_else_than_its_form() -> None:
    assert show(asked("get"), "web/errors/not_found.html", form=ReasonForm({}), status=409).status_code == 409


def test_a_button_says_what_was_done_or_why_not() -> None:
    def refused() -> None:
        raise DomainError(TOO_LATE)

    request = asked()
    assert attempt(request, lambda: 7, lambda number: f"Số {number}.") is True
    assert attempt(request, lambda: None, "Đã bỏ.") is True
    assert attempt(request, lambda: None) is True
    assert attempt(request, refused, "Đã bỏ.") is False
    assert said(request) == [("success", "Số 7."), ("success", "Đã bỏ."), ("error", TOO_LATE)]


def test_the_usual_step_gets_all_that_was_typed_from_the_person_who_sent_it() -> None:
    request = asked(reason="mùa kém", version="4")
    request.user = get_user_model()(username="lan")
    made = carried_out(request, ReasonForm(request.POST), dict, lambda given: HttpResponse(given["reason"]))
    assert made is not None
    assert made.content.decode() == "mùa kém"
    given: dict[str, Any] = {}
    before = timezone.now()
    carried_out(request, ReasonForm(request.POST), given.update, lambda _: HttpResponse())
    assert given.pop("at") >= before
    assert given == {"reason": "mùa kém", "version": 4, "by": request.user}


def test_the_usual_button_is_pressed_by_the_person_who_sent_it() -> None:
    request = asked()
    request.user = get_user_model()(username="lan")
    assert pressed(request, dict, lambda made: f"{made['by'].username} đã bấm.") is True
    assert said(request) == [("success", "lan đã bấm.")]


@pytest.mark.parametrize(
    ("opened", "methods"), [(reading_page, {"get", "head"}), (typing_page, {"get", "head", "post"}), (button, {"post"})]
)
def test_a_page_is_opened_by_somebody_signed_in_for_what_it_is_for(opened: Any, methods: set[str]) -> None:
    page = opened(lambda request: HttpResponse(request.user.username))
    for method in ("get", "head", "post", "put", "delete"):
        request = asked(method)
        request.user = AnonymousUser()
        assert page(request).status_code == 302
        request.user = get_user_model()(username="lan")
        answer = page(request)
        assert (answer.status_code, answer.content) == ((200, b"lan") if method in methods else (405, b""))


def test_a_rule_that_forbids_the_page_says_why() -> None:
    permit(ALLOWED)
    with pytest.raises(PermissionDenied, match=TOO_LATE):
        permit(Denied(TOO_LATE))


def test_a_step_that_is_not_possible_now_leads_back_with_the_reason() -> None:
    request = asked("get")
    assert turned_away(request, ALLOWED, "/ho-so/") is None
    answer = turned_away(request, Denied(TOO_LATE), "/ho-so/")
    assert answer is not None
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ho-so/")
    assert said(request) == [("warning", TOO_LATE)]


@pytest.mark.parametrize(("page", "rows"), [("2", [3, 4]), ("", [1, 2]), ("x", [1, 2]), ("99", [5])])
def test_a_list_is_turned_to_the_nearest_page(page: str, rows: list[int]) -> None:
    assert list(leaf(asked("get", trang=page), [1, 2, 3, 4, 5], 2)) == rows


def test_a_form_shown_again_is_opened_with_what_is_kept_now() -> None:
    sent = asked(reason="", version="1").POST
    form = ReasonForm(sent)
    form.is_valid()
    assert opened_with(form, version=4).data["version"] == "4"
    assert form.errors == {"reason": ["Hãy ghi lý do."]}
    assert reopened(form, version=5, reason="mùa kém").cleaned_data == {"reason": "mùa kém", "version": 5}
    assert sent["version"] == "1"
