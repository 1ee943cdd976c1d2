"""Home, product, about: pages anyone reads, in Vietnamese and English, without JavaScript."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from ocop.portal.caching import cached_briefly, fingerprint, remembered
from ocop.portal.pages.addresses import scan_paths
from ocop.portal.pages.cards import cards
from ocop.portal.pages.product import product_page
from ocop.portal.queries.catalogue import Row, read_rows, register_rows
from ocop.portal.queries.figures import register_figures
from ocop.portal.queries.product import get_published
from ocop.portal.structured_data import absolute, data_block, describe_product
from ocop.portal.wording import law_numbers, sector_word, star_meanings
from ocop.recognition.printing.qr import scan_address
from ocop.recognition.queries.register_filters import state_condition

RECENT = 4


@require_safe
@cached_briefly
def home(request: HttpRequest) -> HttpResponse:
    """What this is, search, live counts, newest recognitions, sectors."""
    figures, today = register_figures(), timezone.localdate()
    in_force = register_rows().filter(state_condition("in_force", today), issued_latest__lte=today)
    sectors = [
        (code, sector_word(code), count) for code, count in sorted(figures.by_sector.items()) if sector_word(code)
    ]
    site = {"@type": "WebSite", "name": "OCOP", "url": absolute(reverse("portal:home")), "inLanguage": get_language()}
    context = {
        "figures": figures,
        "recent": cards(read_rows(in_force.order_by("-issued_latest", "-product_id")[:RECENT], today)),
        "sectors": sectors,
        "star_meanings": star_meanings(),
        "law": law_numbers(),
        "json_ld": data_block(site),
    }
    return render(request, "portal/home.html", context)


@require_safe
@cached_briefly
def product(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A published product."""
    today = timezone.localdate()
    row = get_published(pk, on=today)
    # The hash told of the certificate stands for its columns: where they do not have it, the row says so and is another one.
    key = fingerprint(row | {"certificate": row["told"]}, words=f"{get_language()} {today} {request.get_full_path()}")
    return remembered(request, key, lambda: _product(request, row, today))


def _product(request: HttpRequest, row: Row, today: date) -> HttpResponse:
    page = product_page(row, on=today)
    if request.path != page.address:
        return HttpResponsePermanentRedirect(page.address)
    scan_path, qr_path = scan_paths(page.certificate.token) if page.certificate else ("", "")
    context = {
        "scan_path": scan_path,
        "qr_path": qr_path,
        "page": vars(page),  # templates look for keys first
        "row": row,
        "certificate": page.certificate,
        "live": page.live,
        "scan_address": scan_address(page.certificate.token) if page.certificate else "",
        "json_ld": data_block(describe_product(page)),
    }
    return render(request, "portal/product.html", context)


@require_safe
@cached_briefly
def about(request: HttpRequest) -> HttpResponse:
    """How a star is given, how to read a certificate and a QR code, where the data come from."""
    context = {
        "page_title": gettext("Cách chấm sao"),
        "page_lead": gettext("Sao OCOP được chấm thế nào, có giá trị bao lâu, đọc mã QR ra sao."),
        "star_meanings": star_meanings(),
        "law": law_numbers(),
        "scan_example": f"{settings.OCOP_SITE_URL.rstrip('/')}/q/…",
    }
    return render(request, "portal/about.html", context)
