"""Every door where people type words asks about text of an old font; a door that does not is named here."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.http import QueryDict

from ocop.pages.fields import LineField, TextField
from ocop.pages.page_form import PageForm, text_fields
from ocop.pages.reasons import reason_form

SOURCE = Path(__file__).resolve().parents[2]
SEARCHES = {"BodySearchForm", "AccountSearchForm", "LedgerSearchForm"}  # they keep nothing
SEARCHED = {"q", "{{ name }}", "noi-cu"}
# Controls that a template writes itself, with what asks about their words: a page of one form, and the check before a sheet is sent.
BY_HAND = {"products/photos.html": "alt_text", "councils/_part.html": "ghi-chu-{{ q.code }}"}
CONTROL = re.compile(r'<(?:textarea|input class="control)[^>]*? name="([^"]+)"')
OLD, MEANT = "UBND x· ®Ò nghÞ", "UBND xã đề nghị"


class LetterForm(PageForm):
    """Two texts and a code."""

    number = LineField(label="Số")
    reason = TextField(label="Lý do")
    code = forms.CharField(widget=forms.PasswordInput, required=False)


def letter(**typed: str) -> LetterForm:
    data = QueryDict(mutable=True)
    data.update({"number": "12/UBND", **typed})
    return LetterForm(data)


def every_form() -> Iterator[type[forms.BaseForm]]:
    """Every class of a form in the rooms, also those that a function made."""
    for path in SOURCE.rglob("*.py"):
        if "form" in str(path.relative_to(SOURCE)) and "tests" not in path.parts:
            import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
    waiting = [forms.BaseForm]
    while waiting:
        found = waiting.pop().__subclasses__()
        waiting += found
        yield from (one for one in found if one.__module__.startswith("ocop.") and ".tests" not in one.__module__)


def test_every_form_with_words_asks_about_old_fonts() -> None:
    known = list(every_form())
    assert len(known) > 50
    silent = {one.__name__ for one in known if text_fields(one.base_fields) and not issubclass(one, PageForm)}  # type: ignore[attr-defined]
    assert silent == SEARCHES


def test_every_control_written_by_hand_is_asked_about_elsewhere() -> None:
    found = {
        f"{path.parent.name}/{path.name}": name
        for path in SOURCE.rglob("templates/**/*.html")
        for name in CONTROL.findall(path.read_text(encoding="utf-8"))
        if "allauth" not in path.parts and name not in SEARCHED
    }
    assert found == BY_HAND


def test_a_reason_of_an_old_font_is_offered_as_it_was_meant() -> None:
    form = letter(reason=OLD, send="1")
    assert form.legacy_offers == [("Lý do", MEANT)]
    assert (form.legacy_place, form.pressed) == ("reason", [("send", "1")])
    assert MEANT in str(form.errors["reason"])


@pytest.mark.parametrize(("choice", "kept"), [("doi", MEANT), ("giu", OLD)])
def test_the_choice_of_the_person_counts(choice: str, kept: str) -> None:
    form = letter(reason=OLD, phong=choice)
    assert form.is_valid()
    assert form.cleaned_data["reason"] == kept
    assert form.legacy_offers == []


def test_words_of_today_and_passwords_are_not_asked_about() -> None:
    assert letter(reason="Ủy ban nhân dân xã đề nghị", code=OLD).is_valid()


def test_a_form_with_one_reason_asks_too() -> None:
    form = reason_form("Lý do hoãn", asks="Hãy ghi lý do.", most=300)({"reason": OLD})
    assert form.legacy_offers == [("Lý do hoãn", MEANT)]  # type: ignore[attr-defined]
