"""The work list of the group and one dossier before it: read, start, open its files (QĐ 26/2026, Đ.7.3.c)."""

from functools import partial
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ocop.advisory.listings import review_listing
from ocop.advisory.operations import start_review
from ocop.advisory.pages.review import evidence_link, review_page
from ocop.advisory.pages.trails import trail
from ocop.advisory.queries.access import get_review_for, reviews_visible_to, standing_towards
from ocop.advisory.queries.photos import get_photo_for
from ocop.advisory.queries.worklist import FILTERS, group_list, review_queue, review_rows
from ocop.advisory.rules import may_read_review
from ocop.dossiers.models import Dossier
from ocop.dossiers.sending import evidence_pages
from ocop.pages.answering import leaf, pressed, show
from ocop.pages.opening import button, reading_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.paper.lists import asked_form, list_response
from ocop.people.models import UserAccount
from ocop.reviewing.pages.chips import chips_of
from ocop.reviewing.queries.worklists import states_of

PER_PAGE = 50


@reading_page
def reviews(request: HttpRequest) -> HttpResponseBase:
    """List the dossiers before the group, the nearest deadline first."""
    user = signed_in(request)
    asked = request.GET.get("loc", "")
    chosen = asked if asked in FILTERS else "can-lam"
    visible = reviews_visible_to(user)
    wanted = review_queue(user, chosen, visible)
    if form := asked_form(request):
        listing = review_listing(wanted, chosen=chosen, today=timezone.localdate(), at=timezone.now())
        return list_response(listing, form=form)
    found = leaf(request, wanted, PER_PAGE)
    counts = states_of(visible)
    return show(
        request, "advisory/reviews.html", page=found, rows=review_rows(found, today=timezone.localdate()), chosen=chosen,
        chips=chips_of(FILTERS, counts, chosen, lambda value: urlencode({"loc": value})),
        query_string=urlencode({"loc": chosen}), has_group=bool(found) or group_list(user).exists(), crumbs=trail(),
    )  # fmt: skip


@reading_page
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a dossier to the group and to the office: what was found, the report, the dossier itself, the next steps."""
    user, dossier = signed_in(request), get_review_for(request.user, pk)
    standing = standing_towards(dossier, user)
    permit(may_read_review(standing))
    context = review_page(dossier, user, standing, link_of=evidence_link(dossier), today=timezone.localdate())
    return show(request, "advisory/review.html", **context, crumbs=trail(dossier=dossier))


@button
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dossier of the round on."""
    dossier = get_review_for(request.user, pk)
    pressed(request, partial(start_review, dossier), f"Tổ tư vấn bắt đầu đánh giá “{dossier.product.name}”.")
    return redirect("advisory:review", pk)


def _dossier_read_by(user: UserAccount, pk: int) -> Dossier:
    dossier = get_review_for(user, pk)
    permit(may_read_review(standing_towards(dossier, user)))
    return dossier


def _back_of(_: UserAccount, dossier: Dossier, pk: int) -> tuple[str, str]:
    return (dossier.product.name, reverse("advisory:review", args=[pk]))


review_evidence, review_picture, review_viewer, review_leaf = evidence_pages(_dossier_read_by, _back_of)
survey_photo, survey_picture, survey_viewer, survey_leaf = evidence_pages(_dossier_read_by, _back_of, get_photo_for)
