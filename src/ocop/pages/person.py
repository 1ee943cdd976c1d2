"""The signed-in person of a page."""

from django.http import Http404, HttpRequest

from ocop.people.models import UserAccount


def signed_in(request: HttpRequest) -> UserAccount:
    """Return the signed-in account; raises ``Http404`` for a stranger."""
    if not isinstance(request.user, UserAccount):
        raise Http404
    return request.user
