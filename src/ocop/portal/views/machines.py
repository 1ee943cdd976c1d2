"""Pages for machines: robots.txt and the sitemap of published products."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from ocop.portal.caching import cached_briefly
from ocop.portal.pages.addresses import product_address
from ocop.portal.structured_data import absolute
from ocop.recognition.models import RegisterEntry

MOST_IN_A_SITEMAP = 50_000  # the limit of the sitemap protocol


@require_safe
@cached_briefly
def robots(request: HttpRequest) -> HttpResponse:
    """Let machines read public pages; QR addresses are for people."""
    lines = [
        "User-agent: *",
        "Disallow: /q/",
        "Disallow: /tai-khoan/",
        "Disallow: /ho-so/",
        "Disallow: /hoi-dong/",
        "Disallow: /cong-nhan/",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _lines() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    with override("vi"):
        for name in ("portal:home", "portal:search", "portal:producers", "portal:about"):
            yield f"<url><loc>{absolute(reverse(name))}</loc></url>\n"
        rows = RegisterEntry.objects.order_by("pk").values_list("pk", "name")[:MOST_IN_A_SITEMAP]
        for pk, name in rows.iterator(chunk_size=2000):
            yield f"<url><loc>{absolute(product_address(pk, name))}</loc></url>\n"
    yield "</urlset>\n"


@require_safe
@cached_briefly
def sitemap(request: HttpRequest) -> StreamingHttpResponse:
    """Every published product, and nothing else."""
    return StreamingHttpResponse(_lines(), content_type="application/xml; charset=utf-8")
