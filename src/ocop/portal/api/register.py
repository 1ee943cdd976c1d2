"""Endpoints of /api/v1/: products, producers, certificates, units. Answers may be kept for a minute and carry an ETag."""

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Field, NinjaAPI, Path, Query, Schema, Status
from ninja.decorators import decorate_view
from ninja.renderers import JSONRenderer

from ocop.inspections.queries.public import revocations_of
from ocop.portal.caching import View, cached_briefly
from ocop.portal.pages.addresses import product_address
from ocop.portal.queries.catalogue import Row, find_products, in_force_first, read_rows, register_rows, units_of
from ocop.portal.queries.product import certificates_newest_first, contact, get_published
from ocop.portal.structured_data import absolute
from ocop.portal.wording import unit_words
from ocop.producers.models import Producer
from ocop.recognition.arithmetic import CertificateState
from ocop.recognition.models import Certificate
from ocop.recognition.printing.qr import scan_address
from ocop.recognition.queries.certificates import LiveState, proven_state
from ocop.recognition.queries.names import names_on, todays_names
from ocop.recognition.queries.proof import with_proof
from ocop.recognition.queries.register_filters import Filters

from . import schemas
from .refusing import answer_refusals, wrong_parameters

NOTHING = {"star_rating": None, "issued_on": None, "expires_on": None}
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]


class PlainRenderer(JSONRenderer):
    """JSON with Vietnamese letters as they are."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="OCOP: sổ công khai / public register",
    version="1.0.0",
    description="Read-only. The same records as the public pages; no personal data but a contact that a producer chose to publish. Please keep answers for the time they allow. "
    "The whole register in one file: /du-lieu-mo/so-san-pham.csv, .xlsx or .json; its columns: /du-lieu-mo/so-san-pham.schema.json.",
    urls_namespace="portal_api",
    docs_url=None,
    renderer=PlainRenderer(),
)


def _brief(row: Row) -> dict[str, Any]:
    return row | {
        "url": absolute(product_address(row["id"], row["name"])),
        "star_rating": row["star_rating"] or None,
        "certificate_state": row["state"],
        "producer": {
            "id": row["producer_id"],
            "name": row["producer_name"],
            "name_today": row["producer_today"],
            "organisation_type": row["organisation_type"],
        },
    }


answer_refusals(api)


def reads(
    path: str, answer: type[Schema], summary: str, *, asked: type[Schema] | None = None, tag: str = "register"
) -> Callable[[Any], Any]:
    """Declare an endpoint that reads, may be kept for a minute and, where it names one thing, may not find it.

    ``asked`` names the parameters that it takes; any other is refused.
    """
    answers = {200: answer, **({404: schemas.Problem} if "{" in path else {}), 422: schemas.Refusal}
    declare = api.get(path, response=answers, summary=summary, tags=[tag])
    known = frozenset(asked.model_fields) if asked else frozenset()

    def checked(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            wrong = wrong_parameters(request, known)
            return api.on_exception(request, wrong) if wrong else view(request, *args, **kwargs)

        return inner

    return lambda view: declare(decorate_view(cached_briefly, checked)(view))


FACTS = (
    "star_rating", "certificate_number", "decision_number", "issuing_authority", "issued_on", "issued_as_published",
    "expires_on", "regime", "source_url", "source_grade",
)  # fmt: skip


def _certificate(certificate: Certificate, live: LiveState) -> dict[str, Any]:
    """What a certificate says; of one that does not fit the ledger only that."""
    proven = live.state != CertificateState.UNVERIFIED
    told = {name: getattr(certificate, name) if proven else NOTHING.get(name, "") for name in FACTS}
    return told | {
        "certificate_state": live.state,
        "end_reason": certificate.end_reason if proven else "",
        "ended_on": certificate.ended_on if proven else None,
        "revocation_decision": _revocation_number(certificate, live),
        "expires_earliest": live.expiry.earliest,
        "expires_latest": live.expiry.latest,
        "scan_url": scan_address(certificate.token),
    }


def _revocation_number(certificate: Certificate, live: LiveState) -> str:
    """The number of the decision that revoked a certificate; asked for only where one did."""
    if live.state != CertificateState.REVOKED:
        return ""
    found = revocations_of([certificate.pk]).get(certificate.pk)
    return found.decision_number if found else ""


@reads("/products", schemas.ProductPage, "Search the register", asked=schemas.ProductQuery)
def products(request: HttpRequest, asked: Query[schemas.ProductQuery]) -> dict[str, Any]:
    """One page of 24 products in the order of the site: exact diacritics first, those in force before others, then the Vietnamese alphabet."""
    filters = Filters(
        asked.star_rating, asked.certificate_state or "", asked.province_code, asked.sector_code, asked.set_number
    )
    found = find_products(asked.q, filters, page_number=asked.page)
    following = found.page.has_next() and asked.page == found.page.number
    given = request.GET.dict() | {"page": str(asked.page + 1)}
    return {
        "count": found.page.paginator.count,
        "page": found.page.number,
        "page_size": found.page.paginator.per_page,
        "next": absolute(f"{request.path}?{urlencode(given)}") if following else None,
        "near": found.near,
        "read_at": timezone.now().replace(second=0, microsecond=0),
        "items": [_brief(row) for row in found.rows],
    }


@reads("/products/{product_id}", schemas.ProductOut, "One product")
def product(request: HttpRequest, product_id: Path[Id]) -> dict[str, Any]:
    """A product with its story, its facts and every certificate, newest first."""
    today = timezone.localdate()
    row = get_published(product_id, on=today)
    lines = certificates_newest_first(row, on=today)
    return _brief(row) | {"certificates": [_certificate(line.certificate, line.live) for line in lines]}


@reads("/producers/{producer_id}", schemas.ProducerOut, "One producer")
def producer(request: HttpRequest, producer_id: Path[Id]) -> Any:
    """A producer and its published products."""
    found = (
        Producer.objects.filter(pk=producer_id, products__register_entry__isnull=False)
        .select_related("unit__parent")
        .annotate(**contact())
        .first()
    )
    if found is None:
        return Status(404, {"detail": "Không có chủ thể này trong sổ công khai."})
    entries = in_force_first(register_rows().filter(product__producer=found), timezone.localdate())[:500]
    return {
        "id": found.pk,
        "name": found.name,
        "organisation_type": found.organisation_type,
        "place": unit_words(found.unit) or found.place_as_published,
        "unit_code": found.unit.code if found.unit else None,
        **{name: getattr(found, name) for name in contact()},
        "products": [_brief(row) for row in read_rows(entries, timezone.localdate())],
    }


@reads("/certificates/{token}", schemas.CertificateWithProduct, "A certificate by its QR token")
def certificate(request: HttpRequest, token: Path[Token]) -> Any:
    """What a QR code is worth today."""
    rows = with_proof(Certificate.objects.filter(token=token, product__register_entry__isnull=False))
    found = rows.select_related("product__producer", "product__unit__parent").first()
    if found is None:
        return Status(404, {"detail": "Không có giấy chứng nhận này."})
    live = proven_state(found, on=timezone.localdate())
    proven = live.state != CertificateState.UNVERIFIED
    names = names_on(found.content, found) if proven else todays_names(found.product)
    return _certificate(found, live) | {
        "product_id": found.product_id,
        "product_name": names.product.record,
        "product_name_today": names.product.today,
        "producer_name": names.producer.record,
        "producer_name_today": names.producer.today,
        "place": names.place.record,
        "product_url": absolute(product_address(found.product_id, names.product.record)),
    }


@reads("/units", schemas.UnitPage, "Administrative units of today", asked=schemas.UnitQuery, tag="territory")
def units(request: HttpRequest, asked: Query[schemas.UnitQuery]) -> dict[str, Any]:
    """Provinces, or the communes of one province, in Vietnamese order."""
    size = 200
    found = units_of(asked.administrative_level)
    if asked.province_code:
        found = found.filter(path__inside=f"{asked.province_code}/")
    rows = found.select_related("parent")[(asked.page - 1) * size : asked.page * size]
    items = [
        {
            "unit_code": unit.code,
            "administrative_level": unit.level,
            "unit_type": unit.unit_type,
            "name": unit.name,
            "full_name": unit.full_name,
            "parent_code": unit.parent.code if unit.parent else None,
            "effective_from": unit.effective_from,
            "effective_to": unit.effective_to,
        }
        for unit in rows
    ]
    return {"count": found.count(), "page": asked.page, "page_size": size, "items": items}
