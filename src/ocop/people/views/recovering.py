"""The way back in: ask for a link by the own address, hand one over to somebody one knows, set the password."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ocop.pages.answering import answered, go_on, pressed, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people.contact_forms import ForgottenForm, VouchForm
from ocop.people.forms import NewPasswordForm
from ocop.people.models import UserAccount
from ocop.people.one_time import RECOVERY
from ocop.people.operations import make_recovery_link, recover, send_recovery, vouch_for_phone
from ocop.people.queries.finding import account_at_door
from ocop.people.rules import may_help

SHOWN = "recovery_link"  # in the helper's session: theirs to hand over, nobody else's to read


@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Send a link to a proved address; whether there is such an account, the answer does not say."""
    form = ForgottenForm(request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        if found := account_at_door(given["email"]):
            send_recovery(found, at=timezone.now())
        return redirect("account_reset_password_done")

    return answered(request, form, step) or show(request, "account/password_reset.html", form=form)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
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
    if request.POST.get("action") == "link":
        pressed(request, lambda *, by, at: _remember(request, make_recovery_link(account, by=by, at=at), pk))
        return redirect("people:help", pk)
    form = VouchForm(request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        vouch_for_phone(account, reason=given["reason"], by=user, at=timezone.now())
        return go_on(request, f"Đã xác nhận số điện thoại của {account}.", "people:help", pk)

    kept = request.session.get(SHOWN, {})
    link = kept.get("link", "") if kept.get("account") == pk and account.recovery_at else ""
    crumbs = [("Trang chủ", reverse("web:home")), (f"Giúp {account} đăng nhập", "")]
    return answered(request, form, step) or show(
        request, "people/help.html", form=form, account=account, link=link, crumbs=crumbs
    )


def _remember(request: HttpRequest, link: str, pk: int) -> None:
    request.session[SHOWN] = {"account": pk, "link": link}
