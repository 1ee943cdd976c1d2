"""Issue a certificate: product code, number, term, token of the QR address (QĐ 26/2026, Đ.4.3, Phụ lục II; OQ-14, OQ-18, OQ-25)."""

import secrets
from datetime import date, datetime

from django.db.models import Max, Q

from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier
from ocop.law.codes import product_code
from ocop.law.validity import expires_on
from ocop.people.models import UserAccount
from ocop.products.models import Product
from ocop.recognition.arithmetic import expiry_span, issue_span
from ocop.recognition.models import Certificate, RecognitionDecision
from ocop.recognition.records import facts_of
from ocop.territory.models import AdministrativeUnit
from ocop.territory.queries import setting_for

from .recording import End, end_certificates, enter_certificates

TOKEN_BYTES = 12  # 96 random bits in 16 letters of the QR address


def new_token() -> str:
    """Return a fresh token that cannot be guessed."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def assign_product_code(product: Product, year: int, decided_on: date) -> str:
    """Give the product its code for an evaluation year and, the first time, the next number of its commune.

    The row of the commune is locked, so two decisions at once cannot give the same number; a number is never given twice.
    Every product of a dossier has a commune.
    """
    commune = AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=product.unit_id or 0)
    per_year = setting_for(commune, "product_code.sequence_scope", decided_on) == "commune_and_year"
    if per_year or product.commune_sequence_number is None:
        numbered = Product.objects.filter(unit=commune).exclude(pk=product.pk)
        if per_year:
            numbered = numbered.filter(product_code__endswith=f"-{year}")
        newest = numbered.aggregate(newest=Max("commune_sequence_number"))["newest"]
        product.commune_sequence_number = (newest or 0) + 1
    province, code = commune.path.rstrip("/").split("/")[-2:]
    product.product_code = product_code(province, code, product.commune_sequence_number, year)
    product.save(update_fields=["commune_sequence_number", "product_code"])
    return product.product_code


def _end_running(product: Product, decision: RecognitionDecision, by: UserAccount, at: datetime) -> None:
    """A new certificate supersedes those that may still run (Đ.7.5; assumed); expired ones stay expired."""
    superseded = []
    for old in product.certificates.filter(ended_on__isnull=True).select_related("product"):
        latest = expiry_span(issue_span(old.issued_on, old.issued_as_published), old.regime, old.expires_on).latest
        if latest is None or latest >= decision.decided_on:
            superseded.append(End(old, decision.decided_on, "superseded"))
    end_certificates(superseded, by=by, at=at)


def _number_for(product: Product, code: str) -> str:
    """Make a certificate's number from the product code (not prescribed, OQ-18); a second one of the same year counts on."""
    number = f"GCN-{code}"
    earlier = product.certificates.filter(Q(certificate_number=number) | Q(certificate_number__startswith=f"{number}-"))
    given = earlier.count()
    return f"{number}-{given + 1}" if given else number


def issue_certificate(
    dossier: Dossier, decision: RecognitionDecision, star_rating: int, *, by: UserAccount, at: datetime
) -> Certificate:
    """Issue the certificate of a recognised dossier; part of ``recognise``, inside its transaction."""
    product = dossier.product
    code = assign_product_code(product, dossier.year, decision.decided_on)
    _end_running(product, decision, by, at)
    certificate = Certificate(
        product=product,
        dossier=dossier,
        star_rating=star_rating,
        regime=dossier.regime,
        certificate_number=_number_for(product, code),
        decision=decision,
        decision_number=decision.decision_number,
        issuing_authority=decision.issuing_authority,
        issued_on=decision.decided_on,
        expires_on=expires_on(decision.decided_on, law_of(dossier).regime.term_months),
        token=new_token(),
        source_grade="signed_decision",
        is_demo=dossier.is_demo,
    )
    details = {
        "dossier": dossier.pk,
        "product": product.pk,
        "decision": decision.pk,
        "star": star_rating,
        "number": certificate.certificate_number,
        **facts_of(certificate, ("issued_on", "expires_on")),
    }
    return enter_certificates([certificate], by=by, at=at, action="certificate_issued", details=details)[0]
