"""Erase who made a complaint, on request: the page of the administrator, who does not read the complaint."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from ocop.complaints.operations import erase_complainant
from ocop.complaints.queries.access import get_complaint
from ocop.complaints.rules import may_erase_complainant, may_erase_complainants
from ocop.pages.answering import answered, go_on, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people.forms import ErasingForm


@typing_page
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the request it is done on; it cannot be undone, so a tick confirms it."""
    user = signed_in(request)
    permit(may_erase_complainants(user))
    found = get_complaint(pk)
    permit(may_erase_complainant(user, found))
    form = ErasingForm(request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        erase_complainant(found, reason=given["reason"], by=user, at=timezone.now())
        return go_on(request, "Đã xoá dữ liệu cá nhân theo yêu cầu.", "products:detail", found.product_id)

    whose = f"Khiếu nại số {found.pk} về {found.product.name}"
    back = reverse("products:detail", args=[found.product_id])
    return answered(request, form, step) or show(request, "complaints/erase.html", form=form, whose=whose, back=back)
