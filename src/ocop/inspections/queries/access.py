"""Who sees which case, and for which certificates one may be opened: one definition for lists and single objects.

The office and the chair of the province, for every star the ministry's office, for its own stars the minister; the commune of the product,
and the producer's side. Producers and communes read the ground, the conclusion, the explanations and the decision, never the report; departments of the province what was
revoked, because the decision is sent to them (Đ.8.3.c).
"""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from ocop.inspections.competence import stars_of
from ocop.inspections.models import RevocationCase, RevocationState
from ocop.inspections.rules import COMMUNE
from ocop.people.models import Role, UserAccount
from ocop.people.rights import NOTHING, holds, holds_any, inside_units_of
from ocop.producers.queries import producers_acted_for
from ocop.recognition.models import Certificate
from ocop.recognition.queries.proof import with_proof

PROVINCE = (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR)
MINISTRY = (Role.CENTRAL_OFFICER, Role.MINISTER)
OFFICES = (*PROVINCE, *MINISTRY)
OF_PRODUCT = "product__unit_path"


def _seen_by_offices(user: UserAccount, *, on: date, at: str = "") -> Q:
    """Certificates (``at``: the way to them) of which the offices of a person are told."""
    minister = inside_units_of(user, [Role.MINISTER], f"{at}{OF_PRODUCT}")
    if minister != NOTHING:
        minister &= Q(**{f"{at}star_rating__in": stars_of(Role.MINISTER, on=on)})
    return inside_units_of(user, [*PROVINCE, Role.CENTRAL_OFFICER], f"{at}{OF_PRODUCT}") | minister


def cases_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[RevocationCase]:
    """Cases a person may read."""
    if not isinstance(user, UserAccount):
        return RevocationCase.objects.none()
    offices = _seen_by_offices(user, on=timezone.localdate(), at="certificate__")
    communes = inside_units_of(user, COMMUNE, f"certificate__{OF_PRODUCT}")
    agencies = Q(state=RevocationState.REVOKED) & inside_units_of(
        user, [Role.DEPARTMENT_OFFICER], f"certificate__{OF_PRODUCT}"
    )
    own = Q(certificate__product__producer__in=producers_acted_for(user).values("pk"))
    return RevocationCase.objects.filter(offices | communes | agencies | own).select_related(
        "certificate__product__producer", "certificate__product__unit__parent", "decision"
    )


def get_case_for(user: UserAccount | AnonymousUser, pk: int) -> RevocationCase:
    """Return a case this person may read; raises ``Http404`` for every other id."""
    found = cases_visible_to(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def certificates_watched_by(user: UserAccount | AnonymousUser) -> QuerySet[Certificate]:
    """Certificates that the offices of a person watch over, each read with its proof."""
    if not isinstance(user, UserAccount) or not holds_any(user, OFFICES):
        return Certificate.objects.none()
    seen = Certificate.objects.filter(_seen_by_offices(user, on=timezone.localdate()))
    return with_proof(seen).select_related("product__producer", "product__unit__parent")


def get_certificate_for(user: UserAccount | AnonymousUser, pk: int) -> Certificate:
    """Return a certificate that an office of this person watches over; raises ``Http404`` for every other id."""
    found = certificates_watched_by(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def certificates_of_communes(user: UserAccount | AnonymousUser) -> QuerySet[Certificate]:
    """Certificates of products of the communes where the person works, each read with its proof."""
    if not isinstance(user, UserAccount) or not holds_any(user, COMMUNE):
        return Certificate.objects.none()
    seen = Certificate.objects.filter(inside_units_of(user, COMMUNE, OF_PRODUCT))
    return with_proof(seen).select_related("product__producer", "product__unit__parent")


def get_certificate_of_commune_for(user: UserAccount | AnonymousUser, pk: int) -> Certificate:
    """Return a certificate of a product of the person's commune; raises ``Http404`` for every other id."""
    found = certificates_of_communes(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def reads_report(user: UserAccount, case: RevocationCase) -> bool:
    """Whether the person reads what the office found out: the offices of the product's place and the ministry."""
    path = case.certificate.product.unit_path
    return holds_any(user, PROVINCE, path) or holds(user, Role.CENTRAL_OFFICER) or holds(user, Role.MINISTER)
