"""Pages of the mapping queue: the list of places that wait, and the decision about one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ocop.pages.answering import answered, go_on, leaf, show
from ocop.pages.opening import reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.paper.lists import asked_form, list_response
from ocop.people.rights import holds_any
from ocop.recognition.importing.forms import ResolveForm
from ocop.recognition.importing.listings import mapping_listing
from ocop.recognition.importing.queries import get_case_for, imports_kept, open_cases, products_decided_together
from ocop.recognition.importing.resolving import resolve_product_place
from ocop.recognition.importing.rules import DECIDERS, may_erase_import_words

A_PAGE = 50
IMPORTS = "luot"  # which page of the imports


@reading_page
def mapping_queue(request: HttpRequest) -> HttpResponseBase:
    """Imported products whose commune of today is not known."""
    user = signed_in(request)
    if not holds_any(user, DECIDERS):
        raise PermissionDenied("Trang này dành cho cơ quan tham mưu OCOP cấp tỉnh và quản trị hệ thống.")
    text = request.GET.get("q", "").strip()
    cases = open_cases(user, text=text)
    if as_file := asked_form(request):
        return list_response(mapping_listing(cases, text=text, at=timezone.now()), form=as_file)
    page = leaf(request, cases, A_PAGE)
    imports = leaf(request, imports_kept(), A_PAGE, asked=IMPORTS) if may_erase_import_words(user) else None
    context = {"page": page, "text": text, "imports": imports, "unfolded": IMPORTS in request.GET}
    return render(request, "importing/mapping_queue.html", context)


@typing_page
def resolve_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide one place."""
    user, case = signed_in(request), get_case_for(request.user, pk)
    form = ResolveForm(case, request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        products = resolve_product_place(case, given["unit"], by=user, at=timezone.now())
        place = given["unit"].full_name
        return go_on(request, f"Đã ghi nơi sản xuất {place} cho {len(products)} sản phẩm.", "importing:mapping_queue")

    crumbs = [("Xác định nơi sản xuất", reverse("importing:mapping_queue")), (case.subject_label, "")]
    context: dict[str, Any] = {"case": case, "together": products_decided_together(case), "crumbs": crumbs}
    return answered(request, form, step) or show(request, "importing/resolve_case.html", form=form, **context)
