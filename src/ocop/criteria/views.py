"""The 26 criteria sheets of the regime in force, for everybody to read and print (QĐ 26/2026, Phụ lục II), and their confirmation."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from ocop.criteria.forms import ConfirmSheetForm
from ocop.criteria.operations import confirm_sheet
from ocop.criteria.pages import catalogue_page, sheet_page, versions_page
from ocop.criteria.queries import confirmation_of
from ocop.criteria.rules import may_confirm_sheets
from ocop.law.governing import Law, law_on
from ocop.law.sheets import Sheet, UnknownSheetError
from ocop.law.shelf import get_sheet
from ocop.pages.answering import answered, go_on, show
from ocop.pages.opening import button
from ocop.pages.person import signed_in
from ocop.pages.typed_numbers import is_number


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """List the sheets by sector, and say which ones are confirmed."""
    return render(request, "criteria/sheets.html", {**catalogue_page(_law()), "base": _base(request)})


@require_GET
def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """Show one sheet in full: parts, criteria, levels, points, star marks, where it comes from and what is doubtful.

    The version in force, or with `?phien-ban=R4-1` the one that dossiers filed earlier stay on.
    """
    return _shown(request, _sheet(request, number), None)


@button
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm that the sheet was compared with the signed decision."""
    user, shown = signed_in(request), _sheet(request, number)
    form = ConfirmSheetForm(request.POST)

    def step(given: dict[str, Any]) -> HttpResponse:
        confirm_sheet(shown, **given, by=user, at=timezone.now())
        here = f"{reverse('criteria:sheet', args=[number])}{_query(shown)}"
        return go_on(request, f"Bộ {shown.number} đã được xác nhận.", here)

    return answered(request, form, step) or _shown(request, shown, form)


def _shown(request: HttpRequest, shown: Sheet, form: ConfirmSheetForm | None) -> HttpResponse:
    confirmation = confirmation_of(shown)
    if form is None and confirmation is None and may_confirm_sheets(request.user):
        form = ConfirmSheetForm(initial={"seen_hash": shown.sheet_hash})
    context = {**sheet_page(shown), "confirmation": confirmation, "base": _base(request)}
    context |= {"versions": versions_page(shown, _in_force(shown.number)), "query": _query(shown)}
    return show(request, "criteria/sheet.html", form=form, printed_at=timezone.now(), **context)


def _law() -> Law:
    return law_on(timezone.localdate())


def _in_force(number: int) -> Sheet | None:
    try:
        return _law().sheet_in_force(number)
    except UnknownSheetError:
        return None


def _sheet(request: HttpRequest, number: int) -> Sheet:
    regime, _, version = request.GET.get("phien-ban", "").partition("-")
    try:
        if is_number(version):
            return get_sheet(regime, number, int(version))
        return _law().sheet_in_force(number)
    except UnknownSheetError as error:
        raise Http404 from error


def _query(shown: Sheet) -> str:
    """What follows the address of a sheet that is not the one in force."""
    return "" if shown is _in_force(shown.number) else f"?phien-ban={shown.regime}-{shown.version}"


def _base(request: HttpRequest) -> str:
    """Signed-in people keep their own navigation, which is Vietnamese; everybody else reads a public page."""
    at_work = request.user.is_authenticated and get_language() != "en"
    return "web/base_work.html" if at_work else "web/base_public.html"
