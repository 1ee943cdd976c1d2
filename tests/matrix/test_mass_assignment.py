"""Nobody writes a field that its form does not show: every form is sent once as it is and once with every column of every table.

Both must leave the same rows. What differs between two honest submissions (keys, moments, random words) is left out.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from .objects import World
from .table import Row, rows
from .test_role_matrix import ROOMS
from .typed import address_of, typed_at

pytestmark = pytest.mark.django_db
Image = dict[str, list[tuple[Any, ...]]]


def forms() -> list[Row]:
    """The first row of each route in which somebody may write."""
    found: dict[str, Row] = {}
    for row in rows():
        if row.method == "post" and "allowed" in row.outcomes.values():
            found.setdefault(row.route, row)
    return list(found.values())


@pytest.mark.parametrize("row", forms(), ids=str)
def test_fields_that_are_not_in_the_form_change_nothing(world: World, row: Row) -> None:
    writer = next(name for name, outcome in row.outcomes.items() if outcome == "allowed")
    shown = _names_on_the_page(world, row, writer)
    honest, again = _sent(world, row, writer, {}), _sent(world, row, writer, {})
    hostile = _sent(world, row, writer, {key: value for key, value in _every_column(world) if key not in shown})
    assert _differences(honest, hostile) == _differences(honest, again)


def _names_on_the_page(world: World, row: Row, writer: str) -> set[str]:
    text = world.client_of(writer).get(address_of(world, row.route, row.subject)).content.decode()
    return {part.split('"', 1)[0] for part in text.split(' name="')[1:]}


def _sent(world: World, row: Row, writer: str, more: dict[str, Any]) -> Image:
    """The tables after the form was sent; the step itself is undone."""
    with transaction.atomic():
        typed = typed_at(world, row.route, row.subject)
        response = world.client_of(writer).post(address_of(world, row.route, row.subject), {**more, **typed})
        assert response.status_code in {200, 302}
        image = _image()
        transaction.set_rollback(True)
    return image


def _models() -> list[type[models.Model]]:
    return [model for room in ROOMS for model in apps.get_app_config(room).get_models()]


def _columns(model: type[models.Model]) -> list[str]:
    return sorted(field.attname for field in model._meta.concrete_fields)


def _image() -> Image:
    with connection.cursor() as cursor:
        return {model._meta.db_table: _rows(cursor, model) for model in _models()}


def _rows(cursor: Any, model: type[models.Model]) -> list[tuple[Any, ...]]:
    """All rows of a table as the database keeps them: turning them into objects would be most of this test."""
    columns = ", ".join(f'"{model._meta.get_field(name).column}"' for name in _columns(model))
    cursor.execute(f'SELECT {columns} FROM "{model._meta.db_table}" ORDER BY "{model._meta.pk.column}"')  # noqa: S608
    return list(cursor.fetchall())


def _differences(one: Image, other: Image) -> set[tuple[str, int, str]]:
    """Where two images differ: table, row, column; a row too many or too few counts as such."""
    found: set[tuple[str, int, str]] = set()
    for model in _models():
        table, columns = model._meta.db_table, _columns(model)
        if len(one[table]) != len(other[table]):
            found.add((table, -1, "rows"))
        for number, (left, right) in enumerate(zip(one[table], other[table], strict=False)):
            if left != right:
                found |= {
                    (table, number, columns[place]) for place in range(len(columns)) if left[place] != right[place]
                }
    return found


def _every_column(world: World) -> Iterator[tuple[str, str]]:
    """Every column of every table with a value that would do harm."""
    for model in _models():
        for field in model._meta.concrete_fields:
            if not field.primary_key:
                value = _harmful(world, field)
                yield field.name, value
                yield field.attname, value


def _harmful(world: World, field: "models.Field[Any, Any]") -> str:
    if isinstance(field, models.ForeignKey):
        return str({"account": world.people["newcomer"].pk, "unit": world.places.province_far.pk}.get(field.name, 1))
    if field.choices:
        return str(list(field.flatchoices)[-1][0])
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateTimeField):
        return "2020-01-01 00:00"
    if isinstance(field, models.DateField):
        return "01/01/2020"
    return "5"
