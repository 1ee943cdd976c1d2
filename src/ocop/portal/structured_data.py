"""schema.org descriptions as JSON-LD: a data block that no browser runs, so that search engines read what people read."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from ocop.portal.pages.product import ProductPage
from ocop.recognition.models import Certificate
from ocop.recognition.queries.certificates import LiveState

ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def data_block(content: dict[str, Any]) -> SafeString:
    """Return a JSON-LD element; nothing in it can end the element early."""
    text = _COMPACT.encode({"@context": "https://schema.org"} | content)
    for letter, escaped in ESCAPES.items():
        text = text.replace(letter, escaped)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def absolute(path: str) -> str:
    """Return a path of this site as a whole address."""
    return f"{settings.OCOP_SITE_URL.rstrip('/')}{path}"


def describe_product(page: ProductPage) -> dict[str, Any]:
    """Describe a product, its producer and its certificate; no rating in the sense of schema.org, which means reviews."""
    organisation = {"@type": "Organization", "name": page.row["producer_name"]}
    description: dict[str, Any] = {
        "@type": "Product",
        "name": page.row["name"],
        "url": absolute(page.address),
        "category": page.kind or page.sector,
        "manufacturer": organisation,
        "brand": organisation,
        "countryOfOrigin": {"@type": "Country", "name": "VN"},
    }
    if page.certificate:
        description["hasCertification"] = _certification(page.certificate, page.live)
    if page.photos:
        description["image"] = [absolute(one.largest) for one in page.photos]
    if page.row["product_code"]:
        description["identifier"] = page.row["product_code"]
    return description


def _certification(certificate: Certificate, live: LiveState) -> dict[str, Any]:
    credential: dict[str, Any] = {
        "@type": "Certification",
        "name": f"OCOP {certificate.star_rating}/5",
        "certificationIdentification": certificate.certificate_number or certificate.decision_number,
        "issuedBy": {"@type": "Organization", "name": certificate.issuing_authority},
    }
    if live.expiry.is_exact and live.expiry.latest:
        credential["expires"] = live.expiry.latest.isoformat()
    return {key: value for key, value in credential.items() if value not in ("", {"@type": "Organization", "name": ""})}
