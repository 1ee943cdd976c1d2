"""The fields people type: what is taken, what is asked back, and that what was typed stays."""

from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.utils import timezone

from ocop.pages.fields import (
    DayField,
    IsoDayField,
    LineField,
    PersonNameField,
    PhoneField,
    TextField,
)


class Everything(forms.Form):
    """One of each, none of them needed."""

    day = DayField(required=False)
    past_day = DayField(required=False, past=True)
    iso_day = IsoDayField(required=False)
    phone = PhoneField(required=False)
    name = PersonNameField(required=False)
    line = LineField(required=False)
    text = TextField(required=False)


READ = [
    ("day", "27-3-19", date(2019, 3, 27)),
    ("iso_day", "27/3/2019", "2019-03-27"),
    ("phone", "0912 345 678", "0912345678"),
    ("name", " Nguyễn  Lan ", "Nguyễn Lan"),
    ("line", " Tra\u0300 ", "Trà"),
    ("text", "một\r\nhai", "một\nhai"),
]
SHOWN = [
    ("day", date(2019, 3, 27), "27/03/2019"),
    ("iso_day", "2019-03-27", "27/03/2019"),
]
EMPTY = {
    "day": None, "past_day": None, "iso_day": "", "phone": "", "name": "",
    "line": "", "text": "",
}  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "value"), READ)
def test_each_field_reads_what_people_type(name: str, typed: str, value: Any) -> None:
    form = Everything({name: typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {**EMPTY, name: value}


@pytest.mark.parametrize(("name", "value", "words"), SHOWN)
def test_each_field_shows_a_kept_value_as_people_write_it(name: str, value: Any, words: str) -> None:
    assert Everything(initial={name: value})[name].value() == words


@pytest.mark.parametrize("name", ["day", "iso_day", "phone"])
def test_what_cannot_be_read_stays_and_is_asked_back(name: str) -> None:
    form = Everything({name: "12ab"})
    assert list(form.errors) == [name]
    assert form[name].value() == "12ab"


def test_a_day_of_the_past_may_not_be_tomorrow() -> None:
    today = timezone.localdate()
    assert Everything({"past_day": f"{today:%d/%m/%Y}"}).is_valid()
    assert Everything({"past_day": f"{today + timedelta(days=1):%d/%m/%Y}"}).errors == {
        "past_day": ["Ngày này không thể ở sau hôm nay."]
    }


def test_telephones_bring_up_the_keys_of_a_telephone() -> None:
    widget = Everything()["phone"].as_widget()
    assert 'inputmode="tel"' in widget
    assert 'autocomplete="tel"' in widget
