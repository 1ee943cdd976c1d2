"""Records of this room under a hash: what a product is and was called, what is told of it, and its photos."""

from collections.abc import Iterator

from ocop.files import storing
from ocop.ledger.keeping import Kept
from ocop.ledger.verifying import Finding
from ocop.products.models import FormerProductIdentity, Product, ProductPhoto
from ocop.products.showing import FOLDER

KEPT = (
    Kept(
        Product,
        "Sản phẩm",
        fields=(
            "producer_id", "name", "name_en", "regime", "set_number", "sector_code", "unit_id", "unit_path",
            "place_as_published", "specification", "standard", "description", "story", "story_en", "product_code",
            "commune_sequence_number", "created_at",
        ),
        named_by=("name",),
    ),
    Kept(
        FormerProductIdentity,
        "Tên trước đây của sản phẩm",
        fields=("product_id", "name", "set_number", "effective_from", "effective_to"),
        named_by=("name",),
    ),
    Kept(
        ProductPhoto,
        "Ảnh sản phẩm",
        fields=(
            "product_id", "sha256", "width", "height", "alt_text", "is_main", "added_by_id", "added_at", "removed_at",
        ),
    ),
)  # fmt: skip


def changed_photos() -> Iterator[Finding | None]:
    """Yield for each photo ``None`` when its bytes lie on disk as they were kept, else what is wrong."""
    for photo in ProductPhoto.objects.select_related("product").order_by("pk").iterator(chunk_size=200):
        fault = storing.fault_of(photo.sha256, FOLDER)
        yield Finding(f"Ảnh số {photo.pk} của “{photo.product.name}”", fault) if fault else None


CHECKS = {"ảnh sản phẩm trên đĩa": changed_photos}
