"""Pages of producers: the own ones, registering, the profile, and who may act for them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ocop.ledger.errors import DomainError
from ocop.ledger.queries import timeline_lines
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.paper.lists import asked_form, list_response
from ocop.producers.pages import producer_trail

from . import queries
from .forms import DelegationForm, ProducerForm, initial_of
from .listings import producer_listing
from .models import Producer
from .operations import StaleProfileError, end_delegation, record_delegation, register_producer, update_producer
from .rules import may_act_for, may_delegate, may_edit, may_read_protected, may_register

PER_PAGE = 30


@login_required
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
        context["page"] = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "producers/list.html", context)


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Register a producer on one page."""
    user = signed_in(request)
    permit(may_register(user))
    form = _form(request, {"representative_name": user.full_name, "phone": user.phone})
    if form.is_bound and form.is_valid():
        try:
            producer = register_producer(**form.for_registration(), by=user, at=timezone.now())
        except DomainError as problem:
            form.refuse(problem)
        else:
            messages.success(request, f"Đã đăng ký {producer.name}. Tiếp theo, hãy đăng ký sản phẩm.")
            return redirect("producers:detail", pk=producer.pk)
    crumbs = [("Chủ thể", reverse("producers:list")), ("Đăng ký chủ thể", "")]
    context = {"form": form, "crumbs": crumbs, "has_errors": bool(form.errors)}
    return render(request, "producers/form.html", context)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a producer with its products and history; protected data only to those who verify it."""
    user = signed_in(request)
    producer = queries.get_producer_for(user, pk)
    acts_for = may_act_for(user, producer)
    context = {
        "crumbs": producer_trail(producer),
        "producer": producer,
        "products": producer.products.order_by("sort_key", "pk"),
        "acts_for": acts_for,
        "may_edit": acts_for or may_edit(user, producer),
        "may_delegate": may_delegate(user, producer),
        "may_read_protected": acts_for or may_read_protected(user, producer),
        "history": timeline_lines(producer),
    }
    return render(request, "producers/detail.html", context)


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a profile; what somebody else saved in between is named, and nothing typed is lost."""
    user = signed_in(request)
    producer = queries.get_producer_for(user, pk)
    permit(may_edit(user, producer))
    form = _edit_form(request, producer)
    if form.is_bound and form.is_valid():
        try:
            _save(producer, form, user_request=request)
        except StaleProfileError as problem:
            form = _after_conflict(request, producer, form, problem)
        except DomainError as problem:
            form.refuse(problem)
        else:
            messages.success(request, "Đã lưu thông tin chủ thể.")
            return redirect("producers:detail", pk=pk)
    context: dict[str, Any] = {"form": form, "producer": producer}
    context["crumbs"] = producer_trail(producer, "Sửa thông tin")
    return render(request, "producers/form.html", {**context, "has_errors": bool(form.errors)})


@login_required
def delegations(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who may act for a producer and record a new delegation."""
    user = signed_in(request)
    producer = queries.get_producer_for(user, pk)
    permit(may_delegate(user, producer))
    today = timezone.localdate()
    form = DelegationForm(
        request.POST or None, initial={"consent_on": today, "effective_from": today, "consent_given_by": user.full_name}
    )
    if request.method == "POST" and form.is_valid():
        try:
            delegation = record_delegation(producer, **form.cleaned_data, by=user, at=timezone.now())
        except DomainError as problem:
            form.add_error(problem.field, problem.sentence)
        else:
            messages.success(request, f"{delegation.delegate} được nhập hồ sơ thay {producer.name}.")
            return redirect("producers:delegations", pk=pk)
    context = {"producer": producer, "form": form, "has_errors": bool(form.errors), "today": today}
    context["crumbs"] = producer_trail(producer, "Ủy quyền nhập hồ sơ")
    return render(request, "producers/delegations.html", {**context, "delegations": queries.delegations_of(producer)})


@login_required
@require_POST
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
        by=signed_in(user_request),
        at=timezone.now(),
    )


def _after_conflict(request: HttpRequest, producer: Producer, form: ProducerForm, problem: DomainError) -> ProducerForm:
    """The same form with everything typed, the version of now, and the names of the fields that differ."""
    producer.refresh_from_db()
    differing = ", ".join(form.differences(producer, queries.representative_of(producer)))
    data = request.POST.copy()
    data["version"] = str(producer.version)
    again = ProducerForm(data, unit=producer.unit, keep_type=producer.organisation_type)
    again.is_valid()
    again.add_error(None, f"{problem} Khác với điều bạn nhập: {differing}. Bấm Lưu lần nữa để giữ điều bạn nhập.")
    return again
