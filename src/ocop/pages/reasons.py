"""The form that asks why: one text, needed, read by those whom the step concerns."""

from typing import Any

from django import forms

from .fields import LineField, TextField
from .page_form import PageForm


class ReasonForm(PageForm):
    """Why something is done; ``reason_form`` makes one for each step."""

    reason: forms.Field


def reason_form(label: str, hint: str = "", *, asks: str, most: int, rows: int = 2) -> type[ReasonForm]:
    """Make the form of a step: what its reason is called, the hint below, the sentence that asks, the most letters.

    No rows make it one line.
    """
    words: dict[str, Any] = {"label": label, "help_text": hint, "asks": asks, "max_length": most}
    field = TextField(rows=rows, **words) if rows else LineField(**words)
    return type("ReasonForm", (ReasonForm,), {"reason": field})
