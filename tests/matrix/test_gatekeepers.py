"""The short way of the role matrix: a 404 names the gatekeeper it came from, and what it was asked."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from ocop.people.models import UserAccount
from tests import builders

from .gatekeepers import Gatekeepers, Question, question_behind

pytestmark = pytest.mark.django_db
asked: list[tuple[str, int]] = []


def get_drawer_for(user: Any, pk: int) -> int:
    """A gatekeeper that hides drawer 7 from everybody but Ánh."""
    asked.append((user.username, pk))
    if pk == 7 and user.username != "anh":
        raise Http404
    return pk


def look_into(user: Any, pk: int) -> int:
    """A page that hides by itself."""
    raise Http404


def refusal_of(page: Callable[..., Any], *arguments: Any) -> Http404:
    with pytest.raises(Http404) as caught:
        page(*arguments)
    return caught.value


def test_a_404_names_its_gatekeeper_and_the_question() -> None:
    found = question_behind(refusal_of(get_drawer_for, AnonymousUser(), 7))
    assert found == Question(get_drawer_for, "user", (("pk", 7),))


def test_a_page_that_hides_without_a_gatekeeper_names_none() -> None:
    assert question_behind(refusal_of(look_into, AnonymousUser(), 7)) is None
    assert question_behind(None) is None


def test_everybody_is_asked_once_and_who_is_let_in_is_not_hidden_from() -> None:
    people: dict[str, UserAccount] = {name: builders.account(username=name) for name in ("anh", "binh")}
    question, gate = Question(get_drawer_for, "user", (("pk", 7),)), Gatekeepers()
    asked.clear()
    answers = [gate.hide(question, name, people[name]) for name in ("anh", "binh", "anh", "binh")]
    assert answers == [False, True, False, True]
    assert asked == [("anh", 7), ("binh", 7)]
