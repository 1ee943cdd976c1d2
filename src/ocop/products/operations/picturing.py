"""Photos of a product: add, describe, choose the main one, remove and bring back; each with its ledger line.

A photo is drawn again before it is kept (room ``files``). One photo is the main one as long as there is any.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from ocop.files import storing
from ocop.files.examining import examine_picture
from ocop.law.settings import setting
from ocop.ledger.errors import DomainError
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.producers.rules import may_edit
from ocop.products.models import Product, ProductPhoto
from ocop.products.operations.noting import note
from ocop.products.showing import FOLDER
from ocop.vietnamese import nfc


def add_photo(
    product: Product, file: "UploadedFile[Any]", *, alt_text: str, by: UserAccount, at: datetime
) -> ProductPhoto:
    """Keep a photo of a product; the first one is the main one, and the same photo sent twice is kept once.

    Raises ``RefusedFileError`` for a file that is no photo to show, ``DomainError`` when there are enough.
    """
    insist(may_edit(by, product.producer))
    picture = examine_picture(file, max_bytes=settings.OCOP_PHOTO_MAX_BYTES)
    storing.keep(picture.content, picture.sha256, FOLDER)
    with transaction.atomic():
        locked = _locked(product.pk, by)
        known = locked.photos.filter(sha256=picture.sha256).first()
        if known:
            return restore_photo(known, by=by, at=at)
        _refuse_one_more(locked, at)
        photo = ProductPhoto.objects.create(
            product=locked,
            sha256=picture.sha256,
            width=picture.width,
            height=picture.height,
            alt_text=_words(alt_text),
            is_main=not _present(locked).exists(),
            added_by=by,
            added_at=at,
        )
        details = {"photo": photo.pk, "sha256": picture.sha256, "received_sha256": picture.received_sha256}
        note("product_photo_added", locked, by=by, at=at, details=details, records=[photo])
        return photo


@transaction.atomic
def describe_photo(photo: ProductPhoto, *, alt_text: str, by: UserAccount, at: datetime) -> ProductPhoto:
    """Say in words what a photo shows, for those who do not see it."""
    row = _row(photo, by)
    words = _words(alt_text)
    if row.alt_text != words:
        row.alt_text = words
        row.save(update_fields=["alt_text"])
        note("product_photo_described", row.product, by=by, at=at, details={"photo": row.pk}, records=[row])
    return row


@transaction.atomic
def choose_main_photo(photo: ProductPhoto, *, by: UserAccount, at: datetime) -> ProductPhoto:
    """Make a photo the one that stands on cards and on top of the product page."""
    row = _row(photo, by)
    if row.removed_at is not None:
        raise DomainError("Ảnh này đã bỏ. Hãy lấy lại trước khi đặt làm ảnh chính.")
    if not row.is_main:
        others = _make_main(row)
        note("product_photo_chosen", row.product, by=by, at=at, details={"photo": row.pk}, records=[row, *others])
    return row


@transaction.atomic
def remove_photo(photo: ProductPhoto, *, by: UserAccount, at: datetime) -> ProductPhoto:
    """Take a photo off every page; it can be brought back. The oldest of the others becomes the main one."""
    row = _row(photo, by)
    if row.removed_at is not None:
        return row
    was_main = row.is_main
    row.is_main, row.removed_at = False, at
    row.save(update_fields=["is_main", "removed_at"])
    following = _present(row.product).first() if was_main else None
    if following:
        _make_main(following)
    touched = [row, *([following] if following else [])]
    note("product_photo_removed", row.product, by=by, at=at, details={"photo": row.pk}, records=touched)
    return row


@transaction.atomic
def restore_photo(photo: ProductPhoto, *, by: UserAccount, at: datetime) -> ProductPhoto:
    """Bring a removed photo back; raises ``DomainError`` when there are enough without it."""
    row = _row(photo, by)
    if row.removed_at is None:
        return row
    _refuse_one_more(row.product, at)
    row.is_main, row.removed_at = not _present(row.product).exists(), None
    row.save(update_fields=["is_main", "removed_at"])
    note("product_photo_restored", row.product, by=by, at=at, details={"photo": row.pk}, records=[row])
    return row


def drop_orphaned_photos(*, older_than: datetime) -> int:
    """Delete stored photos that no row names and that were written before a moment; returns how many."""
    return storing.drop_unnamed(older_than, FOLDER, lambda sha256: ProductPhoto.objects.filter(sha256=sha256).exists())


def _present(product: Product) -> Any:
    return product.photos.filter(removed_at=None).order_by("added_at", "pk")


def _make_main(row: ProductPhoto) -> list[ProductPhoto]:
    """Make a photo the main one; return those that were until now."""
    before = list(row.product.photos.filter(is_main=True).exclude(pk=row.pk))
    row.product.photos.filter(is_main=True).update(is_main=False)
    row.is_main = True
    row.save(update_fields=["is_main"])
    return before


def _refuse_one_more(product: Product, at: datetime) -> None:
    most = setting("product.photos_most", timezone.localdate(at))
    if _present(product).count() >= most:
        raise DomainError(f"Sản phẩm đã có {most} ảnh, mức tối đa. Hãy bỏ một ảnh trước khi thêm ảnh mới.")


def _row(photo: ProductPhoto, by: UserAccount) -> ProductPhoto:
    product = _locked(photo.product_id, by)
    row = ProductPhoto.objects.select_for_update(no_key=True).get(pk=photo.pk)
    row.product = product
    return row


def _locked(product_pk: int, by: UserAccount) -> Product:
    product = Product.objects.select_for_update(of=("self",), no_key=True).select_related("producer").get(pk=product_pk)
    insist(may_edit(by, product.producer))
    return product


def _words(alt_text: str) -> str:
    words = " ".join(nfc(alt_text).split())
    if len(words) > ProductPhoto._meta.get_field("alt_text").max_length:  # type: ignore[operator]
        raise DomainError("Mô tả ảnh dài quá 200 ký tự. Hãy viết một câu ngắn.", field="alt_text")
    return words
