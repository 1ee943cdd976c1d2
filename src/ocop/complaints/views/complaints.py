"""Complaints: the list, recording one, its steps."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from ocop.complaints import forms, operations
from ocop.complaints.listings import complaint_listing
from ocop.complaints.models import Complaint
from ocop.complaints.pages.complaint import complaint_page, complaint_trail, first_words, recording_page
from ocop.complaints.queries.access import get_complaint_for, get_product_to_complain_about
from ocop.complaints.queries.worklist import (
    BODIES,
    FILTERS,
    days_left,
    find_products,
    listed_complaints,
    numbers_by_filter,
    read_filters,
)
from ocop.complaints.routing import bodies_for
from ocop.complaints.rules import OFFICES, is_recorded_for_itself, may_handle, may_record, may_withdraw
from ocop.ledger.verdicts import Verdict
from ocop.pages import refusing
from ocop.pages.answering import answered, carried_out, go_on, leaf, show
from ocop.pages.opening import reading_page, typing_page
from ocop.pages.page_form import PageForm
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.pages.typed_again import keeps_typed, typed_again
from ocop.paper.lists import asked_form, list_response
from ocop.people.rights import ALLOWED, Denied, holds_any
from ocop.producers.queries import producers_acted_for
from ocop.reviewing.pages.chips import Chip

PER_PAGE = 50
NOT_HERE = Denied("Khiếu nại do UBND xã, cơ quan tham mưu OCOP ghi nhận, hoặc chủ thể gửi về sản phẩm của mình.")


@reading_page
def complaints(request: HttpRequest) -> HttpResponseBase:
    """List the complaints a person may read; the address holds the filters."""
    user, today, chosen = signed_in(request), timezone.localdate(), read_filters(request.GET)
    wanted = listed_complaints(user, chosen, today=today)
    if form := asked_form(request):
        return list_response(complaint_listing(wanted, user, chosen, today=today, at=timezone.now()), form=form)
    found, numbers = leaf(request, wanted, PER_PAGE), numbers_by_filter(user, chosen, today=today)
    chips = [
        Chip(word, f"?{urlencode(chosen.query | {'loc': name})}", numbers[name], name == chosen.state)
        for name, word in FILTERS.items()
    ]
    return show(
        request, "complaints/complaints.html", page=found, rows=[(one, days_left(one, today=today)) for one in found], chips=chips,
        chosen=chosen, bodies=[(word, one.label) for word, one in BODIES.items()], query_string=urlencode(chosen.query),
        narrowed=bool(chosen.body or chosen.text), crumbs=complaint_trail(),
    )  # fmt: skip


@reading_page
def find(request: HttpRequest) -> HttpResponse:
    """Find the product that a complaint is about."""
    user = signed_in(request)
    permit(ALLOWED if holds_any(user, OFFICES) or producers_acted_for(user).exists() else NOT_HERE)
    typed = " ".join(request.GET.get("q", "").split())[:120]
    rows = find_products(user, typed) if typed else []
    return show(request, "complaints/find.html", typed=typed, rows=rows, crumbs=complaint_trail(last="Chọn sản phẩm"))


@keeps_typed
@typing_page
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a complaint about a product; its producer files one of its own."""
    user, product, today = signed_in(request), get_product_to_complain_about(request.user, pk), timezone.localdate()
    permit(may_record(user, product))
    form = forms.ComplaintForm(
        bodies_for(product, on=today), request.POST or typed_again(request), request.FILES or None,
        initial=first_words(product, on=today), is_own=is_recorded_for_itself(user, product),
    )  # fmt: skip

    def step(given: dict[str, Any]) -> HttpResponse:
        made = operations.record_complaint(
            product, said=form.said(), files=given["papers"], by=user, at=timezone.now()
        )  # fmt: skip
        words = f"Đã ghi khiếu nại và gửi tới cơ quan trả lời. Hạn trả lời: hết ngày {made.due_on:%d/%m/%Y}."
        return go_on(request, words, "complaints:complaint", made.pk)

    return answered(request, form, step) or show(
        request, "complaints/record.html", form=form, **recording_page(product, today=today)
    )


@reading_page
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a complaint with its steps for this person."""
    user, found = signed_in(request), get_complaint_for(request.user, pk)
    context = complaint_page(found, user, today=timezone.localdate())
    return show(request, "complaints/complaint.html", **context, crumbs=complaint_trail(complaint=found))


def _away(request: HttpRequest, found: Complaint, verdict: Verdict) -> HttpResponse | None:
    return refusing.turned_away_unless_sent(request, verdict, "complaints:complaint", found.pk)


def _step(request: HttpRequest, found: Complaint, form: PageForm, title: str, **context: Any) -> HttpResponse:
    return show(
        request, "complaints/step.html", form=form, **complaint_page(found, signed_in(request), today=timezone.localdate()),
        crumbs=complaint_trail(complaint=found, last=title), **context,
    )  # fmt: skip


@keeps_typed
@typing_page
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a complaint with words and the signed paper."""
    user, found = signed_in(request), get_complaint_for(request.user, pk)
    if refusal := _away(request, found, may_handle(user, found)):
        return refusal
    form = forms.AnswerForm(request.POST or typed_again(request), request.FILES or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        papers = given.pop("papers")
        operations.answer_complaint(found, **given, files=papers, by=user, at=timezone.now())
        return go_on(request, "Đã trả lời và báo cho chủ thể.", "complaints:complaint", pk)

    return answered(request, form, step) or _step(request, found, form, "Trả lời", with_files=True)


@keeps_typed
@typing_page
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a complaint to another body."""
    user, found = signed_in(request), get_complaint_for(request.user, pk)
    if refusal := _away(request, found, may_handle(user, found)):
        return refusal
    bodies = bodies_for(found.product, on=timezone.localdate())
    others = [one for one in bodies if one != found.body or request.method == "POST"]
    form = forms.PassOnForm(others, request.POST or typed_again(request))
    passed = carried_out(
        request,
        form,
        partial(operations.pass_on, found),
        lambda made: go_on(request, f"Đã chuyển: {made.get_body_display()}.", "complaints:complaint", pk),
    )
    return passed or _step(request, found, form, "Chuyển cơ quan khác")


@keeps_typed
@typing_page
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that a complaint was taken back."""
    user, found = signed_in(request), get_complaint_for(request.user, pk)
    if refusal := _away(request, found, may_withdraw(user, found)):
        return refusal
    form = forms.WithdrawForm(request.POST or typed_again(request))
    withdrawn = carried_out(
        request,
        form,
        partial(operations.withdraw_complaint, found),
        lambda _: go_on(request, "Đã ghi việc rút khiếu nại.", "complaints:complaint", pk),
    )
    return withdrawn or _step(request, found, form, "Ghi việc rút khiếu nại")
