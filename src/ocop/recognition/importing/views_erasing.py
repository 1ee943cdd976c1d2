"""Erase what people wrote into a list, on request: the administrator's page. What a decision published stays."""

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
from ocop.recognition.importing.erasing import erase_import_words
from ocop.recognition.importing.rules import may_erase_import_words
from ocop.recognition.models import ImportBatch


@typing_page
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the request it is done on; it cannot be undone, so a tick confirms it."""
    permit(may_erase_import_words(request.user))
    user, batch = signed_in(request), get_object_or_404(ImportBatch, pk=pk)
    form = ErasingForm(request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        erase_import_words(batch, reason=given["reason"], by=user, at=timezone.now())
        return go_on(request, "Đã xoá lời ghi của lượt nhập theo yêu cầu.", "importing:mapping_queue")

    whose, back = f"Lượt nhập danh sách số {batch.pk}", reverse("importing:mapping_queue")
    return answered(request, form, step) or show(request, "importing/erase.html", form=form, whose=whose, back=back)
