"""The certificate as PDF, set by Typst (QĐ 26/2026, Đ.4.3, 7.3.e). The law prescribes no layout: this one is our own.

The same certificate always gives the same bytes: the time in the file is the day of issue, fonts come from a package.
"""

import json
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import fontpkg_be_vietnam_pro
import typst
from django.conf import settings

from ocop.ledger.chain import content_hash
from ocop.recognition.models import Certificate
from ocop.vietnamese import format_date, official_date

from .qr import qr_svg, scan_address

TEMPLATE = Path(__file__).parent / "certificate.typ"
FONT_DIR = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_DIR])


def certificate_content(certificate: Certificate) -> dict[str, str]:
    """Return what the certificate says, as text; its hash stands on the paper."""
    product = certificate.product
    producer = product.producer
    issued, expires = certificate.issued_on, certificate.expires_on
    place = product.unit
    return {
        "product": product.name,
        "product_code": product.product_code,
        "producer": producer.name,
        "place": f"{place.full_name}, {place.parent.full_name}"
        if place and place.parent
        else product.place_as_published,
        "star": str(certificate.star_rating),
        "number": certificate.certificate_number,
        "decision": certificate.decision_number,
        "issuer": certificate.issuing_authority,
        "issued": format_date(issued) if issued else certificate.issued_as_published,
        "issued_official": official_date(issued) if issued else "",
        "expires": format_date(expires) if expires else "",
        "address": scan_address(certificate.token),
    }


def certificate_hash(certificate: Certificate) -> str:
    """Return the SHA-256 of what the certificate says."""
    return content_hash(certificate_content(certificate))


def certificate_pdf(certificate: Certificate, *, output: str = "pdf", ppi: float = 200) -> bytes:
    """Return the certificate as PDF, or as PNG for a look at it."""
    content = certificate_content(certificate)
    decision = certificate.decision
    data = content | {
        "hash": content_hash(content),
        "qr": qr_svg(content["address"]),
        "signer": str(decision.signed_by) if decision else "",
        "province": decision.unit.name if decision else "",
        "demo": "yes" if certificate.is_demo or settings.OCOP_DEMO else "",
    }
    moment = datetime.combine(certificate.issued_on, time(), tzinfo=UTC) if certificate.issued_on else None
    compiled = typst.Compiler(
        TEMPLATE, font_paths=_fonts(), sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)}
    ).compile(format="png" if output == "png" else "pdf", ppi=ppi, timestamp=moment)
    return bytes(compiled[0] if isinstance(compiled, list) else compiled or b"")
