"""Pages of the room: the list of units, one unit with its past, and the communes of a province for forms."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from ocop.pages.opening import reading_page
from ocop.territory.queries import communes_of, origins_of, provinces, unit_at, unit_named
from ocop.territory.queries.former import former_units_named
from ocop.territory.queries.units import counts_of_communes, periods_of
from ocop.vietnamese import format_integer


@reading_page
def list_of_units(request: HttpRequest) -> HttpResponse:
    """The provinces with their numbers of communes, and a search by name."""
    text = request.GET.get("q", "").strip()
    counts = counts_of_communes()
    rows = [(unit, counts.get(unit.path, 0)) for unit in provinces()]
    context = {
        "rows": rows,
        "text": text,
        "found": unit_named(text) if text else [],
        "former": former_units_named(text),
        "total": format_integer(sum(counts.values())),
    }
    return render(request, "territory/list.html", context)


@reading_page
def unit(request: HttpRequest, level: str, code: str) -> HttpResponse:
    """One unit of today: its communes, its periods, and the former units it was made of."""
    found = unit_at(code, level)
    if found is None:
        raise Http404
    crumbs = [("Địa bàn", reverse("territory:list"))]
    if found.parent:
        crumbs.append((found.parent.full_name, reverse("territory:province", args=[found.parent.code])))
    context = {
        "crumbs": [*crumbs, (found.full_name, "")],
        "unit": found,
        "communes": communes_of(found) if level == "province" else [],
        "periods": periods_of(found),
        "origins": origins_of(periods_of(found).first() or found),
    }
    return render(request, "territory/unit.html", context)


@require_GET
@cache_control(public=True, max_age=3600)
def communes(request: HttpRequest) -> HttpResponse:
    """Options of a select: the communes of ``?province=80``; as JSON with ``&format=json``. Public facts, no sign-in."""
    province = unit_at(request.GET.get("province", ""), "province")
    units = communes_of(province) if province else []
    if request.GET.get("format") == "json":
        return JsonResponse({"communes": [{"code": one.code, "name": one.full_name} for one in units]})
    return render(request, "territory/_commune_options.html", {"communes": units})
