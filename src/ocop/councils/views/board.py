"""The board of a meeting, and the steps on one product that start from it: open, read, stand back, close."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ocop.advisory.queries import get_signed_photo_for
from ocop.councils import rules
from ocop.councils.forms import CloseForm, PostponeForm, RecusalForm
from ocop.councils.listings import meeting_listing
from ocop.councils.models import AgendaItem
from ocop.councils.operations import close_item as close
from ocop.councils.operations import declare_recusal, postpone_item
from ocop.councils.operations import open_item as start
from ocop.councils.pages.board_cells import draw_rows
from ocop.councils.pages.meetings import closing_page
from ocop.councils.pages.reports import reports_of
from ocop.councils.pages.trails import back_to_board, evidence_link, trail
from ocop.councils.queries.access import get_item_for, get_meeting_for
from ocop.councils.queries.board import board_of
from ocop.councils.queries.meetings import sent_back
from ocop.councils.queries.standing import Standing, standing_in_item, standing_in_meeting
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.read_view import read_view
from ocop.dossiers.sending import evidence_pages
from ocop.pages.answering import carried_out, pressed, show
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.paper.lists import asked_form, list_response
from ocop.people.models import UserAccount
from ocop.people.rights import ALLOWED, Verdict
from ocop.reviewing.queries.renewing import signed_office_report


@reading_page
def meeting(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show members × products with honest states; results stand beside a product once it is closed."""
    user, found = signed_in(request), get_meeting_for(request.user, pk)
    standing = standing_in_meeting(found, user)
    board = board_of(found, standing)
    if as_file := asked_form(request):
        return list_response(meeting_listing(found, board, at=timezone.now()), form=as_file)
    return show(
        request, "councils/meeting.html", meeting=found, standing=standing, board=board, rows=draw_rows(board, standing, get_token(request)),
        may_record=rules.may_record_attendance(standing, found), may_arrange=not board.rows and rules.may_arrange(user, found),
        may_sign=rules.may_sign_report(standing, found), crumbs=trail(meeting=found),
    )  # fmt: skip


@button
def open_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a product for scoring."""
    item = get_item_for(request.user, pk)
    words = f"Đã mở chấm “{item.dossier.product.name}”."
    pressed(request, partial(start, item), words)
    return redirect(f"{reverse('councils:meeting', args=[item.meeting_id])}#sp-{item.pk}")


@reading_page
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the dossier of a product: summary, self-assessment, Form 03, evidence in place."""
    user, found = signed_in(request), get_item_for(request.user, pk)
    standing = standing_in_item(found, user)
    permit(rules.may_read_item(standing))
    return show(
        request, "councils/item.html", item=found, standing=standing, view=read_view(found.dossier, link_of=evidence_link(found)),
        assessment=getattr(found.dossier, "commune_assessment", None), may_score=rules.may_score(standing, found),
        may_open=rules.may_open_item(standing, found), may_close=rules.may_close_item(standing, found),
        may_recuse=rules.may_declare_recusal(standing, found), may_see=rules.may_see_result(standing, found),
        sent_back=sent_back([found.dossier_id]).get(found.dossier_id), **reports_of(found),
        office_report=signed_office_report(found.dossier),
        crumbs=trail(item=found),
    )  # fmt: skip


def _dossier_read_by(user: UserAccount, pk: int) -> Dossier:
    found = get_item_for(user, pk)
    permit(rules.may_read_item(standing_in_item(found, user)))
    return found.dossier


def _back_of(_: UserAccount, dossier: Dossier, pk: int) -> tuple[str, str]:
    return (dossier.product.name, reverse("councils:item", args=[pk]))


item_evidence, item_picture, item_viewer, item_leaf = evidence_pages(_dossier_read_by, _back_of)
survey_photo, survey_picture, survey_viewer, survey_leaf = evidence_pages(
    _dossier_read_by, _back_of, get_signed_photo_for
)


@typing_page
def recusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a member stand back from one product."""
    item, form = _item_for(request, pk, rules.may_declare_recusal), RecusalForm(request.POST or None)
    crumbs = trail(item=item, last="Không tham gia chấm")
    return carried_out(request, form, partial(declare_recusal, item), back_to_board(item)) or show(
        request, "councils/recusal.html", item=item, form=form, crumbs=crumbs
    )


@typing_page
def close_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, name the missing sheets, then close."""
    user, found = signed_in(request), get_item_for(request.user, pk)
    standing = standing_in_item(found, user)
    permit(ALLOWED if standing.presides else rules.CHAIR_ONLY)
    form = CloseForm(request.POST or None)
    if answer := carried_out(request, form, partial(close, found), lambda _: redirect("councils:result", pk)):
        return answer
    context = closing_page(found, standing)
    form.fields["reason"].required = bool(context["missing"])  # for the label; the operation asks for it
    return show(request, "councils/close.html", form=form, **context)


@typing_page
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then leave the product to a later meeting."""
    item, form = _item_for(request, pk, rules.may_postpone), PostponeForm(request.POST or None)
    crumbs = trail(item=item, last="Hoãn sang phiên sau")
    return carried_out(request, form, partial(postpone_item, item), back_to_board(item)) or show(
        request, "councils/postpone.html", item=item, form=form, crumbs=crumbs
    )


def _item_for(request: HttpRequest, pk: int, rule: Callable[[Standing, AgendaItem], Verdict]) -> AgendaItem:
    """The product, for those whom the rule of the step allows it now."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    permit(rule(standing_in_item(item, user), item))
    return item
