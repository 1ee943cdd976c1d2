"""What was built upon an import since: why it cannot be taken back any more, or not yet. Reads only."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.models import Certificate, ImportBatch

MOST_NAMED = 5


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


def _of_products(batch: ImportBatch) -> Iterator[str]:
    products = Product.objects.filter(certificates__batch=batch)
    for found, words in (
        (products.filter(dossiers__isnull=False), "Sản phẩm đã có hồ sơ"),
        (products.filter(former_identities__isnull=False), "Sản phẩm đã đổi tên hoặc nơi sản xuất"),
        (products.filter(photos__isnull=False), "Sản phẩm đã có ảnh"),
        (products.filter(mapping_case__resolved_at__isnull=False), "Nơi sản xuất đã được xác định, hãy rút lại trước"),
    ):
        if names := _names(found.values_list("name", flat=True)):
            yield f"{words}: {names}."


def _of_producers(batch: ImportBatch) -> Iterator[str]:
    producers = Producer.objects.filter(products__certificates__batch=batch)
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
