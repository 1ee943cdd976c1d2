"""The map of the register: provinces of the country, communes of a province; drawn here, nothing from another host."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ocop.portal.caching import cached_briefly
from ocop.portal.pages.places import map_page, places_of
from ocop.portal.queries.catalogue import province_choices
from ocop.portal.queries.places import communes_counted, provinces_counted
from ocop.territory.models import AdministrativeLevel
from ocop.territory.queries.units import unit_at


@require_safe
@cached_briefly
def places_map(request: HttpRequest) -> HttpResponse:
    """Where the products in force are made; every number opens its list."""
    today, code = timezone.localdate(), request.GET.get("tinh", "")
    province = unit_at(code, AdministrativeLevel.PROVINCE, today) if code in dict(province_choices()) else None
    counted, elsewhere = communes_counted(province, on=today) if province else (provinces_counted(on=today), 0)
    context = {"province": province, "provinces": province_choices(), "today": today}
    context |= map_page(places_of(counted), elsewhere)
    return render(request, "portal/map.html", context)
