"""What a producer writes about a product, each fact declared once: form, pages, API, dossier, hash, demonstration and matrix derive from it.

The column (``models``) says the word people read, whether it is one line or a text, and whether it may stay empty. A line of ``FIELDS``
says the rest: how it is asked, from when on it is fixed, who reads it, and a value for the demonstration and the tests.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from ocop.vietnamese import format_money, nfc

from .models import Product


class Fixed(models.TextChoices):
    """From when on a dossier relies on a fact, so that it can no longer be changed."""

    NEVER = "never", "Sửa được mọi lúc"
    DRAFTED = "drafted", "Cố định từ khi có hồ sơ"
    FILED = "filed", "Cố định từ khi nộp hồ sơ"


class Public(models.TextChoices):
    """Whether the public reads a fact of a published product, and where."""

    NO = "no", "Không công khai"
    FACT = "fact", "Một dòng thông tin trên trang công khai"  # and in the API
    PLACED = "placed", "Một chỗ riêng trên trang công khai"  # the template gives it; and in the API
    DECIDED = "decided", "Như trong quyết định"  # the register holds its own copy


@dataclass(frozen=True)
class ProductField:
    """One fact that a producer writes; ``name`` is the column, the key of the API and the name in the form."""

    name: str
    sample: Any  # what the demonstration writes, and what tests type
    help: str = ""
    rows: int = 5  # of a text, on the form
    longest: int = 4000  # of a text; a line is as long as its column
    language: str = "vi"
    fixed: Fixed = Fixed.NEVER
    public: Public = Public.NO
    label_en: str = ""  # the word of the English page, of a ``Public.FACT``
    in_dossier: str = ""  # the word before it where the dossier's form describes the product; empty: not there
    since: int = 1  # version of the hashed record that holds it first: a new one is one more than the last

    @property
    def column(self) -> "models.Field[Any, Any]":
        """The column that keeps it."""
        return Product._meta.get_field(self.name)  # type: ignore[return-value]

    @property
    def label(self) -> str:
        """The word people read."""
        return str(self.column.verbose_name)


FIELDS = (
    ProductField(
        "name",
        sample="Trà mới",
        help="Như trên nhãn, ví dụ: Trà hoa vàng Ba Chẽ.",
        fixed=Fixed.FILED,
        public=Public.DECIDED,
    ),
    ProductField("set_number", sample=11, fixed=Fixed.DRAFTED, public=Public.DECIDED),
    ProductField(
        "specification",
        sample="Theo nhãn hàng hóa",
        help="Ví dụ: hộp 100 g; chai 500 ml; tour 2 ngày 1 đêm.",
        fixed=Fixed.FILED,
        public=Public.FACT,
        label_en="Pack",
        in_dossier="Quy cách",
    ),
    ProductField(
        "standard",
        sample="TCCS 01:2026",
        help="Ví dụ: TCCS 01:2026/HTX. Chưa có thì để trống.",
        fixed=Fixed.FILED,
        public=Public.FACT,
        label_en="Declared standard",
        in_dossier="Tiêu chuẩn",
    ),
    ProductField("retail_price", sample=85_000, help="Một đơn vị như quy cách. Ví dụ: 85.000 đồng.", since=2),
    ProductField(
        "yearly_revenue",
        sample=1_200_000_000,
        help="Của riêng sản phẩm này, không công khai. Ví dụ: 1.200.000.000, 1200 triệu hoặc 1,2 tỷ.",
        since=2,
    ),
    ProductField(
        "description",
        sample="Làm tại xã, đóng gói theo nhãn hàng hóa.",
        help="Sản phẩm là gì, làm từ gì, dùng thế nào.",
        public=Public.PLACED,
    ),
    ProductField(
        "story",
        sample="Nghề có ở đây từ ba đời.",
        help="Gắn với đất, người và nghề của nơi làm ra sản phẩm. Câu chuyện riêng là một tiêu chí của sao.",
        rows=9,
        longest=20000,
        public=Public.PLACED,
    ),
    ProductField("name_en", sample="New tea", language="en", public=Public.PLACED),
    ProductField("story_en", sample="Three generations of craft.", language="en", longest=20000, public=Public.PLACED),
)
IDENTITY = ("name", "set_number")  # what a product is: a change is an act of its own (``operations.identity``)
NAMES = tuple(one.name for one in FIELDS)
TOLD = tuple(one for one in FIELDS if one.public in {Public.FACT, Public.PLACED})  # public, as the product has them now


def cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by field as they are kept; ``TypeError`` for anything that is not written by a producer."""
    if unknown := sorted(set(values) - set(NAMES)):
        raise TypeError(f"not written by a producer: {', '.join(unknown)}")
    return {name: nfc(value) if isinstance(value, str) else value for name, value in values.items()}


def fixed_by(*moments: Fixed) -> frozenset[str]:
    """Names of the fields that are fixed from one of these moments on."""
    return frozenset(one.name for one in FIELDS if one.fixed in moments)


def in_words(one: ProductField, value: Any) -> str:
    """Return a value as people read it: amounts with their unit."""
    if value is None:
        return ""
    return format_money(value) if isinstance(one.column, models.BigIntegerField) else str(value)


def labels_of(names: frozenset[str] | set[str]) -> list[str]:
    """The words of fields, in the order in which they are declared."""
    return [one.label for one in FIELDS if one.name in names]
