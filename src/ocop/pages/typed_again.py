"""Signing in again without losing what was typed: a form sent after the sign-in ran out waits in the session (pattern 51).

Only the words are kept, for the same browser and the same page, until the person has signed in again; files have to be
chosen again, and nothing is saved before the person presses "Lưu".
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict

KEY = "typed_before_signing_in"
MOST = 65_536
NOT_KEPT = ("csrfmiddlewaretoken", "action")


def keep_typed(request: HttpRequest) -> None:
    """Put a form that came without a sign-in aside."""
    data = request.POST.copy()
    for name in NOT_KEPT:
        data.pop(name, None)
    text = data.urlencode()
    if 0 < len(text) <= MOST:
        request.session[KEY] = {"page": request.get_full_path(), "typed": text}


def typed_again(request: HttpRequest) -> QueryDict | None:
    """Return what was typed on this page before the sign-in ran out, once; says so to the person."""
    kept = request.session.get(KEY)
    if request.method != "GET" or not kept or kept["page"] != request.get_full_path():
        return None
    del request.session[KEY]
    messages.warning(
        request, "Bạn vừa đăng nhập lại. Nội dung đã gõ còn nguyên nhưng chưa lưu; tệp đính kèm cần chọn lại."
    )
    return QueryDict(kept["typed"])


def keeps_typed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Put a form aside that is sent after the sign-in ran out, so that nothing typed is lost."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            keep_typed(request)
        return view(request, *args, **kwargs)

    return opened
