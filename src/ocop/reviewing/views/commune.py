"""Pages of the commune: the queue, the read view, receiving and asking for completion (QĐ 26/2026, Đ.7.2)."""

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from ocop.dossiers.models import SupplementRequest
from ocop.dossiers.queries.access import get_dossier_for
from ocop.pages.answering import carried_out, go_on, leaf
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.typed_again import keeps_typed, typed_again
from ocop.paper.lists import asked_form, list_response
from ocop.reviewing.forms.commune import ReturnForm, SupplementForm
from ocop.reviewing.listings import commune_listing
from ocop.reviewing.operations.receiving import receive_dossier, request_supplement, return_dossier
from ocop.reviewing.pages.commune import queue_page
from ocop.reviewing.pages.reading import officer_view
from ocop.reviewing.queries.narrowing import read_narrowed
from ocop.reviewing.queries.worklists import found
from ocop.reviewing.queries.worklists_commune import (
    COMMUNE_FILTERS,
    commune_queue,
    default_filter,
    open_request,
)
from ocop.reviewing.rules.commune import may_request_supplement, may_return
from ocop.reviewing.views.stepping import back_to, received, show_step, turned_away_unless_sent

ROWS_PER_PAGE = 50


@reading_page
def queue(request: HttpRequest) -> HttpResponseBase:
    """Show the work list of the person's communes, by deadline."""
    user, today, text = signed_in(request), timezone.localdate(), request.GET.get("q", "").strip()[:100]
    chosen = request.GET.get("trang-thai", "")
    chosen = chosen if chosen in COMMUNE_FILTERS else default_filter(user)
    narrow = read_narrowed(request.GET.get("han", ""), request.GET.get("tuoi", ""))
    wanted = found(commune_queue(user, chosen, narrow, today=today), text)
    if form := asked_form(request):
        listing = commune_listing(wanted, user, chosen=chosen, narrow=narrow, text=text, today=today, at=timezone.now())
        return list_response(listing, form=form)
    page = leaf(request, wanted, ROWS_PER_PAGE)
    return render(request, "reviewing/queue.html", queue_page(page, user, chosen, narrow, text, today=today))


@reading_page
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a dossier to an officer: evidence, answers, what changed, who has it, and the steps that are theirs."""
    user = signed_in(request)
    dossier = get_dossier_for(user, pk)
    context = officer_view(dossier, user, today=timezone.localdate())
    return render(request, "reviewing/review.html", context)


@button
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Receive the dossier and show its number."""
    return received(request, pk, receive_dossier, "Đã tiếp nhận. Số phiếu")


@keeps_typed
@typing_page
def supplement(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the producer to complete named parts."""
    user, dossier = signed_in(request), get_dossier_for(request.user, pk)
    if refusal := turned_away_unless_sent(request, dossier, may_request_supplement(user, dossier)):
        return refusal
    form = SupplementForm(dossier, request.POST or typed_again(request))

    def lead(asked: SupplementRequest) -> HttpResponse:
        words = f"Đã gửi yêu cầu. Chủ thể trả lời đến hết ngày {asked.due_on:%d/%m/%Y}."
        return go_on(request, words, "reviewing:review", pk)

    return carried_out(request, form, partial(request_supplement, dossier), lead) or show_step(
        request, "supplement", dossier, "Yêu cầu hoàn thiện", form=form
    )


@typing_page
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a dossier whose producer did not answer in time."""
    user, dossier = signed_in(request), get_dossier_for(request.user, pk)
    asked, today = open_request(dossier), timezone.localdate()
    if refusal := turned_away_unless_sent(request, dossier, may_return(user, dossier, asked, on=today)):
        return refusal
    form, words = ReturnForm(request.POST or None), "Đã trả lại hồ sơ. Chủ thể có thể lập hồ sơ mới."
    given_back = carried_out(request, form, partial(return_dossier, dossier), back_to(dossier, request, words))
    return given_back or show_step(request, "return", dossier, "Trả lại hồ sơ", form=form, asked=asked)
