"""Give a product another name from a day on: an act of the provincial office, by a document (QĐ 26/2026, Đ.7.1)."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ocop.pages.answering import carried_out, go_on, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.products.forms import RenameForm
from ocop.products.models import Product
from ocop.products.operations.identity import rename_product
from ocop.products.pages import product_trail
from ocop.products.queries import get_product_for
from ocop.products.rules import may_rename


@typing_page
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for name, first day and document; what was decided keeps the name it was made with."""
    user, product = signed_in(request), get_product_for(request.user, pk)
    permit(may_rename(user, product))
    form = RenameForm(request.POST or None, initial={"name": product.name, "effective_on": timezone.localdate()})

    def lead(renamed: Product) -> HttpResponse:
        return go_on(request, f"Sản phẩm nay tên là {renamed.name}.", "products:detail", pk)

    crumbs = product_trail(product.producer, "Đổi tên sản phẩm")
    return carried_out(request, form, partial(rename_product, product), lead) or show(
        request, "products/rename.html", form=form, product=product, crumbs=crumbs
    )
