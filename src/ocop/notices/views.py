"""Pages of notices: the list, opening one (it is read then), reading all, choosing channels per kind."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from ocop.pages.answering import leaf
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.person import signed_in

from .operations import choose, mark_read
from .pages import choice_groups, choices_typed
from .queries import get_notice_for, notices_of
from .sending import page_of

A_PAGE = 30


@reading_page
def notice_list(request: HttpRequest) -> HttpResponse:
    """Own notices, newest first."""
    page = leaf(request, notices_of(request.user), A_PAGE)
    return render(request, "notices/notices.html", {"page": page})


@reading_page
@never_cache
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the page a notice speaks of; the notice counts as read."""
    notice = get_notice_for(request.user, pk)
    if notice.read_at is None:
        mark_read(notices_of(request.user).filter(pk=pk), by=signed_in(request), at=timezone.now())
    return redirect(page_of(notice))


@button
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all own notices as read."""
    mark_read(notices_of(request.user), by=signed_in(request), at=timezone.now())
    return redirect("notices:list")


@typing_page
def choices(request: HttpRequest) -> HttpResponse:
    """Choose which kinds of notices also leave by mail."""
    person = signed_in(request)
    if request.method == "POST":
        choose(choices_typed(set(request.POST.getlist("gui"))), by=person, at=timezone.now())
        messages.success(request, "Đã lưu lựa chọn của bạn.")
        return redirect("notices:choices")
    crumbs = [("Thông báo", reverse("notices:list")), ("Cách nhận", "")]
    return render(request, "notices/choices.html", {"groups": choice_groups(person), "crumbs": crumbs})
