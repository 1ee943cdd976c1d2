"""Products (QĐ 26/2026, Đ.2.1, Phụ lục I): one product belongs to one producer and one criteria set; its photos."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ocop.producers.models import Producer
from ocop.territory.models import AdministrativeUnit, UnitMappingCase


class Product(models.Model):
    """A good or tourism service of one producer. Its star is never stored here: it is derived from certificates."""

    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="products")
    name = models.CharField("Tên sản phẩm", max_length=250)
    name_en = models.CharField("Tên tiếng Anh", max_length=250, blank=True)
    regime = models.CharField(max_length=4, blank=True)  # R4; empty on imported records without a known set
    set_number = models.PositiveSmallIntegerField("Bộ sản phẩm", null=True, blank=True)
    sector_code = models.CharField(max_length=5, blank=True)  # I–VI, for statistics and filters
    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit_path = models.CharField(max_length=60, blank=True)
    place_as_published = models.CharField(max_length=300, blank=True)
    mapping_case = models.OneToOneField(
        UnitMappingCase, null=True, blank=True, on_delete=models.PROTECT, related_name="product"
    )
    specification = models.CharField("Quy cách", max_length=250, blank=True)
    standard = models.CharField("Tiêu chuẩn công bố", max_length=250, blank=True)
    retail_price = models.BigIntegerField("Giá bán lẻ", null=True, blank=True)  # đồng, for one pack as specified
    yearly_revenue = models.BigIntegerField("Doanh thu năm gần nhất", null=True, blank=True)  # đồng
    description = models.TextField("Mô tả", blank=True)
    story = models.TextField("Câu chuyện sản phẩm", blank=True)
    story_en = models.TextField("Câu chuyện (tiếng Anh)", blank=True)
    product_code = models.CharField("Mã số sản phẩm", max_length=30, blank=True)
    commune_sequence_number = models.PositiveIntegerField(null=True, blank=True)
    search_key = models.CharField(max_length=900)  # folded name, producer, place
    sort_key = models.BinaryField(max_length=600, default=b"")
    version = models.PositiveIntegerField(default=0)  # optimistic lock of what the producer writes
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["producer", "set_number", "name"],
                condition=Q(set_number__isnull=False),
                name="product_is_registered_once",
            ),
            models.UniqueConstraint(
                fields=["product_code"], condition=~Q(product_code=""), name="product_code_is_given_once"
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path"], name="product_unit"),
            models.Index(fields=["set_number"], name="product_set"),
        ]

    def __str__(self) -> str:
        return self.name


class FormerProductIdentity(models.Model):
    """What a product was called and which set it belonged to, until it changed; the present stands in the product itself."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="former_identities")
    name = models.CharField(max_length=250)
    set_number = models.PositiveSmallIntegerField(null=True, blank=True)
    effective_from = models.DateField(null=True, blank=True)  # empty: since it was registered or earlier
    effective_to = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "effective_to"], name="product_identity_ends_once_a_day"),
            models.CheckConstraint(
                condition=Q(effective_from__isnull=True) | Q(effective_to__gte=models.F("effective_from")),
                name="product_identity_ends_after_it_begins",
            ),
        ]


class ProductPhoto(models.Model):
    """A photo of a product, drawn again by us; the file lies under the hash of its content (room ``files``)."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="photos")
    sha256 = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    alt_text = models.CharField("Mô tả ảnh", max_length=200, blank=True)
    is_main = models.BooleanField(default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "sha256"], name="photo_is_kept_once_per_product"),
            models.UniqueConstraint(fields=["product"], condition=Q(is_main=True), name="product_has_one_main_photo"),
            models.CheckConstraint(
                condition=Q(is_main=False) | Q(removed_at__isnull=True), name="removed_photo_is_not_the_main_one"
            ),
        ]
