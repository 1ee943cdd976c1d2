"""Reads of background jobs; the gatekeeper stands on the same definition as the list."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from ocop.people.models import UserAccount
from ocop.people.rights import NOTHING, inside_units_of, type_of_user

from .declaring import Declaration, declarations
from .models import Job


def jobs_visible_to(user: type_of_user) -> QuerySet[Job]:
    """Jobs this person may see: the own ones, and shared ones of the own roles, as long as the role that allows them lasts."""
    condition = NOTHING
    if isinstance(user, UserAccount) and user.is_active:
        for work in declarations().values():
            condition |= Q(kind=work.name) & _of(user, work)
    return Job.objects.filter(condition)


def _of(user: UserAccount, work: Declaration) -> Q:
    mine = Q(started_by=user)
    if work.due is not None:
        return NOTHING
    if not work.roles:
        return mine
    inside = inside_units_of(user, work.roles)
    return inside if work.is_shared else inside & mine


def get_job_for(user: type_of_user, pk: int) -> Job:
    """Return a job this person may see; raises ``Http404`` for every other id."""
    return get_object_or_404(jobs_visible_to(user).select_related("started_by"), pk=pk)


def latest_job_for(user: type_of_user, kind: str) -> Job | None:
    """Return the newest job of a kind that this person may see."""
    return jobs_visible_to(user).filter(kind=kind).order_by("-created_at", "-pk").first()
