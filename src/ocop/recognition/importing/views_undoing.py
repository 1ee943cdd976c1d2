"""Take a whole import back, on the page of an administrator or of the office that brought it in; what was built upon it is named instead."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from ocop.pages.answering import answered, go_on, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.recognition.importing.forms import UndoForm
from ocop.recognition.importing.rules import may_undo
from ocop.recognition.importing.undoing import undo_import
from ocop.recognition.models import ImportBatch


@typing_page
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes and what stays, ask for a tick, and take the import back."""
    user, batch = signed_in(request), get_object_or_404(ImportBatch, pk=pk)
    permit(may_undo(user, batch))
    form = UndoForm(request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        count = undo_import(batch, reason=given["reason"], by=user, at=timezone.now())
        return go_on(
            request, f"Đã hoàn tác lượt nhập số {batch.pk}: {count} giấy chứng nhận.", "importing:mapping_queue"
        )

    context: dict[str, Any] = {"batch": batch, "back": reverse("importing:mapping_queue")}
    return answered(request, form, step) or show(request, "importing/undo.html", form=form, **context)
