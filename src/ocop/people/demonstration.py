"""The demonstration and an installation that people rely on stay apart: invented accounts have a published password.

Three doors: outside the demonstration an invented account does not sign in (``adapter``), a session of one is nobody's, whatever
backend began it (``SignedInAccount``), and the server does not start on data of a demonstration (``refuse_invented_data``).
"""

import sys

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import FieldDoesNotExist
from django.db import DatabaseError, models
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .models import UserAccount

ONLY_THERE = "Tài khoản trình diễn chỉ đăng nhập được ở bản trình diễn. Hãy dùng tài khoản của chính bạn."
INVENTED_DATA = (
    "Không khởi động: cơ sở dữ liệu này chứa dữ liệu trình diễn (tài khoản có mật khẩu công khai). "
    "Hãy đặt OCOP_DATA_DIR hoặc OCOP_DATABASE_URL tới dữ liệu thật, hoặc chạy “ocop demo” nếu muốn xem bản trình diễn."
)


def is_kept_out(account: UserAccount | AnonymousUser) -> bool:
    """Whether this account belongs to a demonstration and this is none."""
    return isinstance(account, UserAccount) and account.is_demo and not settings.OCOP_DEMO


def holds_invented_data() -> bool:
    """Whether any record of this database was invented for a demonstration; one without tables holds none."""
    try:
        return any(kind._default_manager.filter(is_demo=True).exists() for kind in _kinds_that_can_be_invented())
    except DatabaseError:
        return False  # not prepared, or away: the sign-in keeps invented accounts out all the same


def _kinds_that_can_be_invented() -> list[type[models.Model]]:
    return [UserAccount, *(kind for kind in apps.get_models() if kind is not UserAccount and _says_demo(kind))]


def _says_demo(kind: type[models.Model]) -> bool:
    try:
        kind._meta.get_field("is_demo")
    except FieldDoesNotExist:
        return False
    return True


def refuse_invented_data() -> None:
    """End the process with one sentence when data of a demonstration would be served as real."""
    if not settings.OCOP_DEMO and holds_invented_data():
        sys.exit(INVENTED_DATA)


class SignedInAccount(AuthenticationMiddleware):
    """Django's middleware, for which the session of an invented account outside the demonstration is nobody's."""

    def process_request(self, request: HttpRequest) -> None:
        """Put the signed-in person on the request; looked up when first asked for."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _who(request))  # type: ignore[assignment]


def _who(request: HttpRequest) -> UserAccount | AnonymousUser:
    found = get_user(request)
    return AnonymousUser() if is_kept_out(found) else found
