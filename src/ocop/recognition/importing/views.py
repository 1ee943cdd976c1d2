"""Pages of the mapping queue: the list of places that wait, and the decision about one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ocop.ledger.errors import DomainError
from ocop.pages.person import signed_in
from ocop.paper.lists import asked_form, list_response
from ocop.people.rights import holds_any
from ocop.recognition.importing.forms import ResolveForm
from ocop.recognition.importing.listings import mapping_listing
from ocop.recognition.importing.queries import get_case_for, open_cases, products_decided_together
from ocop.recognition.importing.resolving import resolve_product_place
from ocop.recognition.importing.rules import DECIDERS

A_PAGE = 50


@require_GET
@login_required
def mapping_queue(request: HttpRequest) -> HttpResponseBase:
    """Imported products whose commune of today is not known."""
    user = signed_in(request)
    if not holds_any(user, DECIDERS):
        raise PermissionDenied("Trang này dành cho cơ quan tham mưu OCOP cấp tỉnh và quản trị hệ thống.")
    text = request.GET.get("q", "").strip()
    cases = open_cases(user, text=text)
    if as_file := asked_form(request):
        return list_response(mapping_listing(cases, text=text, at=timezone.now()), form=as_file)
    page = Paginator(cases, A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "territory/mapping_queue.html", {"page": page, "text": text})


@require_http_methods(["GET", "POST"])
@login_required
def resolve_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide one place."""
    user = signed_in(request)
    case = get_case_for(user, pk)
    form = ResolveForm(case, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            products = resolve_product_place(case, form.cleaned_data["unit"], by=user, at=timezone.now())
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.sentence)
        else:
            place = form.cleaned_data["unit"].full_name
            messages.success(request, f"Đã ghi nơi sản xuất {place} cho {len(products)} sản phẩm.")
            return redirect("importing:mapping_queue")
    context = {
        "case": case,
        "form": form,
        "together": products_decided_together(case),
        "has_errors": bool(form.errors),
        "crumbs": [("Xác định nơi sản xuất", reverse("importing:mapping_queue")), (case.subject_label, "")],
    }
    return render(request, "territory/resolve_case.html", context)
