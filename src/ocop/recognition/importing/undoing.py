"""Take a whole import back: what it brought goes, what it completed or ended stands as before, and the ledger says so line by line.

Nothing is taken back on which something was built since: a decision about a place, a dossier, an account, another list.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, ProtectedError, QuerySet

from ocop.ledger.chain import content_hash
from ocop.ledger.errors import DomainError
from ocop.ledger.many import Line, record_many
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.importing.foundations import built_upon
from ocop.recognition.importing.rules import may_undo
from ocop.recognition.importing.shelf import chunks
from ocop.recognition.models import Certificate, ImportBatch, RegisterEntry
from ocop.recognition.operations.publishing import publish_products
from ocop.recognition.records import certificate_content
from ocop.territory.models import UnitMappingCase

if TYPE_CHECKING:
    from ocop.people.models import UserAccount

DATES = frozenset({"issued_on", "expires_on"})
MOST_SAID = 20


@transaction.atomic
def undo_import(batch: ImportBatch, *, by: "UserAccount | None", at: datetime, reason: str = "") -> int:
    """Take an import back; return how many certificates went. Doing it again changes nothing and returns 0.

    ``by`` is None for the operator of the machine. Raises ``DomainError`` when the person may not, or when something was built
    upon what the list brought: every such thing is named, and nothing is changed.
    """
    locked = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    insist(may_undo(by, locked))
    if locked.undone_at:
        return 0
    if hindrances := built_upon(locked):
        more = f" Và {len(hindrances) - MOST_SAID} điều khác." if len(hindrances) > MOST_SAID else ""
        raise DomainError(f"Chưa hoàn tác được lượt nhập số {locked.pk}: {' '.join(hindrances[:MOST_SAID])}{more}")
    locked.undoing = True
    locked.save(update_fields=["undoing"])
    restored = _put_back(locked, by=by, at=at)
    try:
        count = _take_away(locked, by=by, at=at)
    except ProtectedError as fault:  # rooms above this one keep rows about certificates and products, too
        raise DomainError(
            f"Chưa hoàn tác được lượt nhập số {locked.pk}: {len(fault.protected_objects)} việc khác đã dựa trên giấy hoặc sản phẩm của lượt này."
        ) from fault
    publish_products(restored)
    locked.undoing, locked.undone_by, locked.undone_at = False, by, at
    locked.save(update_fields=["undoing", "undone_by", "undone_at"])
    details = {"certificates": count, "put_back": len(restored)}
    record("register_undone", locked, by=by, at=at, reason=reason, details=details, records=[locked])
    return count


def brought_products(batch: ImportBatch) -> QuerySet[Product]:
    """Products that are here because of this list alone: all their certificates came with it."""
    others = Certificate.objects.filter(product=OuterRef("pk")).exclude(batch=batch)
    return Product.objects.filter(certificates__batch=batch).exclude(Exists(others)).distinct()


def _put_back(batch: ImportBatch, *, by: "UserAccount | None", at: datetime) -> list[int]:
    """Write what earlier certificates said before the list completed or ended them; return their products."""
    completed: dict[str, dict[str, str]] = batch.replaced.get("completed", {})
    ended = set(batch.replaced.get("ended", []))
    changed: list[Certificate] = []
    for part in chunks({int(number) for number in completed} | ended):
        for one in Certificate.objects.filter(pk__in=part).exclude(batch=batch).select_related("product__producer"):
            for name, before in completed.get(str(one.pk), {}).items():
                setattr(one, name, _value(name, before))
            if one.pk in ended:
                one.ended_on, one.end_reason = None, ""
            one.content = certificate_content(one)
            one.content_hash = content_hash(one.content)
            changed.append(one)
    names = sorted({name for before in completed.values() for name in before} | {"ended_on", "end_reason"})
    Certificate.objects.bulk_update(changed, [*names, "content", "content_hash"], batch_size=200)
    lines = [
        Line("certificate_put_back", one, one.product.unit_path, details={"batch": batch.pk}, records=[one])
        for one in changed
    ]
    record_many(lines, by=by, at=at)
    return [one.product_id for one in changed]


def _value(name: str, before: str) -> Any:
    if name in DATES:
        return date.fromisoformat(before) if before else None
    return before


def _take_away(batch: ImportBatch, *, by: "UserAccount | None", at: datetime) -> int:
    """Delete what the list brought: certificates, products that only it knows, their producers and open questions."""
    certificates = list(Certificate.objects.filter(batch=batch).only("pk", "product_id"))
    products = list(brought_products(batch).only("pk", "producer_id", "mapping_case_id"))
    gone, kept = {one.pk for one in products}, {one.product_id for one in certificates}
    producers = _producers_left(products)
    _say_gone(batch, [*certificates, *products, *producers], by=by, at=at)
    _delete(RegisterEntry, kept)  # written anew below where something is left
    _delete(Certificate, (one.pk for one in certificates))
    _delete(Product, gone)
    _delete(UnitMappingCase, {one.mapping_case_id for one in products if one.mapping_case_id})
    _delete(Producer, (one.pk for one in producers))
    publish_products(kept - gone)
    return len(certificates)


def _producers_left(products: Iterable[Product]) -> list[Producer]:
    """Producers of these products that a list brought and that have no other product."""
    gone = {one.pk for one in products}
    found: list[Producer] = []
    for part in chunks({one.producer_id for one in products}):
        rows = Producer.objects.filter(pk__in=part, users=None, representative=None)
        found += rows.prefetch_related(models.Prefetch("products", Product.objects.only("pk", "producer_id")))
    return [one for one in found if {product.pk for product in one.products.all()} <= gone]


def _say_gone(batch: ImportBatch, rows: list[models.Model], *, by: "UserAccount | None", at: datetime) -> None:
    """One line of the ledger for some hundred rows: they are no facts any more."""
    for part in chunks(rows):
        record("register_undone", batch, by=by, at=at, details={"rows": len(part)}, gone=part)


def _delete(model: type[models.Model], numbers: Iterable[int]) -> None:
    for part in chunks(numbers):
        model._default_manager.filter(pk__in=part).delete()
