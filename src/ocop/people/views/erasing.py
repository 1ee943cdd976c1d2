"""Erase who an account belonged to, on request: the administrator's page. What was signed stays as it was signed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from ocop.pages.answering import answered, go_on, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people.forms import ErasingForm
from ocop.people.models import UserAccount
from ocop.people.operations import erase_account
from ocop.people.rules import may_erase_account, may_manage_accounts


@typing_page
def erase_account_data(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the request it is done on; it cannot be undone, so a tick confirms it."""
    permit(may_manage_accounts(request.user))
    user, account, now = signed_in(request), get_object_or_404(UserAccount, pk=pk), timezone.now()
    permit(may_erase_account(user, account, at=now))
    form = ErasingForm(request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        erase_account(account, reason=given["reason"], by=user, at=now)
        return go_on(request, "Đã xoá dữ liệu cá nhân theo yêu cầu.", "people:person", pk)

    return answered(request, form, step) or show(
        request, "people/erase_account.html", form=form, account=account, whose=account,
        back=reverse("people:person", args=[pk]),
    )  # fmt: skip
