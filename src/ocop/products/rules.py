"""What may still change about a product, and which set fits its producer (QĐ 26/2026, Đ.2.3)."""

from ocop.people.models import Role, UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict, holds
from ocop.producers.models import Producer

from .asking import fixed_fields
from .choosing import fits
from .models import Product


def may_choose_set(producer: Producer, set_number: int) -> Verdict:
    """Whether this kind of producer may take part with this set."""
    if fits(producer.organisation_type, set_number):
        return ALLOWED
    return Denied("Hội, hiệp hội, trung tâm điều hành chỉ tham gia với dịch vụ du lịch (bộ 26).")


def may_rename(user: UserAccount, product: Product) -> Verdict:
    """The provincial officer of the place renames a product whose name a filed dossier has fixed, by a document that says so."""
    if not holds(user, Role.PROVINCIAL_OFFICER, product.unit_path):
        return Denied("Chỉ cơ quan tham mưu cấp tỉnh đổi tên sản phẩm đã nộp hồ sơ.")
    if "name" not in locked_fields(product):
        return Denied("Tên sản phẩm còn sửa được trong trang sửa thông tin sản phẩm.")
    return ALLOWED


def locked_fields(product: Product) -> frozenset[str]:
    """Fields that somebody relies on by now: the rooms above say which."""
    return frozenset().union(*fixed_fields.ask(product))
