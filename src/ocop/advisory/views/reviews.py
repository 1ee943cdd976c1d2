"""The work list of the group and one dossier before it: read, start, open its files (QĐ 26/2026, Đ.7.3.c)."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ocop.advisory.listings import review_listing
from ocop.advisory.operations import start_review
from ocop.advisory.pages.review import evidence_link, review_page
from ocop.advisory.pages.trails import trail
from ocop.advisory.queries.access import get_review_for, reviews_visible_to, standing_towards
from ocop.advisory.queries.worklist import FILTERS, group_list, review_queue, review_rows
from ocop.advisory.rules import may_read_review
from ocop.dossiers.models import Dossier
from ocop.dossiers.sending import serve, serve_picture
from ocop.pages.answering import attempt, leaf, show
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.paper.lists import asked_form, list_response
from ocop.people.models import UserAccount
from ocop.reviewing.pages.chips import chips_of
from ocop.reviewing.queries.worklists import states_of

PER_PAGE = 50


@login_required
@require_GET
def reviews(request: HttpRequest) -> HttpResponseBase:
    """List the dossiers before the group, the nearest deadline first."""
    user = signed_in(request)
    asked = request.GET.get("loc", "")
    chosen = asked if asked in FILTERS else "can-lam"
    wanted = review_queue(user, chosen)
    if form := asked_form(request):
        listing = review_listing(wanted, chosen=chosen, today=timezone.localdate(), at=timezone.now())
        return list_response(listing, form=form)
    found = leaf(request, wanted, PER_PAGE)
    counts = states_of(reviews_visible_to(user))
    return show(
        request, "advisory/reviews.html", page=found, rows=review_rows(found, today=timezone.localdate()), chosen=chosen,
        chips=chips_of(FILTERS, counts, chosen, lambda value: urlencode({"loc": value})),
        query_string=urlencode({"loc": chosen}), groups=group_list(user), crumbs=trail(),
    )  # fmt: skip


@login_required
@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a dossier to the group and to the office: what was found, the report, the dossier itself, the next steps."""
    user, dossier = signed_in(request), get_review_for(request.user, pk)
    standing = standing_towards(dossier, user)
    permit(may_read_review(standing))
    context = review_page(dossier, user, standing, link_of=evidence_link(dossier), today=timezone.localdate())
    return show(request, "advisory/review.html", **context, crumbs=trail(dossier=dossier))


@login_required
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dossier of the round on."""
    dossier = get_review_for(request.user, pk)
    attempt(
        request,
        lambda: start_review(dossier, by=signed_in(request), at=timezone.now()),
        f"Tổ tư vấn bắt đầu đánh giá “{dossier.product.name}”.",
    )
    return redirect("advisory:review", pk)


def _dossier_read_by(user: UserAccount, pk: int) -> Dossier:
    dossier = get_review_for(user, pk)
    permit(may_read_review(standing_towards(dossier, user)))
    return dossier


@login_required
@require_GET
def review_evidence(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponseBase:
    """Send a file of the dossier as a download."""
    user = signed_in(request)
    return serve(user, _dossier_read_by(user, pk), evidence_pk)


@login_required
@require_GET
def review_picture(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponseBase:
    """Send a picture of the dossier, small or large, to be shown in place."""
    user, side = signed_in(request), 1600 if request.GET.get("co") == "lon" else 320
    return serve_picture(user, _dossier_read_by(user, pk), evidence_pk, side)
