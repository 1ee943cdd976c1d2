"""The whole history of a product's star, and of all stars of a producer: from the first recognition to today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ocop.portal.caching import cached_briefly
from ocop.portal.pages.addresses import producer_address, product_address
from ocop.portal.pages.life import life_of
from ocop.portal.queries.life import recognitions_of
from ocop.portal.queries.producers import published_producers
from ocop.portal.queries.product import get_published


@require_safe
@cached_briefly
def product_life(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The life of one star."""
    today = timezone.localdate()
    row = get_published(pk, on=today)
    address = product_address(pk, row["name"])
    if request.path != f"{address}lich-su/":
        return redirect(f"{address}lich-su/", permanent=True)
    events = life_of(recognitions_of(product=pk, on=today), on=today)
    context = {"name": row["name"], "back": address, "events": events, "today": today, "row": row}
    return render(request, "portal/life.html", context)


@require_safe
@cached_briefly
def producer_life(request: HttpRequest, pk: int) -> HttpResponse:
    """The life of all stars of a producer."""
    today = timezone.localdate()
    producer = get_object_or_404(published_producers(), pk=pk)
    events = life_of(recognitions_of(producer=pk, on=today), on=today)
    context = {"name": producer.name, "back": producer_address(pk), "events": events, "today": today, "named": True}
    return render(request, "portal/life.html", context)
