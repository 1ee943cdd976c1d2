"""The page of the device: what it has not sent yet, and a beat that says the server is there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ocop.pages.opening import reading_page


@reading_page
def unsent(request: HttpRequest) -> HttpResponse:
    """Show what this device keeps; the list itself is on the device, so a script draws it."""
    return render(request, "deliveries/unsent.html")


@never_cache
@require_safe
def beat(request: HttpRequest) -> HttpResponse:
    """Answer that the server is there; says nothing else and asks for no session."""
    return HttpResponse(status=204)
