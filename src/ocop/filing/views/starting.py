"""Open a draft, or let it be one of another kind: the choice that the star of a product leaves (QĐ 26/2026, Đ.6.1, Đ.7.5, Đ.7.6)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ocop.dossiers.models import Dossier
from ocop.filing.forms import KindForm
from ocop.filing.operations.starting import change_kind, open_dossier_of, start_dossier
from ocop.filing.pages.kinds import refused_today
from ocop.filing.pages.starting import start_page
from ocop.filing.queries.kinds import kinds_of
from ocop.filing.rules import may_change_kind
from ocop.filing.views.for_producer import producer_page, show_dossier
from ocop.pages.answering import answered, go_on, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.producers.queries import producers_acted_for
from ocop.products.models import Product


@typing_page
def start(request: HttpRequest, product_pk: int) -> HttpResponse:
    """Say what can be filed today, what is needed, how long it takes and who sees the data; then open the draft."""
    user, today = signed_in(request), timezone.localdate()
    own = Product.objects.filter(producer__in=producers_acted_for(user)).select_related("producer__unit", "unit")
    product = get_object_or_404(own, pk=product_pk)
    if existing := open_dossier_of(product):
        return redirect("filing:detail", existing.pk)
    kinds = kinds_of(product, on=today)
    form = KindForm(request.POST if request.method == "POST" else None, today=kinds)

    def begin(given: dict[str, Any]) -> HttpResponse:
        return redirect("filing:detail", start_dossier(product, **given, by=user, at=timezone.now()).pk)

    if answer := answered(request, form, begin):
        return answer
    context = start_page(product, user, on=today) | {"refused": refused_today(kinds)}
    return show(request, "filing/start.html", form=form, **context)


@producer_page
@require_http_methods(["GET", "POST"])
def kind(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Let a draft be one of another kind, for instance when the window of re-recognition closed over it."""
    user = signed_in(request)
    permit(may_change_kind(user, dossier))
    kinds = kinds_of(dossier.product, on=timezone.localdate())
    declared: dict[str, Any] = {"kind": dossier.dossier_type, "late_reason": dossier.late_reason}
    if dossier.target_star in kinds.targets:
        declared["target_star"] = dossier.target_star
    form = KindForm(request.POST or None, today=kinds, initial=declared)

    def step(given: dict[str, Any]) -> HttpResponse:
        changed = change_kind(dossier, **given, by=user, at=timezone.now())
        return go_on(
            request, f"Hồ sơ nay là hồ sơ “{changed.get_dossier_type_display()}”.", "filing:detail", dossier.pk
        )

    if answer := answered(request, form, step):
        return answer
    return show_dossier(request, "kind", dossier, ("Loại hồ sơ", ""), form=form, refused=refused_today(kinds))
