"""The fields people type: what is taken, what is asked back, and that what was typed stays."""

from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from ocop.pages.fields import (
    CountField,
    DayField,
    IsoDayField,
    LineField,
    MailField,
    PaperNumberField,
    PersonNameField,
    PhoneField,
    RadioField,
    RowField,
    TextField,
    offer,
)
from ocop.pages.reasons import reason_form


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


class Asking(forms.Form):
    """Fields that say themselves how they ask."""

    line = LineField(asks="Hãy ghi tên.")
    text = TextField(asks="Hãy ghi lý do.")
    day = DayField(asks="Hãy ghi ngày.")
    number = PaperNumberField(example="15/QĐ-UBND", asks="Hãy ghi số.")
    count = CountField(asks="Hãy ghi năm.", invalid="Năm phải là số.", min_value=2026)
    answer = RadioField(choices=[("yes", "Có")], asks="Hãy chọn.")
    row = RowField(ContentType, asks="Hãy chọn một dòng.", words=lambda one: one.model)
    mail = MailField()


def test_every_field_asks_with_its_own_sentence() -> None:
    assert {name: words[0] for name, words in Asking({}).errors.items()} == {
        "line": "Hãy ghi tên.",
        "text": "Hãy ghi lý do.",
        "day": "Hãy ghi ngày.",
        "number": "Hãy ghi số.",
        "count": "Hãy ghi năm.",
        "answer": "Hãy chọn.",
        "row": "Hãy chọn một dòng.",
    }


def test_what_cannot_be_read_is_asked_back_in_words() -> None:
    errors = Asking({"count": "năm nay", "mail": "lan@", "answer": "no"}).errors
    assert errors["count"] == ["Năm phải là số."]
    assert errors["mail"] == ["Thư điện tử chưa đúng, ví dụ: nguyen.lan@tayninh.gov.vn."]
    assert "answer" in errors


def test_the_number_of_a_paper_shows_how_one_looks() -> None:
    assert Asking().fields["number"].help_text == "Ghi đúng như trên văn bản, ví dụ 15/QĐ-UBND."


@pytest.mark.django_db
def test_a_row_can_be_chosen_once_it_is_offered_and_is_said_in_words() -> None:
    row = ContentType.objects.get_for_model(ContentType)
    form = Asking({"row": str(row.pk)})
    assert form.errors["row"] == [
        "Hãy chọn một lựa chọn hợp lệ. Lựa chọn đó không phải là một trong các lựa chọn khả thi."
    ]
    form = Asking({"row": str(row.pk)})
    offer(form, "row", ContentType.objects.filter(pk=row.pk))
    assert "row" not in form.errors
    assert [label for _value, label in form.fields["row"].choices][1:] == ["contenttype"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("rows", "widget"), [(2, forms.Textarea), (0, forms.TextInput)])
def test_the_form_that_asks_why_asks_in_the_words_of_its_step(rows: int, widget: type[forms.Widget]) -> None:
    form = reason_form("Lý do hoãn", "In vào biên bản.", asks="Hãy ghi lý do hoãn.", most=5, rows=rows)
    field = form().fields["reason"]
    assert (field.label, field.help_text, type(field.widget)) == ("Lý do hoãn", "In vào biên bản.", widget)
    assert form({}).errors == {"reason": ["Hãy ghi lý do hoãn."]}
    assert form({"reason": "ốm"}).is_valid()
    assert not form({"reason": "dài quá"}).is_valid()


@pytest.mark.parametrize(
    ("field", "code"),
    [
        (LineField(asks="Hãy ghi.", error_messages={"max_length": "Không nhận."}), "max_length"),
        (CountField(asks="Hãy ghi.", error_messages={"min_value": "Không nhận."}), "min_value"),
        (RadioField(asks="Hãy ghi.", error_messages={"invalid_choice": "Không nhận."}), "invalid_choice"),
        (RowField(ContentType, asks="Hãy ghi.", error_messages={"invalid_choice": "Không nhận."}), "invalid_choice"),
    ],
)
def test_the_sentence_that_asks_leaves_the_other_sentences_of_a_field(field: forms.Field, code: str) -> None:
    assert field.error_messages["required"] == "Hãy ghi."
    assert field.error_messages[code] == "Không nhận."
