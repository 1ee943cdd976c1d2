"""The list of packages, one package with all its parts, its letter on paper (QĐ 26/2026, Đ.6.3.a, 7.4.a)."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from ocop.advisory.queries.photos import get_photo_for
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.access import MINISTRY_ROLES
from ocop.dossiers.sending import evidence_pages
from ocop.ministry.pages.package import package_page
from ocop.ministry.pages.trails import trail
from ocop.ministry.papers import package_paper
from ocop.ministry.queries.access import READERS, dossiers_to_send, get_package_for
from ocop.ministry.queries.worklists import FILTERS, package_list, package_rows
from ocop.pages.answering import leaf, show
from ocop.pages.opening import reading_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.paper.answering import paper_form, paper_response
from ocop.people.models import Role, UserAccount
from ocop.people.rights import ALLOWED, Denied, holds, holds_any

PER_PAGE = 50
NOT_AN_OFFICE = Denied("Trang này dành cho cơ quan tham mưu OCOP, Chủ tịch UBND cấp tỉnh và Bộ.")


@reading_page
def packages(request: HttpRequest) -> HttpResponse:
    """List packages; for a province also the products whose package was not sent."""
    user = signed_in(request)
    permit(ALLOWED if holds_any(user, READERS) else NOT_AN_OFFICE)
    asked = request.GET.get("loc", "")
    chosen = asked if asked in FILTERS else "tat-ca"
    found = leaf(request, package_list(user, chosen), PER_PAGE)
    return show(
        request, "ministry/packages.html", page=found, rows=package_rows(found, today=timezone.localdate()), chosen=chosen,
        filters=[(value, words) for value, (words, _) in FILTERS.items()], query_string=f"loc={chosen}",
        to_send=list(dossiers_to_send(user)), sends=holds(user, Role.PROVINCIAL_OFFICER),
        of_ministry=holds_any(user, MINISTRY_ROLES), crumbs=trail(),
    )  # fmt: skip


@reading_page
def package(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one package with every part to read."""
    user, found = signed_in(request), get_package_for(request.user, pk)
    context = package_page(found, user, today=timezone.localdate())
    return show(request, "ministry/package.html", **context, crumbs=trail(found))


@reading_page
def paper(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Send the letter with the list of parts as Word or PDF."""
    found = get_package_for(signed_in(request), pk)
    name = f"Văn bản đề nghị 5 sao {found.dossier.product.name}"
    return paper_response(package_paper(found), form=paper_form(form), name=name)


def _dossier_of_package(user: UserAccount, pk: int) -> Dossier:
    return get_package_for(user, pk).dossier


def _back_of(_: UserAccount, dossier: Dossier, pk: int) -> tuple[str, str]:
    return (dossier.product.name, reverse("ministry:package", args=[pk]))


survey_photo, survey_picture, survey_viewer, survey_leaf = evidence_pages(_dossier_of_package, _back_of, get_photo_for)
