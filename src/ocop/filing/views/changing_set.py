"""Choose another set for a draft: find it, read what becomes of the answers, change (QĐ 26/2026, Phụ lục I)."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.models import Dossier
from ocop.filing.operations.changing_set import change_set
from ocop.filing.pages.changing_set import change_page, choosing_page, chosen_set
from ocop.filing.rules import may_change_set
from ocop.filing.views.for_producer import producer_page, show_dossier
from ocop.pages.answering import attempt
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit

TITLE = "Đổi bộ sản phẩm"


@producer_page
def change(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Show the sets, then what becomes of the answers under the chosen one; change when the button is pressed."""
    user, today = signed_in(request), timezone.localdate()
    permit(may_change_set(user, dossier))
    number = chosen_set(dossier, request.POST.get("bo", request.GET.get("bo", "")), on=today)
    address = reverse("filing:change_set", args=[dossier.pk])
    if number is None:
        context = choosing_page(dossier, request.GET.get("q", ""), address=address, on=today)
        return show_dossier(request, "choose_set", dossier, (TITLE, ""), **context)
    if request.method == "POST":
        act = partial(change_set, dossier, set_number=number, by=user, at=timezone.now())
        attempt(request, act, f"Hồ sơ nay dùng bộ {number}. Câu trả lời còn phù hợp đã được giữ.")
        return redirect("filing:detail", dossier.pk)
    context = change_page(dossier, number, on=today)
    return show_dossier(request, "change_set", dossier, (TITLE, address), (f"Bộ {number}", ""), **context)
