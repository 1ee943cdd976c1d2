"""Check the own sheet, send it, keep the receipt."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ocop.councils.arithmetic import Mark
from ocop.councils.forms import OpinionForm, SealForm
from ocop.councils.models import AgendaItem
from ocop.councils.operations import give_opinion, seal_sheet
from ocop.councils.pages.scoring import check_page, chosen_lines
from ocop.councils.pages.trails import trail
from ocop.councils.queries.access import get_item_for
from ocop.councils.queries.scoring import law_sheet_of, own_marks, progress_of
from ocop.councils.queries.sheets import next_to_score
from ocop.councils.queries.standing import Standing, standing_in_item
from ocop.councils.rules import may_score
from ocop.councils.views.scoring import refused_to_score
from ocop.dossiers.law import law_of
from ocop.pages.answering import answered, show
from ocop.pages.opening import reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.people.models import UserAccount


@typing_page
def seal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the whole own sheet to check; a post sends it for good."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    standing = standing_in_item(item, user)
    if standing.sealed:  # also the second of two clicks
        return redirect("councils:sheet_receipt", pk)
    if not (verdict := may_score(standing, item)):
        return refused_to_score(request, item, verdict)
    marks = own_marks(standing.sheet)
    form = _form_of(request, item, standing, {code: mark.note for code, mark in marks.items()})

    def step(_given: dict[str, Any]) -> HttpResponse:
        _send(item, form, marks, by=user)
        return redirect("councils:sheet_receipt", pk)

    return answered(request, form, step) or show(request, "councils/seal.html", form=form, **check_page(item, standing))


def _form_of(request: HttpRequest, item: AgendaItem, standing: Standing, notes: dict[str, str]) -> SealForm:
    """The form that sends a sheet: with an opinion and its reason where the council is asked in writing (Đ.7.6.d)."""
    kind = OpinionForm if item.meeting.in_writing else SealForm
    comment = standing.sheet.comment if standing.sheet else ""
    return kind(request.POST or None, initial={"comment": comment}, notes=notes)


def _send(item: AgendaItem, form: SealForm, marks: Mapping[str, Mark], *, by: UserAccount) -> None:
    """Send the sheet, with the notes that the member typed anew."""
    meant = [replace(marks[code], note=note) for code, note in form.notes().items() if note != marks[code].note]
    if isinstance(form, OpinionForm):
        give_opinion(item, **form.opinion(), meant=meant, by=by, at=timezone.now())
    else:
        seal_sheet(item, comment=form.cleaned_data["comment"], meant=meant, by=by, at=timezone.now())


@reading_page
def sheet_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the receipt of the own sheet with what was sent; nobody else's."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    standing = standing_in_item(item, user)
    if not standing.sealed or standing.sheet is None:
        raise Http404
    law, marks = law_sheet_of(item), own_marks(standing.sheet)
    return show(
        request, "councils/receipt.html", item=item, sheet=standing.sheet, progress=progress_of(law_of(item.dossier), marks), lines=chosen_lines(law, marks),
        next_item=next_to_score(item, standing), crumbs=trail(item=item, last="Biên nhận"),
    )  # fmt: skip
