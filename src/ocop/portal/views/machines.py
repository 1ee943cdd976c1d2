"""Pages for machines: robots.txt and the sitemap of published products, in parts that stay small however many there are."""

from django.db.models import Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from ocop.portal.caching import cached_briefly
from ocop.portal.pages.addresses import product_address
from ocop.portal.structured_data import absolute
from ocop.recognition.models import RegisterEntry

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
IN_A_PART = 1_000  # about 80 kB
MOST_PARTS = 50_000  # of the protocol


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


@require_safe
@cached_briefly
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index: one part for the pages of the site, and parts of products by their numbers, however many there are."""
    last = Subquery(
        RegisterEntry.objects.order_by("-pk").values("pk")[:1]
    )  # both ends by the index: nothing is counted through
    ends = RegisterEntry.objects.order_by("pk").annotate(last=last).values_list("pk", "last").first()
    parts = range(_part_of(ends[0]), _part_of(ends[1]) + 1) if ends else ()
    start = absolute(reverse("sitemap_part", args=[0])).removesuffix("0.xml")  # asked once, not for each part
    names = [absolute(reverse("sitemap_site")), *(f"{start}{part}.xml" for part in parts)]
    lines = "".join(f"<sitemap><loc>{name}</loc></sitemap>\n" for name in names)
    return _xml(f'<sitemapindex xmlns="{SITEMAPS}">\n{lines}</sitemapindex>\n')


@require_safe
@cached_briefly
def sitemap_site(request: HttpRequest) -> HttpResponse:
    """The pages that do not belong to one product."""
    with override("vi"):
        names = ("portal:home", "portal:search", "portal:producers", "portal:about")
        return _addresses([reverse(name) for name in names])


@require_safe
@cached_briefly
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    """The published products of one part, and nothing else: at most ``IN_A_PART``, whatever the register holds."""
    if part >= MOST_PARTS:
        raise Http404
    numbers = range(part * IN_A_PART, (part + 1) * IN_A_PART)
    rows = RegisterEntry.objects.filter(pk__gte=numbers.start, pk__lt=numbers.stop).order_by("pk")
    with override("vi"):
        return _addresses([product_address(pk, name) for pk, name in rows.values_list("pk", "name")])


def _part_of(pk: int) -> int:
    return pk // IN_A_PART


def _addresses(paths: list[str]) -> HttpResponse:
    lines = "".join(f"<url><loc>{absolute(path)}</loc></url>\n" for path in paths)
    return _xml(f'<urlset xmlns="{SITEMAPS}">\n{lines}</urlset>\n')


def _xml(content: str) -> HttpResponse:
    return HttpResponse(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{content}', content_type="application/xml; charset=utf-8"
    )
