"""Pages of producers: the own ones, registering, the profile, and who may act for them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from ocop.ledger.queries import timeline_lines
from ocop.pages.answering import answered, carried_out, go_on, leaf, show
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.parts import present
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.pages.reopening import reopened
from ocop.paper.lists import asked_form, list_response
from ocop.people.rules import may_help
from ocop.producers.asking import parts_of_page
from ocop.producers.forms import initial_delegation
from ocop.producers.pages import delegations_page, producer_trail

from . import queries
from .forms import DelegationForm, ProducerForm, initial_of
from .listings import producer_listing
from .models import Delegation, Producer
from .operations import StaleProfileError, end_delegation, record_delegation, register_producer, update_producer
from .rules import may_act_for, may_delegate, may_edit, may_read_protected, may_register

PER_PAGE = 30


@reading_page
def producer_list(request: HttpRequest) -> HttpResponseBase:
    """Show the producers a person acts for; an official searches those of the own unit."""
    user = signed_in(request)
    text = request.GET.get("q", "")
    context: dict[str, Any] = {"own": queries.own_producers(user), "may_register": may_register(user), "q": text}
    if queries.reads_profiles(user):
        found = queries.producers_found(user, text)
        if as_file := asked_form(request):
            return list_response(producer_listing(found, text=text, at=timezone.now()), form=as_file)
        context["is_official"] = True
        context["page"] = leaf(request, found, PER_PAGE)
    return render(request, "producers/list.html", context)


@typing_page
def create(request: HttpRequest) -> HttpResponse:
    """Register a producer on one page."""
    user = signed_in(request)
    permit(may_register(user))
    form = _form(request, {"representative_name": user.full_name, "phone": user.phone})

    def register(_given: dict[str, Any]) -> HttpResponse:
        producer = register_producer(**form.for_registration(), by=user, at=timezone.now())
        words = f"Đã đăng ký {producer.name}. Tiếp theo, hãy đăng ký sản phẩm."
        return go_on(request, words, "producers:detail", producer.pk)

    crumbs = [("Chủ thể", reverse("producers:list")), ("Đăng ký chủ thể", "")]
    return answered(request, form, register) or show(request, "producers/form.html", form=form, crumbs=crumbs)


@reading_page
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a producer with its products and history; protected data only to those who verify it."""
    user = signed_in(request)
    producer = queries.get_producer_for(user, pk)
    acts_for = may_act_for(user, producer)
    context = {
        "crumbs": producer_trail(producer),
        "producer": producer,
        "parts": present(parts_of_page.ask(producer, user)),
        "may_edit": acts_for or may_edit(user, producer),
        "may_delegate": may_delegate(user, producer),
        "may_read_protected": acts_for or may_read_protected(user, producer),
        "history": timeline_lines(producer),
        "to_help": [one for one in queries.own_people_of(producer, on=timezone.localdate()) if may_help(user, one)],
        "former": queries.former_identities_of(producer),
    }
    return render(request, "producers/detail.html", context)


@typing_page
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a profile; what somebody else saved in between is named, and nothing typed is lost."""
    user = signed_in(request)
    producer = queries.get_producer_for(user, pk)
    permit(may_edit(user, producer))
    form = _edit_form(request, producer)

    def save(_given: dict[str, Any]) -> HttpResponse:
        _save(producer, form, user_request=request)
        return go_on(request, "Đã lưu thông tin chủ thể.", "producers:detail", pk)

    def shown(status: int = 200) -> HttpResponse:
        crumbs = producer_trail(producer, "Sửa thông tin")
        return show(request, "producers/form.html", form=form, status=status, producer=producer, crumbs=crumbs)

    def both(stale: StaleProfileError) -> HttpResponse:
        _after_conflict(producer, form, stale)
        return shown(409)

    return answered(request, form, save, stale=both) or shown()


@typing_page
def delegations(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who may act for a producer and record a new delegation."""
    user = signed_in(request)
    producer = queries.get_producer_for(user, pk)
    permit(may_delegate(user, producer))
    form = DelegationForm(request.POST or None, initial=initial_delegation(user, on=timezone.localdate()))

    def lead(made: Delegation) -> HttpResponse:
        return go_on(request, f"{made.delegate} được nhập hồ sơ thay {producer.name}.", "producers:delegations", pk)

    return carried_out(request, form, partial(record_delegation, producer), lead) or show(
        request, "producers/delegations.html", form=form, **delegations_page(producer, on=timezone.localdate())
    )


@button
def finish_delegation(request: HttpRequest, pk: int, delegation_pk: int) -> HttpResponse:
    """End a delegation at once."""
    user = signed_in(request)
    producer = queries.get_producer_for(user, pk)
    permit(may_delegate(user, producer))
    delegation = get_object_or_404(producer.delegations, pk=delegation_pk)
    end_delegation(delegation, by=user, at=timezone.now())
    messages.success(request, f"{delegation.delegate} không còn nhập hồ sơ thay {producer.name}.")
    return redirect("producers:delegations", pk=pk)


def _edit_form(request: HttpRequest, producer: Producer) -> ProducerForm:
    initial = initial_of(producer, queries.representative_of(producer))
    return _form(request, initial, unit=producer.unit, keep_type=producer.organisation_type)


def _form(request: HttpRequest, initial: dict[str, Any], **options: Any) -> ProducerForm:
    """The form as sent; where only the communes of a province were asked for, what was typed as if nothing was sent yet."""
    if request.POST.get("action") == "communes":
        return ProducerForm(initial={**initial, **request.POST.dict()}, **options)
    return ProducerForm(request.POST or None, initial=initial, **options)


def _save(producer: Producer, form: ProducerForm, *, user_request: HttpRequest) -> None:
    update_producer(
        producer,
        expected_version=form.cleaned_data["version"] or 0,
        profile=form.profile(),
        representative=form.representative(),
        identity_from=form.cleaned_data["identity_from"],
        by=signed_in(user_request),
        at=timezone.now(),
    )


def _after_conflict(producer: Producer, form: ProducerForm, stale: StaleProfileError) -> None:
    """Everything typed stays; the form is opened with the version of now and names the fields that differ."""
    producer.refresh_from_db()
    differing = ", ".join(form.differences(producer, queries.representative_of(producer)))
    reopened(form, version=producer.version)
    form.add_error(None, f"{stale} Khác với điều bạn nhập: {differing}. Bấm Lưu lần nữa để giữ điều bạn nhập.")
