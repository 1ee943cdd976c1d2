"""With OCOP_STAFF_MFA=required, whoever holds an official role sets up a second factor before anything else."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from .models import UserAccount
from .rules import is_official

ALWAYS_OPEN = ("/tai-khoan/", "/static/", "/i18n/")


class StaffSecondFactor:
    """Middleware: sends officials without a second factor to the page that sets one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, unless a second factor is missing."""
        if settings.OCOP_STAFF_MFA == "required" and self.is_missing(request):
            messages.info(request, "Vai trò của bạn cần xác thực hai lớp. Hãy cài đặt một lần, khoảng 2 phút.")
            return HttpResponseRedirect(f"{reverse('mfa_activate_totp')}?{urlencode({'next': request.path})}")
        return self.get_response(request)

    def is_missing(self, request: HttpRequest) -> bool:
        """Whether this person must have a second factor and has none."""
        user = request.user
        if not isinstance(user, UserAccount) or request.path.startswith(ALWAYS_OPEN):
            return False
        return is_official(user) and not is_mfa_enabled(user)
