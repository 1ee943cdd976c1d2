"""Pages of products for their producers and for the officials of the place."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ocop.law.catalogue import CatalogueEntry, catalogue, entry_of
from ocop.law.governing import law_on
from ocop.ledger.queries import timeline_lines
from ocop.pages.answering import answered, go_on, show
from ocop.pages.opening import reading_page, typing_page
from ocop.pages.parts import present
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.pages.reopening import reopened
from ocop.producers.models import OrganisationType, Producer
from ocop.producers.queries import get_producer_for, producers_acted_for
from ocop.producers.rules import may_act_for, may_edit
from ocop.products import queries
from ocop.products.asking import parts_of_page
from ocop.products.choosing import fits
from ocop.products.fields import labels_of
from ocop.products.forms import ProductForm, initial_of
from ocop.products.models import Product
from ocop.products.operations.registering import StaleProductError, register_product, update_product
from ocop.products.pages import chooser, product_trail, shown_to_editors, written_rows
from ocop.products.rules import locked_fields, may_rename
from ocop.products.typed_aside import forget_aside, keep_aside, kept_aside

OTHER_SET = "other_set"


@reading_page
def product_list(request: HttpRequest) -> HttpResponse:
    """Show the products of the producers a person acts for."""
    user = signed_in(request)
    context = {"products": queries.own_products(user), "producers": producers_acted_for(user).order_by("sort_key")}
    return render(request, "products/list.html", context)


@typing_page
def create(request: HttpRequest, producer_pk: int) -> HttpResponse:
    """Register a product: choose its set, then describe it."""
    user, producer = signed_in(request), get_producer_for(request.user, producer_pk)
    permit(may_act_for(user, producer))
    chosen = _chosen_set(request, producer)
    if chosen is None:
        return _choose_set(request, producer)
    if request.POST.get("action") == OTHER_SET:
        keep_aside(request, producer)
        return redirect("products:create", producer.pk)
    return _describe(request, producer, chosen)


def _describe(request: HttpRequest, producer: Producer, chosen: CatalogueEntry) -> HttpResponse:
    first = {"name": request.GET.get("ten", "")} | kept_aside(request, producer)
    form = ProductForm(request.POST or None, fixed=["set_number"], initial=first)

    def step(given: dict[str, Any]) -> HttpResponse:
        product = register_product(
            producer, **form.written(), set_number=chosen.number, by=signed_in(request), at=timezone.now()
        )
        forget_aside(request)
        words = f"Đã đăng ký sản phẩm {product.name}. Bạn có thể lập hồ sơ đánh giá."
        return go_on(request, words, "products:detail", product.pk)

    crumbs = product_trail(producer, "Đăng ký sản phẩm")
    return answered(request, form, step) or show(
        request, "products/form.html", form=form, producer=producer, chosen=chosen, crumbs=crumbs
    )


@reading_page
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a product with its dossiers, its certificates and its history."""
    user = signed_in(request)
    product = queries.get_product_for(user, pk)
    acts_for = may_act_for(user, product.producer)
    context = {
        "crumbs": product_trail(product.producer, product.name),
        "product": product,
        "entry": entry_of(product.regime, product.set_number) if product.set_number else None,
        "written": written_rows(product),
        "may_rename": may_rename(user, product),
        "may_edit": acts_for or may_edit(user, product.producer),
        "parts": present(parts_of_page.ask(product, user)),
        "photos": [shown_to_editors(one, product) for one in queries.photos_of(product)],
        "history": timeline_lines(product),
    }
    return render(request, "products/detail.html", context)


@typing_page
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a product; what somebody else saved in between is named, and nothing typed is lost."""
    user = signed_in(request)
    product = queries.get_product_for(user, pk)
    permit(may_edit(user, product.producer))
    form = ProductForm(request.POST or None, fixed=locked_fields(product), initial=initial_of(product))

    def save(given: dict[str, Any]) -> HttpResponse:
        version = given["version"] or 0
        update_product(product, expected_version=version, values=form.written(), by=user, at=timezone.now())
        return go_on(request, "Đã lưu sản phẩm.", "products:detail", pk)

    def both(stale: StaleProductError) -> HttpResponse:
        _after_conflict(product, form, stale)
        return _edit_page(request, product, form, status=409)

    return answered(request, form, save, stale=both) or _edit_page(request, product, form)


def _edit_page(request: HttpRequest, product: Product, form: ProductForm, *, status: int = 200) -> HttpResponse:
    crumbs = product_trail(product.producer, "Sửa sản phẩm", product=product)
    fixed = locked_fields(product)
    context = {"producer": product.producer, "product": product, "fixed": fixed, "fixed_words": labels_of(fixed)}
    return show(request, "products/form.html", form=form, status=status, crumbs=crumbs, **context)


def _regime() -> str:
    return law_on(timezone.localdate()).regime.code


def _chosen_set(request: HttpRequest, producer: Producer) -> CatalogueEntry | None:
    text = request.GET.get("bo", "")
    entries = [entry for entry in catalogue(_regime()) if str(entry.number) == text]
    return entries[0] if entries and fits(producer.organisation_type, entries[0].number) else None


def _choose_set(request: HttpRequest, producer: Producer) -> HttpResponse:
    is_enterprise = producer.organisation_type == OrganisationType.SMALL_MEDIUM_ENTERPRISE
    context = chooser(producer, request.GET.get("q", ""), address=request.path, regime=_regime())
    crumbs = product_trail(producer, "Chọn bộ sản phẩm")
    return render(request, "products/choose_set.html", {**context, "is_enterprise": is_enterprise, "crumbs": crumbs})


def _after_conflict(product: Product, form: ProductForm, stale: StaleProductError) -> None:
    """Everything typed stays; the form is opened with the version of now and names the fields that differ."""
    product.refresh_from_db()
    differing = ", ".join(form.differences(product))
    reopened(form, version=product.version)
    form.add_error(None, f"{stale} Khác với điều bạn nhập: {differing}. Bấm Lưu lần nữa để giữ điều bạn nhập.")
