"""What a decision and a certificate say, frozen as plain data when they are made (QĐ 26/2026, Đ.7.3.e, Đ.4).

A paper is a snapshot under a hash: whoever renames a producer, a product, a unit or an account later changes no paper of the past.
``facts`` are the columns of the row; the rest are the names, places and persons as they were. Both stand under one hash (``kept.py``).
Data by which a private person could be reached (telephone, address, account name) are not part of it and stay erasable.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models

from ocop.dossiers.models import Dossier
from ocop.law.catalogue import entry_of
from ocop.ledger.keeping import plain
from ocop.people.models import Role
from ocop.people.queries import signed_as
from ocop.producers.models import OrganisationType, Producer
from ocop.products.models import Product
from ocop.recognition.models import Certificate, DecisionKind, RecognitionDecision
from ocop.recognition.printing.qr import scan_address
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import format_date, official_date

Content = dict[str, Any]
VERSION = 1
LAYOUT = "certificate-2"  # the drawing of the paper: a layout that was used is never changed, a new one gets a new name
DECISION_FACTS = (
    "kind", "unit_id", "decision_number", "decided_on", "issuing_authority", "signed_by_id", "signed_at", "is_demo",
)  # fmt: skip
CERTIFICATE_FACTS = (
    "product_id", "dossier_id", "star_rating", "regime", "certificate_number", "decision_id", "decision_number",
    "issuing_authority", "issued_on", "issued_as_published", "expires_on", "token", "source_url", "source_grade",
    "batch_id", "import_key", "is_demo",
)  # fmt: skip


def facts_of(row: models.Model, names: Iterable[str]) -> Content:
    """Return columns of a row as plain values that every database reads back as they were written."""
    return {name: plain(getattr(row, name)) for name in names}


def signer_of(decision: RecognitionDecision) -> Content:
    """Return who signed and as whom: the chair (the minister, where no province decides), or a deputy with the letters of NĐ 30/2020."""
    office = Role.PROVINCIAL_CHAIR if decision.unit_id else Role.MINISTER
    signed = signed_as(decision.signed_by, office, decision.unit_path, at=decision.signed_at)
    return signed.content()


def place_of(unit: AdministrativeUnit | None, published: str = "") -> Content:
    """Return a place with its unit and the units above it, from small to large, named and coded as they are on the day."""
    units, here = [], unit
    while here is not None:
        names = ("code", "level", "unit_type", "name", "path")
        units.append({name: getattr(here, name) for name in names})
        here = here.parent
    return {"units": units, "published": published}


def _head_of(decision: RecognitionDecision) -> Content:
    """What every decision says, whatever it decides."""
    return {
        "version": VERSION,
        "facts": facts_of(decision, DECISION_FACTS),
        "title": DecisionKind(decision.kind).label,
        "unit": place_of(decision.unit),
        "signer": signer_of(decision),
    }


def decision_content(decision: RecognitionDecision, items: Iterable[tuple[Dossier, int, str]]) -> Content:
    """Return what a decision says; ``items`` are its dossiers with star and mean."""
    return _head_of(decision) | {
        "items": [
            {
                "facts": {"dossier_id": dossier.pk, "star_rating": star, "average_score": mean},
                "regime": dossier.regime,
                "product": _without_code(product_of(dossier.product)),
                "producer": producer_of(dossier.producer),
                "place": place_of(dossier.unit),
            }
            for dossier, star, mean in items
        ],
    }


def correction_content(decision: RecognitionDecision, reason: str, lines: Iterable[Content]) -> Content:
    """Return what a decision says that puts misspelt names of an earlier one right; ``lines`` as ``corrections.wrong_names`` gives them."""
    corrected = decision.corrects
    return _head_of(decision) | {
        "items": [],
        "corrects": facts_of(corrected, ("decision_number", "decided_on", "issuing_authority")) if corrected else {},
        "reason": reason,
        "corrections": list(lines),
    }


def certificate_content(certificate: Certificate) -> Content:
    """Return what a certificate says, whether it is issued here or entered from a list."""
    product, decision = certificate.product, certificate.decision
    content: Content = {
        "version": VERSION,
        "facts": facts_of(certificate, CERTIFICATE_FACTS),
        "product": product_of(product),
        "producer": producer_of(product.producer),
        "place": place_of(product.unit if certificate.dossier_id else None, product.place_as_published),
    }
    if decision:
        content["signer"] = decision.content["signer"]
    if certificate.dossier_id:
        content["paper"] = _paper(certificate, content)
    return content


def product_of(product: Product) -> Content:
    """Return a product's name, code and kind as they are on the day."""
    return {
        "id": product.pk,
        "name": product.name,
        "code": product.product_code,
        "sector_code": product.sector_code,
        "set_number": product.set_number,
        "set_name": entry_of(product.regime, product.set_number).label if product.set_number else "",
    }


def _without_code(product: Content) -> Content:
    """A decision gives a product its code together with the certificate, which names it."""
    return {name: value for name, value in product.items() if name != "code"}


def producer_of(producer: Producer) -> Content:
    """Return a producer's name and kind as they are on the day; both are published with a decision."""
    kind = producer.organisation_type
    return {
        "id": producer.pk,
        "name": producer.name,
        "organisation_type": kind,
        "organisation_name": OrganisationType(kind).label if kind in OrganisationType.values else kind,
    }


def _paper(certificate: Certificate, content: Content) -> dict[str, str]:
    """Return every word on the paper, written out: what prints it looks at nothing else."""
    issued, expires = certificate.issued_on, certificate.expires_on
    signer, units = content.get("signer", {}), content["place"]["units"]
    return {
        "layout": LAYOUT,
        "product": content["product"]["name"],
        "product_code": content["product"]["code"],
        "producer": content["producer"]["name"],
        "place": ", ".join(unit_name(one) for one in units) or content["place"]["published"],
        "star": str(certificate.star_rating),
        "number": certificate.certificate_number,
        "decision": certificate.decision_number,
        "issuer": certificate.issuing_authority,
        "issued": format_date(issued) if issued else certificate.issued_as_published,
        "issued_official": official_date(issued) if issued else "",
        "expires": format_date(expires) if expires else "",
        "address": scan_address(certificate.token),
        "signer": signer.get("name", ""),
        "position": "\n".join(one for one in (signer.get("signs_for", ""), signer.get("position", "")) if one),
        "province": units[-1]["name"] if units else "",
        "demo": "yes" if certificate.is_demo or settings.OCOP_DEMO else "",
    }


def unit_name(unit: Content) -> str:
    """Return a unit of a record with its type, as officials write it."""
    return f"{unit['unit_type']} {unit['name']}"


def facts_in(content: object) -> object:
    """Return the facts of a content that may be anything, as somebody left it."""
    return content.get("facts") if isinstance(content, dict) else None
