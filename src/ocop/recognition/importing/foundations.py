"""What was built upon an import, or upon an answered place, since: why it cannot be taken back any more, or not yet. Reads only."""

from collections.abc import Collection, Iterator, Mapping
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.models import Certificate, ImportBatch

MOST_NAMED = 5
WITH_PLACE = {
    "Sản phẩm đã có hồ sơ": Q(dossiers__isnull=False),
    "Sản phẩm đã đổi tên hoặc nơi sản xuất": Q(former_identities__isnull=False),
}
WITH_PRODUCT = {
    "Sản phẩm đã có ảnh": Q(photos__isnull=False),
    "Nơi sản xuất đã được xác định, hãy rút lại trước": Q(mapping_case__resolved_at__isnull=False),
}


def built_upon(batch: ImportBatch) -> list[str]:
    """Return a sentence for each kind of thing that stands on what a list brought, with the first names; empty where nothing does."""
    return [*_of_certificates(batch), *_of_products(batch), *_of_producers(batch)]


def _of_certificates(batch: ImportBatch) -> Iterator[str]:
    mine = Certificate.objects.filter(batch=batch)
    numbers = set(mine.values_list("pk", flat=True))
    earlier = {int(number) for number in batch.replaced.get("completed", {})}
    later = ImportBatch.objects.filter(undone_at=None, pk__gt=batch.pk).order_by("pk")
    for other in later:
        touched = {int(number) for number in other.replaced.get("completed", {})} | set(other.replaced.get("ended", []))
        if touched & (numbers | earlier):
            yield f"Lượt nhập số {other.pk} đã bổ sung hoặc thay giấy của lượt này; hãy hoàn tác lượt đó trước."
    ended = mine.filter(ended_on__isnull=False).exclude(end_reason="superseded")
    if names := _names(ended.values_list("product__name", flat=True)):
        yield f"Giấy đã chấm dứt: {names}."
    decided = Certificate.objects.filter(product__certificates__batch=batch, dossier__isnull=False).distinct()
    if names := _names(decided.values_list("product__name", flat=True)):
        yield f"Sản phẩm đã có giấy chứng nhận mới theo quyết định: {names}."


def built_upon_places(products: Collection[Product], producers: Collection[Producer]) -> list[str]:
    """Return a sentence for each kind of thing that stands on the place of these products, or on that of these producers."""
    mine = Product.objects.filter(pk__in=[one.pk for one in products])
    theirs = Producer.objects.filter(pk__in=[one.pk for one in producers])
    found = [*_on_products(mine, WITH_PLACE), *_on_producers(theirs)]
    if names := _names(mine.filter(_cases_of_rooms_above()).values_list("name", flat=True)):
        found.append(f"Giấy chứng nhận đang được kiểm tra hoặc đã có hồ sơ thu hồi: {names}.")
    return found


def _cases_of_rooms_above() -> Q:
    """Whether rooms above this one, which it does not know by name, keep rows about a certificate of a product."""
    above = [one for one in Certificate._meta.related_objects if one.related_model._meta.app_label != "recognition"]
    asked = [Q(**{f"certificates__{one.name}__isnull": False}) for one in above]
    return reduce(or_, asked, Q(pk__in=()))


def _of_products(batch: ImportBatch) -> Iterator[str]:
    products = Product.objects.filter(certificates__batch=batch)
    yield from _on_products(products, {**WITH_PLACE, **WITH_PRODUCT})


def _on_products(products: QuerySet[Product], kinds: Mapping[str, Q]) -> Iterator[str]:
    for words, condition in kinds.items():
        if names := _names(products.filter(condition).values_list("name", flat=True)):
            yield f"{words}: {names}."


def _of_producers(batch: ImportBatch) -> Iterator[str]:
    yield from _on_producers(Producer.objects.filter(products__certificates__batch=batch))


def _on_producers(producers: QuerySet[Producer]) -> Iterator[str]:
    used = Q(users__isnull=False) | Q(delegations__isnull=False) | Q(former_identities__isnull=False)
    if names := _names(producers.filter(used).values_list("name", flat=True)):
        yield f"Chủ thể đã có tài khoản, người được ủy quyền hoặc tên mới: {names}."


def _names(found: "QuerySet[Product, str] | QuerySet[Producer, str] | QuerySet[Certificate, str]") -> str:
    """The first names, and how many more there are; empty where there are none."""
    names = list(found.order_by("pk").distinct()[: MOST_NAMED + 1])
    if not names:
        return ""
    more = found.distinct().count() - MOST_NAMED
    return ", ".join(f"“{name}”" for name in names[:MOST_NAMED]) + (f" và {more} nơi khác" if more > 0 else "")
