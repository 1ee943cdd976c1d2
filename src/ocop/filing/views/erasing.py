"""Erase what is kept about a producer's people, on request: the administrator's page. What a decision published stays."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from ocop.filing.operations.erasing import erase_personal_data
from ocop.filing.rules import may_erase_personal_data
from ocop.pages.answering import answered, go_on, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people.forms import ErasingForm
from ocop.producers.queries import get_producer_for


@typing_page
def erase(request: HttpRequest, producer_pk: int) -> HttpResponse:
    """Ask for the request it is done on; it cannot be undone, so a tick confirms it."""
    user, producer = signed_in(request), get_producer_for(request.user, producer_pk)
    permit(may_erase_personal_data(user, producer))
    form = ErasingForm(request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        erase_personal_data(producer, reason=given["reason"], by=user, at=timezone.now())
        return go_on(request, "Đã xoá dữ liệu cá nhân theo yêu cầu.", "producers:detail", producer_pk)

    back = reverse("producers:detail", args=[producer_pk])
    return answered(request, form, step) or show(
        request, "filing/erase.html", form=form, whose=producer.name, back=back
    )
