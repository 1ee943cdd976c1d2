"""Register a product, change what the producer writes; each with its ledger line."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from ocop.law.governing import Law, law_on
from ocop.ledger.errors import DomainError, StaleError
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.producers.models import Producer
from ocop.producers.queries import on_behalf_of
from ocop.producers.rules import may_act_for, may_edit
from ocop.producers.search import sort_key_of
from ocop.products.fields import IDENTITY, cleaned, labels_of
from ocop.products.models import Product
from ocop.products.operations.identity import identity_of, note_change_of_identity, save_found
from ocop.products.operations.noting import note
from ocop.products.rules import locked_fields, may_choose_set
from ocop.products.searching import search_key_of


class StaleProductError(StaleError):
    """Somebody saved the product after this page was opened."""


@one_winner()
def register_product(
    producer: Producer,
    *,
    name: str,
    set_number: int,
    by: UserAccount,
    at: datetime,
    **written: Any,
) -> Product:
    """Register a product in a criteria set of the regime in force, with what else is written about it (``FIELDS``).

    Repeated with the same name and set it returns the product registered first. Raises ``DomainError`` when the person, the
    producer or the set does not fit.
    """
    locked = (
        Producer.objects.select_for_update(of=("self",), no_key=True).select_related("unit__parent").get(pk=producer.pk)
    )
    insist(may_act_for(by, locked))
    law = law_on(timezone.localdate(at))
    sector = _sector_of(locked, set_number, law)
    if locked.unit is None:
        raise DomainError("Chủ thể chưa có xã, phường hiện nay. Hãy cập nhật nơi hoạt động của chủ thể trước.")
    clean = cleaned({**written, "name": name, "set_number": set_number})
    if existing := locked.products.filter(name=clean["name"], set_number=set_number).order_by("pk").first():
        return existing
    product = Product(
        producer=locked,
        regime=law.regime.code,
        sector_code=sector,
        unit=locked.unit,
        unit_path=locked.unit_path,
        sort_key=sort_key_of(clean["name"]),
        created_at=at,
        **clean,
    )
    product.search_key = search_key_of(product)
    product.save(force_insert=True)
    note("product_registered", product, by=by, at=at, details={"set": set_number}, records=[product])
    return product


@one_winner()
def update_product(
    product: Product, *, expected_version: int, values: Mapping[str, Any], by: UserAccount, at: datetime
) -> Product:
    """Save what the producer writes about a product; saving what is there changes nothing.

    Raises ``StaleProductError`` when the product changed since ``expected_version`` was read, ``DomainError`` where a
    dossier has fixed a field or the set does not fit.
    """
    locked = (
        Product.objects.select_for_update(of=("self",), no_key=True)
        .select_related("producer", "unit__parent")
        .get(pk=product.pk)
    )
    insist(may_edit(by, locked.producer))
    wanted = cleaned(values)
    changed = [key for key, value in wanted.items() if getattr(locked, key) != value]
    if not changed:
        return locked
    if locked.version != expected_version:
        raise StaleProductError("Trong lúc bạn đang sửa, người khác đã lưu sản phẩm này.")
    if fixed := locked_fields(locked) & set(changed):
        words = ", ".join(sorted(labels_of(fixed)))
        raise DomainError(f"Hồ sơ đánh giá đã cố định: {words}.", field=min(fixed))
    if "set_number" in changed:
        law = law_on(timezone.localdate(at))
        locked.sector_code = _sector_of(locked.producer, int(wanted["set_number"]), law)
        locked.regime = law.regime.code
    was, old = identity_of(locked), {key: getattr(locked, key) for key in changed}
    for key, value in wanted.items():
        setattr(locked, key, value)
    save_found(locked)
    behalf = on_behalf_of(by, locked.producer, on=timezone.localdate(at))
    if was != identity_of(locked):
        note_change_of_identity(locked, was, effective_on=timezone.localdate(at), by=by, at=at, on_behalf_of=behalf)
    changes = {key: (old[key], getattr(locked, key)) for key in sorted(changed) if key not in IDENTITY}
    details = {"fields": sorted(changed)}
    note("product_updated", locked, by=by, at=at, details=details, changes=changes, records=[locked])
    return locked


@one_winner()
def move_to_set(product: Product, *, set_number: int, by: UserAccount, at: datetime) -> Product:
    """Give a product another set while its draft goes along (``filing``); the set it has changes nothing.

    Raises ``DomainError`` when the person may not, a filed dossier has fixed what the product is, or the set does not fit.
    """
    locked = (
        Product.objects.select_for_update(of=("self",), no_key=True)
        .select_related("producer", "unit__parent")
        .get(pk=product.pk)
    )
    insist(may_act_for(by, locked.producer))
    if locked.set_number == set_number:
        return locked
    if "name" in locked_fields(locked):
        raise DomainError("Sản phẩm đã có hồ sơ nộp theo bộ này nên không đổi bộ được.", field="set_number")
    law, was = law_on(timezone.localdate(at)), identity_of(locked)
    locked.sector_code, locked.regime = _sector_of(locked.producer, set_number, law), law.regime.code
    locked.set_number = set_number
    save_found(locked)
    behalf = on_behalf_of(by, locked.producer, on=timezone.localdate(at))
    note_change_of_identity(locked, was, effective_on=timezone.localdate(at), by=by, at=at, on_behalf_of=behalf)
    return locked


def _sector_of(producer: Producer, set_number: int, law: Law) -> str:
    insist(may_choose_set(producer, set_number), field="set_number")
    try:
        return law.entry(set_number).sector.code
    except LookupError as problem:
        raise DomainError("Hãy chọn một trong 26 bộ sản phẩm.", field="set_number") from problem
