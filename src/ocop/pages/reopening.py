"""A form shown again after somebody else saved: everything typed stays, and the next save replaces what is kept knowingly."""

from typing import Any, TypeVar, cast

from django import forms
from django.http import QueryDict

AnyForm = TypeVar("AnyForm", bound=forms.BaseForm)


def opened_with(form: AnyForm, **kept: Any) -> AnyForm:
    """Say that the form was opened with what is kept now (``version=4``, ``seen="…"``); what it found wrong stays found."""
    data = cast("QueryDict", form.data).copy()
    for name, value in kept.items():
        data[name] = str(value)
    form.data = data
    return form


def reopened(form: AnyForm, **kept: Any) -> AnyForm:
    """Return the form as if it had just been sent, opened with what is kept now."""
    opened_with(form, **kept).full_clean()
    return form
