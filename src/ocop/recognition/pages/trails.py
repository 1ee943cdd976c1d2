"""Breadcrumbs of results, certificates and decisions: each reader comes from a work list of their own."""

from django.urls import reverse

from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.access import MINISTRY_ROLES
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds_any
from ocop.reviewing.pages.reading import queue_crumb

Trail = list[tuple[str, str]]
COMMUNE = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
OFFICE = (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR)


def office_trail(here: str) -> Trail:
    """Return the way to a page of the province's office."""
    return [("Việc cần làm", reverse("web:home")), ("Công nhận", reverse("recognition:queue")), (here, "")]


def dossier_trail(user: UserAccount, dossier: Dossier | None, here: str) -> Trail:
    """Return the way to the result or certificate of a dossier, through the list where this person found it."""
    if holds_any(user, OFFICE):
        return office_trail(here)
    start: Trail = [("Việc cần làm", reverse("web:home"))]
    if holds_any(user, MINISTRY_ROLES):
        return [*start, ("Đề nghị 5 sao", reverse("recognition:ministry_queue")), (here, "")]
    if dossier is None:
        return [*start, (here, "")]
    if holds_any(user, COMMUNE, dossier.unit_path):
        own = reverse("reviewing:review", args=[dossier.pk])
        return [*start, queue_crumb(user, dossier), (dossier.product.name, own), (here, "")]
    own = reverse("filing:detail", args=[dossier.pk])
    return [*start, ("Hồ sơ của tôi", reverse("filing:list")), (dossier.product.name, own), (here, "")]
