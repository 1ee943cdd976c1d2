"""Pages of the province: the work list with bulk steps, and the rounds of a year (QĐ 26/2026, Đ.5.1, 7.3.a)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.dossiers.queries.access import dossiers_visible_to
from ocop.ledger.errors import DomainError
from ocop.pages.answering import carried_out, go_on, leaf, show
from ocop.pages.crumbs import trail
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.pages.typed_numbers import is_number
from ocop.paper.lists import asked_form, list_response
from ocop.people.models import Role, UserAccount
from ocop.people.rights import Denied
from ocop.reviewing.forms.province import BulkForm, ExtraRoundForm, PlanRoundsForm
from ocop.reviewing.listings import province_listing
from ocop.reviewing.operations.rounds import accept_into_round, add_extra_round, plan_rounds, receive_at_province
from ocop.reviewing.pages.filters import read_filters
from ocop.reviewing.pages.province import rounds_page, worklist_page
from ocop.reviewing.queries import worklists_province as lists
from ocop.reviewing.queries.worklists import found
from ocop.reviewing.views.stepping import received

ROWS_PER_PAGE = 50
RESULTS = "dossiers_bulk_results"
NOT_THE_OFFICE = Denied("Chỉ cán bộ cơ quan tham mưu OCOP của tỉnh mới lập được đợt.")
LAST_MONTH_FOR_THIS_YEAR = 10  # after the second cut-off the next year is what one plans


@reading_page
def queue(request: HttpRequest) -> HttpResponseBase:
    """Show the work list of the person's provinces; the address holds filters and order."""
    user, today, chosen = signed_in(request), timezone.localdate(), read_filters(request.GET)
    everything = lists.province_dossiers(user)
    wanted = found(lists.province_queue(everything, chosen, today=today), chosen.text)
    if form := asked_form(request):
        listing = province_listing(wanted, user, chosen=chosen, today=today, at=timezone.now())
        return list_response(listing, form=form)
    page = leaf(request, wanted, ROWS_PER_PAGE)
    context = worklist_page(user, everything, page, chosen, today=today)
    context["results"] = request.session.pop(RESULTS, None)
    return render(request, "reviewing/province_queue.html", context)


@button
def accept(request: HttpRequest) -> HttpResponse:
    """Put the ticked dossiers into a round; each stands for itself, one that is refused does not hold up the others."""
    user = signed_in(request)
    form = _bulk_form(request, user)
    form.fields["round"].required = True
    form.fields["round"].error_messages["required"] = "Hãy chọn đợt đánh giá."
    if not form.is_valid():
        return _back_with_errors(request, form)
    chosen = form.cleaned_data["round"]

    def step(dossier: Dossier) -> str:
        accept_into_round(dossier, chosen, by=user, at=timezone.now())
        return f"Đã vào “{chosen.name}”."

    return _for_each(request, user, form, step)


@button
def receive_several(request: HttpRequest) -> HttpResponse:
    """Register the ticked dossiers at the OCOP office, each with its own number."""
    user = signed_in(request)
    form = _bulk_form(request, user)
    if not form.is_valid():
        return _back_with_errors(request, form)

    def step(dossier: Dossier) -> str:
        receipt = receive_at_province(dossier, by=user, at=timezone.now())
        return f"Đã tiếp nhận, số phiếu {receipt.registration_form_number}."

    return _for_each(request, user, form, step)


def _bulk_form(request: HttpRequest, user: UserAccount) -> BulkForm:
    data = request.POST.copy()
    data.setlist("dossiers", data.getlist("ho-so"))
    data["round"] = data.get("dot", "")
    form = BulkForm(lists.rounds_of(user), data)
    ticked = [value for value in data.getlist("ho-so") if is_number(value)]
    visible = dossiers_visible_to(user).filter(pk__in=ticked).values_list("pk", flat=True)
    form.fields["dossiers"].choices = [(str(pk), str(pk)) for pk in visible]  # type: ignore[attr-defined]
    return form


def _for_each(request: HttpRequest, user: UserAccount, form: BulkForm, step: Callable[[Dossier], str]) -> HttpResponse:
    rows = (
        dossiers_visible_to(user).filter(pk__in=form.cleaned_data["dossiers"]).select_related("product", "unit__parent")
    )
    results = []
    for dossier in rows.order_by("pk"):
        try:
            results.append({"pk": dossier.pk, "name": dossier.product.name, "done": True, "words": step(dossier)})
        except DomainError as error:
            results.append({"pk": dossier.pk, "name": dossier.product.name, "done": False, "words": error.sentence})
    request.session[RESULTS] = results
    return redirect(_where_from(request))


def _back_with_errors(request: HttpRequest, form: BulkForm) -> HttpResponse:
    for sentences in form.errors.values():
        messages.error(request, " ".join(str(one) for one in sentences))
    return redirect(_where_from(request))


def _where_from(request: HttpRequest) -> str:
    target = request.POST.get("tro-ve", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts=None) and target.startswith("/"):
        return target
    return reverse("reviewing:province_queue")


@button
def receive_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Register one dossier at the OCOP office and show its number."""
    return received(request, pk, receive_at_province, "Đã tiếp nhận. Số phiếu của tỉnh:")


@reading_page
def rounds(request: HttpRequest) -> HttpResponse:
    """Show the rounds of the person's provinces with their dossiers by state."""
    user = signed_in(request)
    provinces, today = lists.provinces_of(user, [Role.PROVINCIAL_OFFICER]), timezone.localdate()
    if not provinces:
        return _rounds_page(request, user, None)
    initial = {"unit": provinces[0], "year": today.year + (today.month > LAST_MONTH_FOR_THIS_YEAR)}
    return _rounds_page(request, user, PlanRoundsForm(provinces, initial=initial))


@button
def plan(request: HttpRequest) -> HttpResponse:
    """Plan the law's rounds of a year."""
    user = signed_in(request)
    form = PlanRoundsForm(lists.provinces_of(user, [Role.PROVINCIAL_OFFICER]), request.POST)

    def lead(_: object) -> HttpResponse:
        return go_on(request, f"Đã có các đợt theo luật của năm {form.cleaned_data['year']}.", "reviewing:rounds")

    return carried_out(request, form, plan_rounds, lead) or _rounds_page(request, user, form)


@typing_page
def extra_round(request: HttpRequest) -> HttpResponse:
    """Add a round that the council rules provide for."""
    provinces = lists.provinces_of(signed_in(request), [Role.PROVINCIAL_OFFICER])
    if not provinces:
        permit(NOT_THE_OFFICE)
    form = ExtraRoundForm(provinces, request.POST or None, initial={"unit": provinces.first()})

    def lead(added: EvaluationRound) -> HttpResponse:
        return go_on(request, f"Đã thêm “{added.name}”.", "reviewing:rounds")

    crumbs = trail(("Đợt đánh giá", reverse("reviewing:rounds")), last="Thêm đợt")
    return carried_out(request, form, add_extra_round, lead) or show(
        request, "reviewing/extra_round.html", form=form, crumbs=crumbs
    )


def _rounds_page(request: HttpRequest, user: UserAccount, form: PlanRoundsForm | None) -> HttpResponse:
    return show(request, "reviewing/rounds.html", form=form, **rounds_page(user, today=timezone.localdate()))
