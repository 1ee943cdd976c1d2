"""Give a product another name from a day on: an act of the provincial office, by a document (QĐ 26/2026, Đ.7.1)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ocop.pages.answering import answered, go_on, show
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.products.forms import RenameForm
from ocop.products.operations.identity import rename_product
from ocop.products.pages import product_trail
from ocop.products.queries import get_product_for
from ocop.products.rules import may_rename


@login_required
@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for name, first day and document; what was decided keeps the name it was made with."""
    user, product = signed_in(request), get_product_for(request.user, pk)
    permit(may_rename(user, product))
    form = RenameForm(request.POST or None, initial={"name": product.name, "effective_on": timezone.localdate()})

    def step(given: dict[str, Any]) -> HttpResponse:
        renamed = rename_product(product, **given, by=user, at=timezone.now())
        return go_on(request, f"Sản phẩm nay tên là {renamed.name}.", "products:detail", pk)

    crumbs = product_trail(product.producer, "Đổi tên sản phẩm")
    return answered(request, form, step) or show(
        request, "products/rename.html", form=form, product=product, crumbs=crumbs
    )
