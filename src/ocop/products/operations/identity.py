"""A change of name or set of a product is an act of its own with a day; what it was before is kept with its dates."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.people.models import UserAccount
from ocop.people.rights import insist
from ocop.producers.operations.identity import days_before_change
from ocop.producers.search import sort_key_of
from ocop.products.asking import saved
from ocop.products.fields import IDENTITY
from ocop.products.models import FormerProductIdentity, Product
from ocop.products.rules import may_rename
from ocop.products.searching import search_key_of
from ocop.vietnamese import format_date, nfc


def identity_of(product: Product) -> dict[str, Any]:
    """Return name and set of a product as they stand now."""
    return {name: getattr(product, name) for name in IDENTITY}


def save_found(product: Product) -> None:
    """Save a product whose columns changed, under the keys by which it is found."""
    product.search_key = search_key_of(product)
    product.sort_key = sort_key_of(product.name)
    product.version += 1
    product.save()
    saved.ask(product)


@transaction.atomic
def rename_product(
    product: Product, *, name: str, effective_on: date, document: str, by: UserAccount, at: datetime
) -> Product:
    """Give a product another name from a day on, by the document that says so; what was decided keeps the name it was made with.

    For a name that a filed dossier has fixed. Repeating it changes nothing. Raises ``DomainError`` with the field when the person
    may not, the name or the document is missing, or the day does not fit.
    """
    locked = (
        Product.objects.select_for_update(of=("self",), no_key=True)
        .select_related("producer", "unit__parent")
        .get(pk=product.pk)
    )
    insist(may_rename(by, locked))
    words, paper = nfc(name).strip(), nfc(document).strip()
    if not words:
        raise DomainError("Hãy ghi tên mới của sản phẩm.", field="name")
    if words == locked.name:
        return locked
    if not paper:
        raise DomainError("Hãy ghi văn bản làm căn cứ đổi tên.", field="document")
    was = identity_of(locked)
    locked.name = words
    save_found(locked)
    note_change_of_identity(locked, was, effective_on=effective_on, document=paper, by=by, at=at)
    return locked


def note_change_of_identity(
    product: Product,
    was: Mapping[str, Any],
    *,
    effective_on: date,
    by: UserAccount,
    at: datetime,
    on_behalf_of: str = "",
    document: str = "",
) -> None:
    """Keep the former identity and write the line with old and new values; called after the product was saved."""
    former = _keep_former(product, was, effective_on=effective_on, at=at)
    changes = {name: (was[name], getattr(product, name)) for name in IDENTITY if was[name] != getattr(product, name)}
    said = "; ".join(f"{_shown(name, old)} → {_shown(name, new)}" for name, (old, new) in changes.items())
    record(
        "product_identity_changed",
        product,
        by=by,
        at=at,
        unit_path=product.unit_path,
        on_behalf_of=on_behalf_of,
        reason=". ".join(one for one in (f"Từ ngày {format_date(effective_on)}: {said}", document) if one),
        details={"effective_on": effective_on.isoformat()},
        changes=changes,
        records=[product, *([former] if former else [])],
    )


def _shown(name: str, value: Any) -> str:
    return "chưa rõ" if value is None else f"bộ {value}" if name == "set_number" else str(value)


def _keep_former(
    product: Product, was: Mapping[str, Any], *, effective_on: date, at: datetime
) -> FormerProductIdentity | None:
    """Keep what a product was until the day before; a second change on the day of the first corrects it."""
    days = days_before_change(product, effective_on, at=at, field="effective_on")
    return FormerProductIdentity.objects.create(product=product, **was, **days) if days else None
