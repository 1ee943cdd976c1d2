"""Pages about deputies: who signs for whom, appoint, pause and resume, end (NĐ 30/2020, Đ.13)."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ocop.ledger.queries import timeline_lines
from ocop.pages.answering import carried_out, go_on, pressed, show
from ocop.pages.crumbs import trail
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people.deputy_forms import DeputyEndingForm, DeputyForm, PauseForm
from ocop.people.forms import ProvinceForm
from ocop.people.models import Deputyship
from ocop.people.operations import appoint_deputy, end_deputy, pause_deputy, resume_deputy
from ocop.people.queries.signing import deputy_lines, deputyships_visible_to, get_deputyship_for, offices_held
from ocop.people.rules import (
    may_appoint_any_deputy,
    may_end_deputy,
    may_manage_accounts,
    may_pause_deputy,
    may_resume_deputy,
)
from ocop.territory.models import AdministrativeUnit


def _list() -> tuple[str, str]:
    return ("Ký thay", reverse("people:deputies"))


@reading_page
def deputies(request: HttpRequest) -> HttpResponse:
    """Who signs for which office, as far as this person may know."""
    user = signed_in(request)
    lines = deputy_lines(deputyships_visible_to(user))
    return show(request, "people/deputies.html", lines=lines, may_appoint=bool(may_appoint_any_deputy(user)))


@typing_page
def deputy_create(request: HttpRequest) -> HttpResponse:
    """Let somebody sign for an office: its holder for the own one, an administrator for any."""
    user = signed_in(request)
    permit(may_appoint_any_deputy(user))
    province = ProvinceForm(request.GET if "tinh" in request.GET else None)
    held = offices_held(user, inside=_path_of(province.chosen()))
    form = DeputyForm(request.POST or None, held=held, initial={"effective_from": timezone.localdate()})

    def lead(made: Deputyship) -> HttpResponse:
        return go_on(request, f"Đã giao {made.account} ký thay.", "people:deputy", made.pk)

    shown, crumbs = province if may_manage_accounts(user) else None, trail(_list(), last="Giao ký thay")
    return carried_out(request, form, appoint_deputy, lead) or show(
        request, "people/deputy_create.html", form=form, province=shown, held=held, crumbs=crumbs
    )


@reading_page
def deputy(request: HttpRequest, pk: int) -> HttpResponse:
    """One deputyship: what the paper says, whether it holds today, its history, what this person may do with it."""
    user, row = signed_in(request), get_deputyship_for(request.user, pk)
    (line,) = deputy_lines([row])
    return show(
        request, "people/deputy.html", line=line, history=timeline_lines(row), pause_form=PauseForm(),
        may_end=bool(may_end_deputy(user, row)), may_pause=bool(may_pause_deputy(user, row)), may_resume=bool(may_resume_deputy(user, row)),
        crumbs=trail(_list(), last=str(row.account)),
    )  # fmt: skip


@typing_page
def deputy_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the last day of a deputyship."""
    user, row = signed_in(request), get_deputyship_for(request.user, pk)
    permit(may_end_deputy(user, row))
    form = DeputyEndingForm(request.POST or None, initial={"effective_to": timezone.localdate()})

    def lead(_: object) -> HttpResponse:
        return go_on(request, "Đã ghi ngày cuối được ký thay.", "people:deputy", pk)

    crumbs = trail(_list(), (str(row.account), reverse("people:deputy", args=[pk])), last="Kết thúc")
    return carried_out(request, form, partial(end_deputy, row), lead) or show(
        request, "people/deputy_end.html", form=form, row=row, crumbs=crumbs
    )


@button
def deputy_pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a deputy at once, or let the deputy go on."""
    user, row = signed_in(request), get_deputyship_for(request.user, pk)
    permit(may_pause_deputy(user, row))
    form = PauseForm(request.POST)
    form.is_valid()
    if request.POST.get("action") == "resume":
        pressed(request, partial(resume_deputy, row), "Người này lại được ký thay.")
    else:
        reason = form.cleaned_data.get("reason", "")
        pressed(request, partial(pause_deputy, row, reason=reason), "Đã tạm dừng việc ký thay.")
    return redirect("people:deputy", pk)


def _path_of(province: AdministrativeUnit | None) -> str:
    return province.path if province else ""
