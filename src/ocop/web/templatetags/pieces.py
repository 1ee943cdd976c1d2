"""``{% load pieces %}``: what the components need to know about fields, errors, days and attributes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page, Paginator
from django.forms import BaseForm, BoundField, Field
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select, Textarea
from django.template.base import Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from ocop.law.sheets import letter_of
from ocop.web.fixed import Drawn
from ocop.web.languages import other_language as link_to_other_language

register = template.Library()

LONG_FACT = 120  # characters: more than three lines of a narrow column
PASSED_ON = frozenset(
    {"id", "form", "formaction", "formnovalidate", "rel", "target", "download", "hreflang", "lang", "accesskey"}
)
PASSED_ON_PREFIXES = ("data-", "aria-", "hx-")


@register.filter
def passed_on(attrs: Mapping[str, Any]) -> SafeString:
    """Return the attributes a component hands to its element, escaped; anything else is dropped."""
    kept = [
        (name, value)
        for name, value in attrs.items()
        if (name in PASSED_ON or name.startswith(PASSED_ON_PREFIXES)) and value is not False and value is not None
    ]
    return mark_safe(  # noqa: S308 - names come from the list above, values are escaped
        "".join(
            f" {name}" if value is True else f' {name}="{conditional_escape(value).replace(chr(34), "&quot;")}"'
            for name, value in kept
        )
    )


_ENTER, _CHOOSE = _lazy("Hãy nhập “%(label)s”."), _lazy("Hãy chọn “%(label)s”.")
_MISSING = {
    "input": _ENTER,
    "textarea": _ENTER,
    "select": _CHOOSE,
    "choices": _CHOOSE,
    "file": _lazy("Hãy chọn tệp “%(label)s”."),
    "checkbox": _lazy("Hãy đánh dấu “%(label)s”."),
}


@dataclass(frozen=True)
class FieldParts:
    """A bound field taken apart for ``c-field``."""

    kind: str  # input | select | textarea | file | checkbox | choices
    anchor: str
    label: str
    hint: str
    hint_id: str
    errors: list[str]
    error_id: str
    described_by: str
    optional: bool
    control: SafeString
    choices: list[dict[str, Any]]
    camera: bool  # the input opens the camera of a phone
    old_font: bool  # the offer for text of an old font stands above this field


def anchor_of(field: BoundField) -> str:
    """Return the id of the element an error message leads to: the input, or the first of several."""
    many = isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)
    return f"{field.auto_id}_0" if many else str(field.id_for_label or field.auto_id)


def _kind(field: BoundField) -> str:
    widget = field.field.widget
    kinds: tuple[tuple[Any, str], ...] = (
        (RadioSelect | CheckboxSelectMultiple, "choices"),
        (CheckboxInput, "checkbox"),
        (FileInput, "file"),
        (Textarea, "textarea"),
        (Select, "select"),
    )
    return next((kind for type_, kind in kinds if isinstance(widget, type_)), "input")


def _choices(field: BoundField) -> list[dict[str, Any]]:
    return [{"tag": part.tag(), "id": part.id_for_label, "label": part.choice_label} for part in field.subwidgets]


@register.simple_tag
def field_parts(field: BoundField, label: str = "", hint: str = "", width: str = "") -> FieldParts:
    """Take a bound field apart: label, hint, errors and the control wired to them."""
    hint = hint or str(field.help_text or "")
    hint_id, error_id = f"{field.auto_id}_goi_y", f"{field.auto_id}_loi"
    described_by = " ".join(name for name, there in ((hint_id, hint), (error_id, field.errors)) if there)
    kind = _kind(field)
    control, choices = SafeString(""), []
    if kind == "choices":
        choices = _choices(field)
    else:
        classes = f"control control--{kind} {f'control--{width}' if width else ''} {field.field.widget.attrs.get('class', '')}"
        attrs: dict[str, Any] = {"class": " ".join(classes.split())}
        if described_by:
            attrs["aria-describedby"] = described_by
        if field.errors:
            attrs["aria-invalid"] = "true"
        if field.field.widget.attrs.get("placeholder") == field.label:
            attrs["placeholder"] = False  # a label said twice helps nobody
        control = field.as_widget(attrs=attrs)
    return FieldParts(
        kind=kind,
        anchor=anchor_of(field),
        label=label or str(field.label),
        hint=hint,
        hint_id=hint_id,
        errors=sentences_of(field),
        error_id=error_id,
        described_by=described_by,
        optional=not field.field.required and kind != "checkbox",
        control=control,
        choices=choices,
        camera="capture" in field.field.widget.attrs,
        old_font=getattr(field.form, "legacy_place", "") == field.name,
    )


def sentences_of(field: BoundField) -> list[str]:
    """Return the errors of a field as sentences; "this field is required" becomes one that names the field."""
    found = []
    for error in field.form.errors.as_data().get(field.name, []):
        for sentence in error.messages:
            plain = error.code == "required" and sentence == str(Field.default_error_messages["required"])
            found.append(_MISSING[_kind(field)] % {"label": field.label} if plain else sentence)
    return found


def _problems_of(form: BaseForm) -> list[tuple[str, str]]:
    found = [(str(error), "") for error in form.non_field_errors()]
    for field in form:
        anchor = "" if field.is_hidden else f"#{anchor_of(field)}"
        found += [(sentence, anchor) for sentence in sentences_of(field)]
    return found


@register.simple_tag
def problems(
    form: Any = None, forms: Iterable[BaseForm] | None = None, errors: Iterable[tuple[str, str]] | None = None
) -> list[tuple[str, str]]:
    """Return every (sentence, link) of the forms given, then of the list given."""
    found: list[tuple[str, str]] = []
    for one in [form, *(forms or ())]:
        if one is None or one == "":
            continue
        if hasattr(one, "forms"):
            found += [(str(error), "") for error in one.non_form_errors()]
            for inner in one.forms:
                found += _problems_of(inner)
        else:
            found += _problems_of(one)
    return found + [(str(sentence), link) for sentence, link in errors or ()]


@register.filter
def level_letter(level: int) -> str:
    """Return the letter by which people call a level of a criterion."""
    return letter_of(level)


@register.filter
def days_in_words(days: int | str | None, working: bool | str = False) -> str:  # noqa: FBT001, FBT002 - a template filter
    """Return "còn 6 ngày", "hết hạn hôm nay" or "quá hạn 3 ngày"."""
    if not isinstance(days, int):  # a component that was not given the attribute
        return ""
    if days == 0:
        return _("hết hạn hôm nay")
    unit = _("ngày làm việc") if working else ngettext("ngày", "ngày", abs(days))
    words = _("còn %(days)s %(unit)s") if days > 0 else _("quá hạn %(days)s %(unit)s")
    return words % {"days": abs(days), "unit": unit}


@register.filter
def urgency(days: int | str | None) -> str:
    """Return the state of a clock: ``bad`` past, ``soon`` within five days, ``info`` otherwise."""
    return _state(days, past="bad", soon=5, later="info") or "info"


@register.filter
def validity(days: int | str | None) -> str:
    """Return the state of a document: ``off`` expired, ``soon`` within 60 days, ``ok`` otherwise."""
    return _state(days, past="off", soon=60, later="ok")


def _state(days: int | str | None, *, past: str, soon: int, later: str) -> str:
    """Return the state of what ends in so many days; "" for a component that was not given the attribute."""
    if not isinstance(days, int):
        return ""
    if days < 0:
        return past
    return "soon" if days <= soon else later


@register.filter
def is_date(value: Any) -> bool:
    """Tell dates from words, so that facts print dates as dd/MM/yyyy."""
    return isinstance(value, date)


@register.filter
def is_long(value: Any) -> bool:
    """Tell sentences from short facts: a paragraph in a quarter of the page is hard to read."""
    return isinstance(value, str) and len(value) > LONG_FACT


@register.filter
def times(count: int) -> range:
    """Return a range to loop over."""
    return range(int(count))


@register.filter
def with_hash(name: str) -> SafeString:
    """Return ``#name``."""
    return format_html("#{}", name)


@register.filter
def page_numbers(paginator: "Paginator[Any]", page: "Page[Any]") -> list[int | str]:
    """Return the page numbers to show, with "…" where some are left out."""
    return list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.tag
def drawn(parser: Parser, token: Token) -> Drawn:
    """Draw what stands between once for each language and the values named."""
    values = [parser.compile_filter(one) for one in token.split_contents()[1:]]
    inside = parser.parse(("enddrawn",))
    parser.delete_first_token()
    return Drawn(inside, values)


@register.simple_tag(takes_context=True)
def other_language(context: Context) -> SafeString:
    """Link to the same page in the other language."""
    return link_to_other_language(context["request"])


@register.simple_tag(takes_context=True)
def error_mark(context: Context) -> str:
    """Return what a title begins with where the form of the page has errors."""
    form = context.get("form")
    return f"{_('Lỗi:')} " if context.get("has_errors") or getattr(form, "errors", None) else ""


@register.filter
def banner_kind(message: Message) -> str:
    """Return the kind of banner for a message of Django."""
    return {"error": "error", "warning": "warning", "success": "success"}.get(message.level_tag, "info")


@register.filter
def variant_of(tags: list[str] | None) -> str:
    """Return the variant of a button from the tags allauth gives it."""
    given = set(tags or ())
    if given & {"danger", "delete"}:
        return "danger"
    return "secondary" if given & {"outline", "cancel", "link"} else "primary"


@register.simple_tag
def demo_accounts() -> dict[str, Any]:
    """Return the accounts of the demonstration and their password for the sign-in page; nothing outside the demo."""
    if not settings.OCOP_DEMO:
        return {"accounts": []}
    people = import_module(
        getattr(settings, "OCOP_DEMO_PEOPLE", "ocop.demo.shown")
    )  # the demonstration stands above this floor, so a setting names it
    return {"accounts": people.shown_accounts(), "password": people.password()}
