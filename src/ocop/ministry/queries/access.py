"""Who sees which package: the offices and the chair of its province, the ministry's office and the minister."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.queries.access import MINISTRY_ROLES, PROVINCE_ROLES
from ocop.ministry.models import SubmissionPackage
from ocop.people.models import UserAccount
from ocop.people.rights import inside_units_of
from ocop.recognition.models import DecisionItem, DecisionKind

READERS = (*PROVINCE_ROLES, *MINISTRY_ROLES)


def packages_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[SubmissionPackage]:
    """Packages a person may read, with the dossier they are about."""
    rows = SubmissionPackage.objects.filter(inside_units_of(user, READERS))
    return rows.select_related(
        "dossier__product", "dossier__producer", "dossier__unit__parent", "dossier__central_round", "unit", "approval"
    )


def get_package_for(user: UserAccount | AnonymousUser, pk: int) -> SubmissionPackage:
    """Return a package this person may read; raises ``Http404`` for every other id."""
    return get_object_or_404(packages_visible_to(user), pk=pk)


def approval_of(dossier: Dossier) -> DecisionItem | None:
    """Return the newest approval of the result of a dossier (Đ.7.3.e ¶2), None where the chair approved none."""
    approved = DecisionItem.objects.filter(dossier=dossier, decision__kind=DecisionKind.RESULT_APPROVAL)
    return approved.select_related("decision").order_by("-pk").first()


def dossiers_to_send(user: UserAccount | AnonymousUser) -> QuerySet[Dossier]:
    """Potential five-star dossiers of the officer's province that were not sent to the ministry, the oldest first."""
    mine = inside_units_of(user, PROVINCE_ROLES)
    sent = SubmissionPackage.objects.filter(dossier=OuterRef("pk"))
    waiting = Dossier.objects.filter(mine, ~Exists(sent), state=DossierState.POTENTIAL_FIVE_STAR)
    return waiting.select_related("product", "producer", "unit__parent").order_by("pk")


def get_dossier_to_send(user: UserAccount, pk: int) -> Dossier:
    """Return a potential five-star dossier of the person's province, sent or not; raises ``Http404`` for every other id."""
    mine = Dossier.objects.filter(inside_units_of(user, PROVINCE_ROLES), state=DossierState.POTENTIAL_FIVE_STAR)
    dossier = mine.select_related("product", "producer", "unit__parent").filter(pk=pk).first()
    if dossier is None:
        raise Http404
    return dossier
