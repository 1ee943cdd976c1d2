"""Photos of a product: the page where they are added and described, and the files for people with rights to the product."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from ocop.files import RefusedFileError
from ocop.files.sending import as_picture
from ocop.law.settings import setting
from ocop.pages.answering import answered, attempt, go_on, show
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.producers.rules import may_edit
from ocop.products import queries
from ocop.products.asking import is_public
from ocop.products.forms import PhotoForm, PhotoWordsForm
from ocop.products.models import Product
from ocop.products.operations import picturing
from ocop.products.pages import product_trail, shown_to_editors
from ocop.products.showing import FORMATS, photo_path

CHANGES = {
    "main": (picturing.choose_main_photo, "Đã đặt làm ảnh chính."),
    "remove": (picturing.remove_photo, "Đã bỏ ảnh. Bạn lấy lại được ở cuối trang."),
    "restore": (picturing.restore_photo, "Đã lấy lại ảnh."),
}


@typing_page
def photos(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the photos of a product and take a new one."""
    user = signed_in(request)
    product = queries.get_product_for(user, pk)
    permit(may_edit(user, product.producer))
    form = PhotoForm(request.POST or None, request.FILES or None)

    def take(given: dict[str, Any]) -> HttpResponse:
        picturing.add_photo(product, given["photo"], alt_text=given["alt_text"], by=user, at=timezone.now())
        return go_on(request, "Máy chủ đã nhận ảnh.", "products:photos", pk)

    return answered(request, form, take) or show(request, "products/photos.html", form=form, **_page(product))


def _page(product: Product) -> dict[str, Any]:
    present = list(queries.photos_of(product))
    removed = queries.removed_photos_of(product)
    return {
        "product": product,
        "crumbs": product_trail(product.producer, "Ảnh sản phẩm", product=product),
        "photos": [(one, shown_to_editors(one, product)) for one in present],
        "removed": [(one, shown_to_editors(one, product)) for one in removed],
        "most": setting("product.photos_most", timezone.localdate()),
        "published": any(is_public.ask(product)),
    }


def _words_asked_about(request: HttpRequest, product: Product, form: PhotoWordsForm) -> HttpResponse:
    crumbs = product_trail(product.producer, "Mô tả ảnh", product=product)
    return show(request, "products/photo_words.html", form=form, product=product, crumbs=crumbs)


@button
def change(request: HttpRequest, pk: int, photo_pk: int) -> HttpResponse:
    """Describe a photo, make it the main one, remove it or bring it back."""
    user = signed_in(request)
    product = queries.get_product_for(user, pk)
    permit(may_edit(user, product.producer))
    photo = get_object_or_404(product.photos, pk=photo_pk)
    operation, words = CHANGES.get(request.POST.get("action", ""), (None, "Đã lưu mô tả ảnh."))

    form = PhotoWordsForm(request.POST)
    if not form.is_valid():
        return _words_asked_about(request, product, form)

    def carry_out() -> None:
        if "alt_text" in request.POST:
            picturing.describe_photo(photo, alt_text=form.cleaned_data["alt_text"], by=user, at=timezone.now())
        if operation:
            operation(photo, by=user, at=timezone.now())

    attempt(request, carry_out, words)
    return redirect("products:photos", pk=pk)


@reading_page
def photo(request: HttpRequest, pk: int, photo_pk: int, width: int, ending: str) -> HttpResponseBase:
    """Send a photo of a product this person may see, published or not."""
    product = queries.get_product_for(request.user, pk)
    found = get_object_or_404(product.photos, pk=photo_pk)
    try:
        return as_picture(photo_path(found, width, ending), media_type=FORMATS[ending])
    except (ValueError, FileNotFoundError, RefusedFileError) as error:
        raise Http404 from error
