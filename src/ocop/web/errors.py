"""Error pages in plain words: what happened, what became of your answers, whom to ask. No code numbers, no technical words."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ocop.people.entering.waiting import old_form

FROM_ELSEWHERE = (
    "Origin",
    "Referer",
)  # how Django's reasons begin when another site, or nobody says which, made the form


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was open too long or came from elsewhere; one of an earlier sign-in on this device is not lost."""
    if not reason.startswith(FROM_ELSEWHERE) and (answer := old_form(request)) is not None:
        return answer
    return render(request, "web/errors/csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address or a form that was not understood."""
    return render(request, "web/errors/bad_request.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a person who may not do this; the reason is shown when a rule gave one."""
    return render(request, "web/errors/permission_denied.html", {"reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer that nothing is here, or nothing this person may see."""
    return render(request, "web/errors/not_found.html", status=404)


def not_served(request: HttpRequest, **_: str) -> HttpResponse:
    """Stand before an address of a library that this system does not offer; raises ``Http404``."""
    raise Http404


def too_long(request: HttpRequest, *, most: int) -> HttpResponse:
    """Answer a request that carries more than this many MB."""
    return render(request, "web/errors/too_long.html", {"most": most}, status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something broke; the page asks nothing of the database, which may be what broke."""
    return render(
        None, "web/errors/server_error.html", {"language": getattr(request, "LANGUAGE_CODE", "vi")}, status=500
    )
