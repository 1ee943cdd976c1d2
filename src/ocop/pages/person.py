"""The signed-in person of a page."""

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

if TYPE_CHECKING:  # this room stands below the accounts; pages of accounts are made of it too
    from ocop.people.models import UserAccount


def signed_in(request: HttpRequest) -> "UserAccount":
    """Return the account of a request; raises ``PermissionDenied`` for a stranger, whom ``login_required`` keeps out before."""
    if not isinstance(request.user, get_user_model()):
        raise PermissionDenied("Hãy đăng nhập.")
    return request.user
