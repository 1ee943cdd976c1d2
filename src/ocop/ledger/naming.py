"""Which record a line of the ledger is about, by its name, and what was noted with it, in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from ocop.vietnamese import format_date

from .models import AuditEntry
from .wording import detail_words, naming_columns

Names = dict[tuple[str, str], str]


@cache
def model_of(kind: str) -> type[models.Model] | None:
    """Return the table of a kind of record, None for one of an earlier release."""
    return next((one for one in apps.get_models() if one._meta.model_name == kind), None)


def names_of(entries: Iterable[AuditEntry]) -> Names:
    """Return the names of the records of some lines: one query for each kind of record among them."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.subject_id.isdigit():
            wanted[entry.subject_kind].add(entry.subject_id)
    found: Names = {}
    for kind, columns in naming_columns().items():
        if kind in wanted and (model := model_of(kind)):
            rows = model._base_manager.filter(pk__in=wanted[kind]).values_list("pk", *columns)
            found |= {(kind, str(pk)): " ".join(map(_said, parts)) for pk, *parts in rows}
    return found


def details_of(entry: AuditEntry) -> Iterator[str]:
    """Yield what was noted with a line, as far as it has words."""
    for key, words in detail_words().items():
        value = entry.details.get(key)
        if key == "fields" and isinstance(value, list):
            yield f"{words}: {', '.join(_field(entry.subject_kind, str(one)) for one in value)}"
        elif isinstance(value, list):
            yield f"{words}: {len(value)}"
        elif isinstance(value, str | int) and not isinstance(value, bool) and value != "":
            yield f"{words}: {_said(value)}"


def _field(kind: str, name: str) -> str:
    model = model_of(kind)
    try:
        return str(model._meta.get_field(name).verbose_name) if model else name  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return name.rpartition(".")[2].replace("_", " ")


def _said(value: Any) -> str:
    if isinstance(value, date):
        return format_date(value)
    text = str(value)
    try:
        return format_date(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text
