"""What every page of the producer's side shares: the gatekeeper, the way back, and on whose behalf someone acts."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.access import get_dossier_for
from ocop.dossiers.rules import acts_for
from ocop.filing.pages.dossier import own_trail
from ocop.pages.answering import show
from ocop.pages.person import signed_in
from ocop.producers.queries import on_behalf_of

P = ParamSpec("P")
CHECK = "kiem-tra"


def producer_page(
    view: Callable[Concatenate[HttpRequest, Dossier, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the dossier of its address, for those who act for its producer; everyone else gets 404."""

    @wraps(view)
    def opened(request: HttpRequest, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        dossier = get_dossier_for(request.user, pk)
        if not acts_for(signed_in(request), dossier.producer):
            raise Http404
        return view(request, dossier, *args, **kwargs)

    return opened


def show_dossier(
    request: HttpRequest, template: str, dossier: Dossier, *crumbs: tuple[str, str], **context: Any
) -> HttpResponse:
    """Render a page of a dossier with its breadcrumbs and the name of the producer acted for."""
    behalf = on_behalf_of(signed_in(request), dossier.producer)
    shared: dict[str, Any] = {"dossier": dossier, "crumbs": own_trail(dossier, *crumbs), "behalf": behalf}
    return show(request, f"filing/{template}.html", **shared, **context)


def came_from_check(request: HttpRequest) -> bool:
    """Whether the page was opened by "Sửa" on the check page, to which it returns."""
    return CHECK in (request.GET.get("tu"), request.POST.get("back"))
