"""Certificates for people who may read them inside the house, and their live state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise

from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.queries.access import dossiers_visible_to
from ocop.filing.arithmetic import HeldStar
from ocop.people.models import Role, UserAccount
from ocop.people.rights import inside_units_of
from ocop.producers.queries import producers_acted_for
from ocop.recognition.arithmetic import (
    UNKNOWN,
    CertificateState,
    Span,
    certificate_state,
    expiry_span,
    issue_span,
    place_in_order,
)
from ocop.recognition.models import Certificate
from ocop.recognition.queries.proof import is_proven, with_proof
from ocop.recognition.rules import DECIDED_STATES
from ocop.recognition.wording import STATE_TAGS, STATE_WORDS

READERS = [
    Role.COMMUNE_OFFICER,
    Role.COMMUNE_CHAIR,
    Role.PROVINCIAL_OFFICER,
    Role.PROVINCIAL_CHAIR,
    Role.CENTRAL_OFFICER,
]


@dataclass(frozen=True)
class LiveState:
    """What a certificate is today, in words and as a tag, with the days it rests on."""

    state: CertificateState
    word: str | Promise
    tag: str
    issued: Span
    expiry: Span


_WITHOUT_PROOF = CertificateState.UNVERIFIED
UNVERIFIED = LiveState(_WITHOUT_PROOF, STATE_WORDS[_WITHOUT_PROOF], STATE_TAGS[_WITHOUT_PROOF], UNKNOWN, UNKNOWN)


def live_state(certificate: Certificate, *, on: date) -> LiveState:
    """Derive the state of a certificate on a day."""
    issued = issue_span(certificate.issued_on, certificate.issued_as_published)
    expiry = expiry_span(issued, certificate.regime, certificate.expires_on)
    state = certificate_state(expiry, on=on, ended_on=certificate.ended_on, end_reason=certificate.end_reason)
    return LiveState(state, STATE_WORDS[state], STATE_TAGS[state], issued, expiry)


def proven_state(certificate: Certificate, *, on: date) -> LiveState:
    """Derive the state of a certificate read ``with_proof``: what does not fit the ledger has no other state."""
    return live_state(certificate, on=on) if is_proven(certificate) else UNVERIFIED


def newest_certificates(product_ids: Iterable[int], *, on: date) -> dict[int, tuple[Certificate, LiveState]]:
    """Return the certificate issued last for each product, with what it is on a day (one query)."""
    found: dict[int, tuple[Certificate, LiveState]] = {}
    certificates = Certificate.objects.filter(product__in=list(product_ids)).order_by("pk")
    rows = [(one, live_state(one, on=on)) for one in certificates]
    for certificate, live in sorted(rows, key=lambda row: place_in_order(row[1].issued, row[0].ended_on)):
        found[certificate.product_id] = (certificate, live)
    return found


def star_held(certificate: Certificate, live: LiveState) -> HeldStar:
    """Return a certificate as the producer's side asks about it: its star, its possible last days, its revocation."""
    revoked = certificate.ended_on if live.state == CertificateState.REVOKED else None
    return HeldStar(certificate.star_rating, certificate.regime, live.expiry.earliest, live.expiry.latest, revoked)


def certificates_visible_to(user: UserAccount) -> QuerySet[Certificate]:
    """Certificates issued here that a person may open as a paper: the producer's side and the offices of its territory."""
    own = Certificate.objects.filter(product__producer__in=producers_acted_for(user)).values("pk")
    office = Certificate.objects.filter(inside_units_of(user, READERS, field="product__unit_path")).values("pk")
    visible = Certificate.objects.filter(pk__in=own.union(office), dossier__isnull=False)
    return with_proof(visible).select_related("product__producer", "product__unit__parent", "decision")


def get_certificate_for(user: UserAccount, pk: int) -> Certificate:
    """Return a certificate this person may open; raises ``Http404`` for every other id."""
    return get_object_or_404(certificates_visible_to(user), pk=pk)


def get_decided_dossier_for(user: UserAccount, pk: int) -> Dossier:
    """Return a dossier with an outcome that this person may read; raises ``Http404`` otherwise."""
    visible = dossiers_visible_to(user).filter(
        Q(state__in=DECIDED_STATES | {DossierState.PROVINCE_FALLBACK}) | Q(state__in=["rejected", "stopped"])
    )
    dossier = visible.select_related("product", "producer__unit", "unit__parent").filter(pk=pk).first()
    if dossier is None:
        raise Http404
    return dossier
