"""The home page of a signed-in person and the living style guide."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ocop.pages.opening import reading_page
from ocop.pages.person import signed_in
from ocop.people.rights import roles_of
from ocop.people.rules import is_official
from ocop.producers.queries import own_producers

from .guide.catalogue import GROUPS, PIECES
from .guide.samples import sample_context
from .home import tasks_of
from .offices.homes import office_homes
from .producer_home import products_at_home
from .role_homes import role_homes


@reading_page
def home_of_role(request: HttpRequest) -> HttpResponse:
    """Show what the person has to do, then what waits for others, then what is done."""
    user = signed_in(request)
    labels = [held.words for held in roles_of(user)]
    today = timezone.localdate()
    context = {
        "tasks": tasks_of(user),
        "role_labels": list(dict.fromkeys(labels)),
        "role_homes": role_homes(user, on=today),
        "office_homes": office_homes(user, on=today),
    }
    if not is_official(user) and (producers := list(own_producers(user))):
        products = products_at_home(user, on=today)
        return render(request, "web/producer_home.html", {**context, "products": products, "producers": producers})
    return render(request, "web/home.html", context)


def _only_in_demo() -> None:
    if not (settings.OCOP_DEMO or settings.DEBUG):
        raise Http404


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """List the pieces of the style guide; shown in the demo only."""
    _only_in_demo()
    return render(request, "web/ui/index.html", {"groups": GROUPS})


@require_safe
def guide_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show one piece in its states; 404 for a piece that does not exist."""
    _only_in_demo()
    if name not in PIECES:
        raise Http404
    return render(request, f"web/ui/{name.replace('-', '_')}.html", {**sample_context(), "piece": PIECES[name]})
