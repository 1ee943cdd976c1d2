"""The own address and telephone: ask for a proof, and give it."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ocop.pages.answering import answered, attempt, carried_out, go_on, pressed, show
from ocop.pages.opening import link_page, typing_page
from ocop.pages.person import signed_in
from ocop.people.contact_forms import EmailForm, PhoneCodeForm
from ocop.people.entering.gate import come_back_later
from ocop.people.one_time import EMAIL
from ocop.people.operations import ask_for_email, ask_for_phone_code, verify_email, verify_phone
from ocop.people.operations.contacts import TO_TELEPHONES, count_code, ways_of

HOME = "Tài khoản của tôi"


def _crumbs(here: str) -> list[tuple[str, str]]:
    return [(HOME, reverse("people:account")), (here, "")]


@typing_page
def email(request: HttpRequest) -> HttpResponse:
    """Ask for a new address: it gets a link that works once."""
    user = signed_in(request)
    form = EmailForm(request.POST or None, initial={"email": user.pending_email or user.email})

    def lead(asked: bool) -> HttpResponse:  # noqa: FBT001
        words = "Đã gửi đường dẫn tới địa chỉ mới. Hãy mở hộp thư đó." if asked else "Địa chỉ này đã được xác nhận."
        return go_on(request, words, "people:account")

    return carried_out(request, form, partial(ask_for_email, user), lead) or show(
        request, "people/email.html", form=form, crumbs=_crumbs("Thư điện tử")
    )


@link_page
def email_verify(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """What the link in the mail opens; a press of a button proves the address, so that no mail program does it by looking."""
    found = EMAIL.behind(key, token)
    if found is None:
        return render(request, "people/link_over.html", status=410)
    if request.method == "POST" and attempt(request, lambda: verify_email(key, token, at=timezone.now())):
        return go_on(request, "Đã xác nhận thư điện tử. Bạn đăng nhập được bằng địa chỉ này.", "account_login")
    return render(request, "people/verify_email.html", {"address": found.pending_email})


@typing_page
def phone(request: HttpRequest) -> HttpResponse:
    """Ask for a code to the own telephone, and type it."""
    user = signed_in(request)
    if request.POST.get("action") == "send":
        pressed(request, partial(ask_for_phone_code, user), "Đã gửi mã. Tin nhắn đến trong vài phút.")
        return go_on(request, "", "people:phone")
    form = PhoneCodeForm(request.POST or None)
    if request.method == "POST" and (until := count_code(user, at=timezone.now())):
        return come_back_later(request, until)

    def step(given: dict[str, Any]) -> HttpResponse:
        verify_phone(user, code=given["code"], by=user, at=timezone.now())
        return go_on(request, "Đã xác nhận số điện thoại.", "people:account")

    sends = bool(ways_of(user) & TO_TELEPHONES)
    return answered(request, form, step) or show(
        request, "people/phone.html", form=form, sends=sends, crumbs=_crumbs("Số điện thoại")
    )
