"""Records of this room under a hash: what a product is and was called, what is told of it, and its photos."""

from collections.abc import Iterator

from ocop.files import storing
from ocop.ledger.keeping import DERIVED, INVENTED, LOCK, Kept
from ocop.ledger.verifying import Finding
from ocop.products.fields import FIELDS
from ocop.products.models import FormerProductIdentity, Product, ProductPhoto
from ocop.products.showing import FOLDER

QUESTION = "which question about the place led to it; the place itself is under the hash"
KEPT = (
    Kept(
        Product,
        "Sản phẩm",
        outside={
            "search_key": DERIVED,
            "sort_key": DERIVED,
            "version": LOCK,
            "is_demo": INVENTED,
            "mapping_case_id": QUESTION,
        },
        named_by=("name",),
        version=max(one.since for one in FIELDS),
        since={one.name: one.since for one in FIELDS},
    ),
    Kept(FormerProductIdentity, "Tên trước đây của sản phẩm", named_by=("name",)),
    Kept(ProductPhoto, "Ảnh sản phẩm"),
)


def changed_photos() -> Iterator[Finding | None]:
    """Yield for each photo ``None`` when its bytes lie on disk as they were kept, else what is wrong."""
    for photo in ProductPhoto.objects.select_related("product").order_by("pk").iterator(chunk_size=200):
        fault = storing.fault_of(photo.sha256, FOLDER)
        yield Finding(f"Ảnh số {photo.pk} của “{photo.product.name}”", fault) if fault else None


CHECKS = {"ảnh sản phẩm trên đĩa": changed_photos}
