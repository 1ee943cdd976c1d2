"""The way back in: ask for a link by the own address, hand one over to somebody one knows, set the password."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ocop.pages.answering import answered, carried_out, go_on, pressed, show
from ocop.pages.opening import link_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people.contact_forms import ForgottenForm, VouchForm
from ocop.people.forms import NewPasswordForm
from ocop.people.models import UserAccount
from ocop.people.one_time import RECOVERY
from ocop.people.operations import (
    ask_second_person,
    make_recovery_link,
    mend_as_second,
    recover,
    send_recovery,
    vouch_for_phone,
)
from ocop.people.queries.finding import account_at_door
from ocop.people.rules import may_help
from ocop.people.rules_mending import may_second, needs_second_person
from ocop.people.second_person import PASSWORD, SECOND_FACTOR, has_second_factor, mending_behind

SHOWN = "recovery_link"  # in the helper's session: theirs to hand over, nobody else's to read

LINKS: dict[str, Callable[..., str]] = {
    "link": make_recovery_link,
    "password": partial(ask_second_person, what=PASSWORD),
    "second-factor": partial(ask_second_person, what=SECOND_FACTOR),
}


@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Send a link to a proved address; whether there is such an account, the answer does not say."""
    form = ForgottenForm(request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        if found := account_at_door(given["email"]):
            send_recovery(found, at=timezone.now())
        return redirect("account_reset_password_done")

    return answered(request, form, step) or show(request, "account/password_reset.html", form=form)


@link_page
def set_password(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """What the link opens: a new password, then the ordinary sign-in with its second factor."""
    found = RECOVERY.behind(key, token)
    if found is None:
        return render(request, "people/link_over.html", status=410)
    form = NewPasswordForm(found, request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        recover(key, token, password=given["new_password1"], at=timezone.now())
        return go_on(request, f"Đã đặt mật khẩu mới. Hãy đăng nhập bằng tên “{found.username}”.", "account_login")

    return answered(request, form, step) or show(request, "people/recover.html", form=form, account=found)


@never_cache
@typing_page
def help_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who knows the person says that the telephone is theirs, or hands over a link."""
    user, account = signed_in(request), get_object_or_404(UserAccount, pk=pk)
    permit(may_help(user, account))
    if (action := request.POST.get("action", "")) in LINKS:
        pressed(request, lambda *, by, at: _remember(request, LINKS[action](account, by=by, at=at), pk, action))
        return redirect("people:help", pk)
    form = VouchForm(request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        vouch_for_phone(account, reason=given["reason"], by=user, at=timezone.now())
        return go_on(request, f"Đã xác nhận số điện thoại của {account}.", "people:help", pk)

    return answered(request, form, step) or show(
        request, "people/help.html", form=form, account=account, **_ways(request, account)
    )


def _ways(request: HttpRequest, account: UserAccount) -> dict[str, Any]:
    """What can be done for somebody, and the link that was made a moment ago."""
    kept = request.session.get(SHOWN, {})
    is_open = kept.get("account") == account.pk and (kept["for"] != "link" or account.recovery_at)
    return {
        "shown": kept if is_open else {},
        "takes_two": needs_second_person(account),
        "has_second_factor": has_second_factor(account),
        "crumbs": [("Trang chủ", reverse("web:home")), (f"Giúp {account} đăng nhập", "")],
    }


def _remember(request: HttpRequest, link: str, pk: int, action: str) -> None:
    request.session[SHOWN] = {"account": pk, "link": link, "for": action}


@never_cache
@typing_page
def second(request: HttpRequest, token: str) -> HttpResponse:
    """The second person says how they know who wants back in; only then something happens."""
    found = mending_behind(token)
    if found is None:
        return render(request, "people/link_over.html", status=410)
    permit(may_second(signed_in(request), found.account, asked_by=found.asked_by))
    form = VouchForm(request.POST or None)

    def lead(link: str) -> HttpResponse:
        if not link:
            return go_on(request, f"Đã bỏ lớp xác thực thứ hai của {found.account}. Người này được báo.", "web:home")
        return show(request, "people/mended.html", account=found.account, link=link)

    crumbs = [("Trang chủ", reverse("web:home")), (f"Xác nhận giúp {found.account} đăng nhập", "")]
    return carried_out(request, form, partial(mend_as_second, token), lead) or show(
        request, "people/mending.html", form=form, mending=found, crumbs=crumbs
    )
