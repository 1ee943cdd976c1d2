"""One change behind the system's back per table and column; what is outside the hash on purpose says why in its room's ``kept.py``."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q

from ocop.ledger.comparing import Told, differing_personal_columns, differing_records, told_by_the_chain
from ocop.ledger.guarding import all_lifted
from ocop.ledger.keeping import Kept, all_kept

# Kinds of which the demonstration has no row; their rooms test them.
ELSEWHERE = {
    "formeridentity", "formerproductidentity", "delegation", "productphoto", "sheetconfirmation", "gatewaiver", "rescoring", "recusal",
    "bodysuccession", "deputyship", "invitation", "setting", "redodossier", "officereport", "writtenopinion",
}  # fmt: skip


def columns_of(kept: Kept) -> Iterator[models.Field[Any, Any]]:
    """Every column of a table but its number and those outside the hash on purpose."""
    for field in kept.model._meta.concrete_fields:
        if not field.primary_key and field.attname not in kept.outside:
            yield field


def unnoticed(*kinds: str) -> list[str]:
    """Change every column of one row of every kind (or of these), delete one, forge one; name what the comparison does not find."""
    missed, told = [], told_by_the_chain()
    with all_lifted(connection):
        for kept in (all_kept()[kind] for kind in kinds or all_kept()):
            row = kept.model._base_manager.filter(kept.when).order_by("pk").first()
            if row is None:
                missed += [] if kept.kind in ELSEWHERE and not kinds else [f"{kept.kind}: no row"]
                continue
            missed += [
                f"{kept.kind}.{field.attname}" for field in columns_of(kept) if not _is_found(kept, told, row, field)
            ]
            missed += [f"{kept.kind}: deleted"] if not _deletion_is_found(kept, told, row) else []
            missed += [f"{kept.kind}: forged"] if not _forgery_is_found(kept, told, row) else []
    return missed


def _finds(kept: Kept, told: Told, pk: object) -> bool:
    """Whether the comparison, asked about one record, finds something: the table would take minutes over all of them."""
    number = str(pk)
    hashes = {one: pair for one, pair in told.hashes.get(kept.kind, {}).items() if one == number}
    told, kept = Told({kept.kind: hashes}), replace(kept, when=kept.when & Q(pk=pk))
    return any(differing_records(kept, told)) or (bool(kept.personal) and any(differing_personal_columns(kept)))


def _is_found(kept: Kept, told: Told, row: models.Model, field: models.Field[Any, Any]) -> bool:
    with transaction.atomic():
        try:
            with transaction.atomic():
                kept.model._base_manager.filter(pk=row.pk).update(**{field.attname: other_than(field, row)})
        except IntegrityError:
            return True  # a constraint stands in the way of this very value
        found = _finds(kept, told, row.pk)
        transaction.set_rollback(True)
    return found


def _deletion_is_found(kept: Kept, told: Told, row: models.Model) -> bool:
    with transaction.atomic():
        with connection.constraint_checks_disabled():
            kept.model._base_manager.filter(pk=row.pk)._raw_delete("default")
        found = _finds(kept, told, row.pk)
        transaction.set_rollback(True)
    return found


def _forgery_is_found(kept: Kept, told: Told, row: models.Model) -> bool:
    with transaction.atomic():
        copy = kept.model._base_manager.get(pk=row.pk)
        copy.pk = None
        copy._state.adding = True
        for field in columns_of(kept):
            if field.unique or (
                isinstance(field, models.IntegerField | models.ForeignKey)
                and not isinstance(field, models.BooleanField)
            ):
                setattr(copy, field.attname, other_than(field, row))
        try:
            with transaction.atomic():
                copy.save(force_insert=True)
        except IntegrityError:
            return True
        found = _finds(kept, told, copy.pk)
        transaction.set_rollback(True)
    return found


def other_than(field: models.Field[Any, Any], row: models.Model) -> Any:  # noqa: PLR0911 - one answer per kind of column
    """Return another value that the column can hold."""
    value = getattr(row, field.attname)
    match field:
        case models.BooleanField():
            return not value
        case models.ForeignKey():
            others = field.related_model._base_manager.exclude(pk=value).order_by("-pk")  # type: ignore[union-attr]
            return others.values_list("pk", flat=True).first() or (value or 0) + 1
        case models.JSONField():
            return {"khác": 1}
        case models.DateTimeField():
            return (value or dt.datetime(2026, 1, 1, tzinfo=dt.UTC)) + dt.timedelta(days=1)
        case models.DateField():
            return (value or dt.date(2030, 1, 1)) + dt.timedelta(days=1)
        case models.DecimalField():
            return (value or Decimal(0)) + 1 if field.max_digits - field.decimal_places > 1 else Decimal("0.1")  # type: ignore[operator]
        case models.IntegerField():
            return (value or 0) + 1
    if isinstance(field, models.BinaryField):
        return b"x"
    kept = str(value or "")[: (field.max_length or 99) - 1]
    return f"{kept}y" if value == f"{kept}x" else f"{kept}x"
