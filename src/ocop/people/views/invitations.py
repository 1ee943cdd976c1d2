"""Invite somebody, hand over the link that works once, and the page on which the invited person sets a password."""

from functools import partial
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from ocop.pages.answering import answered, attempt, carried_out, go_on, show
from ocop.pages.opening import button, link_page, reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people import invitations as rooms
from ocop.people.entering.devices import remember_device
from ocop.people.forms import ConfirmationForm, InvitationForm, NewPasswordForm
from ocop.people.pages import hand_over, invitation_page
from ocop.people.rules import may_confirm_person, may_invite, may_manage_accounts


@typing_page
def invite(request: HttpRequest) -> HttpResponse:
    """An administrator invites somebody; the role is given on the next page."""
    permit(may_manage_accounts(request.user))
    form = InvitationForm(request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        made = rooms.invite_person(**given, by=signed_in(request), at=timezone.now())
        hand_over(request, made)
        return redirect("people:invitation", made.pk)

    crumbs = [("Tài khoản và vai trò", reverse("people:assignments")), ("Mời người mới", "")]
    return answered(request, form, step) or show(request, "people/invite.html", form=form, crumbs=crumbs)


@reading_page
@never_cache
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """One invitation: for whom, whether it was accepted, and the link, for the person who made it."""
    found = rooms.get_invitation_for(request.user, pk)
    return render(request, "people/invitation.html", invitation_page(request, found))


@button
def invitation_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a new link, or show one to be handed over; every older one stops working."""
    found = rooms.get_invitation_for(request.user, pk)
    permit(may_invite(request.user, found.unit_path))
    by_hand = request.POST.get("way") == "hand"
    attempt(request, lambda: hand_over(request, found, by_hand=by_hand))
    return redirect("people:invitation", pk)


@typing_page
def invitation_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody of another office says that the invited person took the account, and how one knows."""
    found = rooms.get_invitation_for(request.user, pk)
    permit(may_confirm_person(request.user, found))
    form = ConfirmationForm(request.POST or None)

    def lead(_: object) -> HttpResponse:
        return go_on(request, f"Đã xác nhận {found.account}.", "people:invitation", pk)

    crumbs = [(f"Lời mời {found.account}", reverse("people:invitation", args=[pk])), ("Xác nhận đúng người", "")]
    return carried_out(request, form, partial(rooms.confirm_person, found), lead) or show(
        request, "people/invitation_confirm.html", form=form, invitation=found, crumbs=crumbs
    )


@link_page
def accept_invitation(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """The invited person sets a password and is signed in."""
    found = rooms.invitation_behind(key, token)
    if found is None:
        return render(request, "people/invitation_over.html", status=410)
    form = NewPasswordForm(found.account, request.POST or None)

    def accept(given: dict[str, Any]) -> HttpResponse:
        account = rooms.accept_invitation(key, token, password=given["new_password1"], at=timezone.now())
        get_adapter(request).login(request, account)
        words = f"Tài khoản đã sẵn sàng. Lần sau hãy đăng nhập bằng tên “{account.username}”."
        answer = go_on(request, words, "web:home")
        remember_device(request, answer, account)
        return answer

    return answered(request, form, accept) or show(
        request, "people/accept_invitation.html", form=form, invitation=found
    )
