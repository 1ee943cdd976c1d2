"""The administrator's pages: find an account, give and end roles, switch accounts off and on."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from ocop.ledger.queries import timeline_lines
from ocop.pages.answering import answered, carried_out, go_on, leaf, pressed, show
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.paper.lists import asked_form, list_response
from ocop.people.forms import AccountSearchForm, AssignmentForm, EndingForm, ProvinceForm, SwitchForm
from ocop.people.listings import account_listing
from ocop.people.models import RoleAssignment, UserAccount
from ocop.people.operations import assign_role, end_role, switch_account, take_role_back
from ocop.people.queries import accounts_matching, role_lines
from ocop.people.rules import is_erased, may_manage_accounts

PER_PAGE = 30


@reading_page
def assignments(request: HttpRequest) -> HttpResponseBase:
    """List and search accounts with their roles in force."""
    permit(may_manage_accounts(request.user))
    form = AccountSearchForm(request.GET)
    form.is_valid()
    found = accounts_matching(form.cleaned_data.get("q", ""), role=form.cleaned_data.get("vai_tro", ""))
    if as_file := asked_form(request):
        return list_response(account_listing(found, filters=form.chosen_words(), at=timezone.now()), form=as_file)
    page = leaf(request, found, PER_PAGE)
    query = request.GET.copy()
    query.pop("trang", None)
    return show(request, "people/assignments.html", form=form, page=page, query=query.urlencode())


@typing_page
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its roles and history; a POST gives a role."""
    permit(may_manage_accounts(request.user))
    account = get_object_or_404(UserAccount.objects.select_related("invitation"), pk=pk)
    province = ProvinceForm(request.GET if "tinh" in request.GET else None)
    form = AssignmentForm(
        request.POST or None, province=province.chosen(), initial={"effective_from": timezone.localdate()}
    )

    def lead(_: object) -> HttpResponse:
        return go_on(request, f"Đã giao vai trò cho {account}.", "people:person", pk)

    return carried_out(request, form, partial(assign_role, account), lead) or show(
        request, "people/person.html", form=form, province=province, **_person_page(account)
    )


def _end(assignment: RoleAssignment, given: dict[str, Any], *, at_once: bool, by: UserAccount) -> None:
    now, reason = timezone.now(), given["reason"]
    if at_once:
        take_role_back(assignment, reason=reason, by=by, at=now)
    else:
        end_role(assignment, effective_to=given["effective_to"], reason=reason, by=by, at=now)


@typing_page
def end_assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the last day of a role, or take it back at once."""
    permit(may_manage_accounts(request.user))
    assignment = get_object_or_404(RoleAssignment.objects.select_related("account", "unit"), pk=pk)
    form = EndingForm(request.POST or None, initial={"effective_to": timezone.localdate()})

    def step(given: dict[str, Any]) -> HttpResponse:
        _end(assignment, given, at_once=form.at_once, by=signed_in(request))
        words = "Đã thu hồi vai trò." if form.at_once else "Đã ghi ngày kết thúc vai trò."
        return go_on(request, words, "people:person", assignment.account_id)

    person_page = reverse("people:person", args=[assignment.account_id])
    crumbs = _crumbs("Kết thúc vai trò", (str(assignment.account), person_page))
    return answered(request, form, step) or show(
        request, "people/end_assignment.html", form=form, assignment=assignment, crumbs=crumbs
    )


@button
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch an account off or on, with a reason."""
    permit(may_manage_accounts(request.user))
    account = get_object_or_404(UserAccount, pk=pk)
    form = SwitchForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Hãy ghi lý do.")
        return redirect("people:person", pk=pk)
    active = request.POST.get("action") == "on"
    words = f"Đã {'mở' if active else 'khóa'} tài khoản {account}."
    pressed(request, partial(switch_account, account, active=active, **form.cleaned_data), words)
    return redirect("people:person", pk=pk)


def _crumbs(here: str, *between: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Tài khoản và vai trò", reverse("people:assignments")), *between, (here, "")]


def _person_page(account: UserAccount) -> dict[str, Any]:
    return {
        "crumbs": _crumbs(str(account)),
        "account": account,
        "erased": is_erased(account),
        "switch_form": SwitchForm(auto_id="khoa_%s"),
        "roles": role_lines(account),
        "history": timeline_lines(account),
    }
