"""Pages of the mapping queue: the printed places that wait, the decision about one, and answers that can be taken back."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ocop.pages.answering import answered, go_on, leaf, show
from ocop.pages.opening import reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.paper.lists import asked_form, list_response
from ocop.recognition.importing.forms import ResolveForm, TakeBackForm
from ocop.recognition.importing.groups import answers_of, groups_open_to, groups_shown
from ocop.recognition.importing.listings import mapping_listing
from ocop.recognition.importing.queries import (
    get_case_for,
    imports_kept,
    open_cases,
    products_answered_with,
    products_of_group,
    sources_of,
)
from ocop.recognition.importing.ranking import best_of
from ocop.recognition.importing.resolving import resolve_product_place
from ocop.recognition.importing.rules import may_decide_places, may_erase_import_words, may_take_back
from ocop.recognition.importing.taking_back import take_back_place

A_PAGE = 50
MOST_SOURCES = 5
IMPORTS = "luot"  # which page of the imports


@reading_page
def mapping_queue(request: HttpRequest) -> HttpResponseBase:
    """Imported products whose commune of today is not known."""
    user = signed_in(request)
    permit(may_decide_places(user))
    text = request.GET.get("q", "").strip()
    if as_file := asked_form(request):
        return list_response(mapping_listing(open_cases(user, text=text), text=text, at=timezone.now()), form=as_file)
    page = leaf(request, groups_open_to(user, text=text), A_PAGE)
    imports = leaf(request, imports_kept(), A_PAGE, asked=IMPORTS) if may_erase_import_words(user) else None
    context = {"page": page, "groups": groups_shown(page), "text": text, "imports": imports}
    return render(request, "importing/mapping_queue.html", {**context, "unfolded": IMPORTS in request.GET})


@typing_page
def resolve_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide one printed place, for all products that print it."""
    user, case = signed_in(request), get_case_for(request.user, pk)
    together = list(products_of_group(case))
    form = ResolveForm(case, together, best_of(case), request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        among = [int(one) for one in given["products"]] if "products" in given else [case.product.pk]
        products = resolve_product_place(case, given["unit"], among=among, by=user, at=timezone.now())
        place = given["unit"].full_name
        return go_on(request, f"Đã ghi nơi sản xuất {place} cho {len(products)} sản phẩm.", "importing:mapping_queue")

    context: dict[str, Any] = {
        "case": case,
        "sources": sources_of(together)[:MOST_SOURCES],
        "crumbs": crumbs_to(case.place_as_published),
    }
    return answered(request, form, step) or show(request, "importing/resolve_case.html", form=form, **context)


@reading_page
def answers(request: HttpRequest) -> HttpResponse:
    """Answers that were given: each can be taken back."""
    user = signed_in(request)
    permit(may_decide_places(user))
    page = leaf(request, answers_of(user), A_PAGE)
    return render(request, "importing/answers.html", {"page": page, "crumbs": crumbs_to("Đã trả lời")})


@typing_page
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one answer, with the reason; what was built upon it is named instead."""
    user, case = signed_in(request), get_case_for(request.user, pk)
    permit(may_take_back(user, case))
    form = TakeBackForm(request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        products = take_back_place(case, reason=given["reason"], by=user, at=timezone.now())
        return go_on(request, f"Đã rút lại; {len(products)} sản phẩm lại chờ xác định.", "importing:mapping_queue")

    crumbs = [*crumbs_to("Đã trả lời", reverse("importing:answers")), ("Rút lại nơi đã xác định", "")]
    context: dict[str, Any] = {"case": case, "products": products_answered_with(case), "crumbs": crumbs}
    return answered(request, form, step) or show(request, "importing/take_back.html", form=form, **context)


def crumbs_to(title: str, href: str = "") -> list[tuple[str, str]]:
    """The way from the queue to one of its pages."""
    return [("Xác định nơi sản xuất", reverse("importing:mapping_queue")), (title, href)]
