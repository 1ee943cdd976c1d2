"""Who sees which complaint: one definition for lists and single objects.

The commune, the offices of province and ministry, and the producer's side. The producer reads what is said and what is answered, but of a
complaint by somebody else neither who complains nor the papers that came with it.
"""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from ocop.complaints.models import Complaint
from ocop.complaints.rules import OFFICES
from ocop.dossiers.queries.access import COMMUNE_ROLES, MINISTRY_ROLES, PROVINCE_ROLES
from ocop.people.models import UserAccount
from ocop.people.rights import holds_any, inside_units_of
from ocop.producers.queries import producers_acted_for
from ocop.products.models import Product

READERS = (*COMMUNE_ROLES, *PROVINCE_ROLES, *MINISTRY_ROLES)


def complaints_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[Complaint]:
    """Complaints a person may read."""
    if not isinstance(user, UserAccount):
        return Complaint.objects.none()
    offices = inside_units_of(user, READERS, "product__unit_path")
    own = Q(product__producer__in=producers_acted_for(user).values("pk"))
    return Complaint.objects.filter(offices | own).select_related("product__producer", "product__unit__parent")


def get_complaint_for(user: UserAccount | AnonymousUser, pk: int) -> Complaint:
    """Return a complaint this person may read; raises ``Http404`` for every other id."""
    found = complaints_visible_to(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def get_complaint(pk: int) -> Complaint:
    """Return any complaint, for the administrator who erases who made it; raises ``Http404`` for an id of none."""
    return get_object_or_404(Complaint.objects.select_related("product"), pk=pk)


def is_inside(user: UserAccount, complaint: Complaint) -> bool:
    """Whether an office reads: also who complains, the papers and how the complaint went through the offices."""
    return holds_any(user, READERS, complaint.product.unit_path)


def reads_all(user: UserAccount, complaint: Complaint) -> bool:
    """Whether the person reads who complains and what came with it: offices, and the producer of its own complaint."""
    return complaint.is_of_producer or is_inside(user, complaint)


def products_to_complain_about(user: UserAccount | AnonymousUser) -> QuerySet[Product]:
    """Products about which a person records complaints: an office those of its territory, a producer the own ones."""
    if not isinstance(user, UserAccount):
        return Product.objects.none()
    if holds_any(user, OFFICES):
        inside = inside_units_of(user, OFFICES)
    else:
        inside = Q(producer__in=producers_acted_for(user).values("pk"))
    return Product.objects.filter(inside).select_related("producer", "unit__parent")


def get_product_to_complain_about(user: UserAccount | AnonymousUser, pk: int) -> Product:
    """Return a product about which this person records complaints; raises ``Http404`` for every other id."""
    return get_object_or_404(products_to_complain_about(user), pk=pk)
