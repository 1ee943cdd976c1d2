"""As whom a person signs: in the own office, or for its holder with the letters of NĐ 30/2020; and who is deputy of which office.

What ``signed_as`` returns goes into the snapshot of the paper: neither a later change of name nor the end of a deputyship touches it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from ocop.people.models import Deputyship, Role, RoleAssignment, UserAccount
from ocop.people.rights import NOTHING, holds, in_force, roles_of, signing
from ocop.people.signing import matters_in_words, offices, ways
from ocop.territory.models import AdministrativeUnit


@dataclass(frozen=True)
class SignedAs:
    """A signature as it is printed: whom it is for (KT. Chủ tịch), the own position, the name; and by which paper a deputy signs."""

    account: int
    name: str
    position: str
    signs_for: str = ""
    document: str = ""

    @property
    def block(self) -> str:
        """The lines above the name: for whom, then the own position."""
        return "\n".join(line for line in (self.signs_for, self.position) if line)

    def content(self) -> dict[str, object]:
        """Return the signature as plain data for a snapshot; a holder's has no lines about deputies."""
        own: dict[str, object] = {"account": self.account, "name": self.name, "position": self.position}
        return own | ({"signs_for": self.signs_for, "document": self.document} if self.signs_for else {})


def signed_as(person: UserAccount, role: str, unit_path: str, *, at: datetime, organisation: str = "") -> SignedAs:
    """Return as whom a person signs a paper of an office at a moment; the own office goes before a deputyship.

    Somebody who holds neither at that moment is written down with the office's position: whether a person may sign at all is
    a question of the rules.
    """
    day, position = timezone.localdate(at), offices()[role].position
    name = str(person)
    mine = RoleAssignment.objects.filter(in_force(day), account=person, role=role)
    if organisation:
        mine = mine.filter(organisation_name__in=[organisation, ""])
    found = None
    if not any(unit_path.startswith(path or "") for path in mine.values_list("unit__path", flat=True)):
        rows = Deputyship.objects.filter(signing(day), account=person, role=role).select_related("unit").order_by("pk")
        found = next((row for row in rows if _reaches(row, unit_path, organisation)), None)
    if found is None:
        return SignedAs(person.pk, name, position)
    letters = ways()[found.way].letters
    return SignedAs(person.pk, name, found.position, f"{letters} {position}", found.document)


def _reaches(row: Deputyship, unit_path: str, organisation: str) -> bool:
    inside = unit_path.startswith(row.unit.path if row.unit else "")
    return inside and (not organisation or row.organisation_name == organisation)


def signs_for_head_of(user: UserAccount | AnonymousUser, role: str, organisation: str, unit_path: str) -> bool:
    """Whether a person may sign today for the head of a group of a territory."""
    return any(
        held.as_deputy
        and held.role == role
        and held.organisation == organisation
        and unit_path.startswith(held.unit_path)
        for held in roles_of(user)
    )


@dataclass(frozen=True)
class DeputyLine:
    """A deputyship as a page shows it."""

    row: Deputyship
    state: str  # now | later | paused | over
    office: str
    letters: str
    matters: str  # what may be signed, in words; empty: all of the office

    @property
    def place(self) -> str:
        """The group, the unit or the whole country in which the office is held."""
        return self.row.organisation_name or (self.row.unit.full_name if self.row.unit else "Toàn quốc")


def deputy_lines(rows: Iterable[Deputyship], *, on: date | None = None) -> list[DeputyLine]:
    """Deputyships in words: those in force first, then paused, coming and past ones."""
    day = on or timezone.localdate()
    order = ("now", "paused", "later", "over")
    lines = [
        DeputyLine(row, _state(row, day), Role(row.role).label, ways()[row.way].letters, matters_in_words(row.matters))
        for row in rows
    ]
    return sorted(lines, key=lambda line: order.index(line.state))


def own_deputy_lines(user: UserAccount) -> list[DeputyLine]:
    """Offices for which a person signs, for the page of the own account."""
    return deputy_lines(user.deputyships.select_related("account", "unit").order_by("-effective_from", "pk"))


def _state(row: Deputyship, day: date) -> str:
    if row.effective_to is not None and row.effective_to < day:
        return "over"
    if row.paused_at is not None:
        return "paused"
    return "later" if row.effective_from > day else "now"


def deputyships_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[Deputyship]:
    """Deputyships a person may read: the own ones, those of the own office, those the own office may pause; an administrator all."""
    if not isinstance(user, UserAccount):
        return Deputyship.objects.none()
    rows = Deputyship.objects.select_related("account", "unit").order_by("-effective_from", "pk")
    if holds(user, Role.SYSTEM_ADMINISTRATOR):
        return rows
    mine = Q(account=user) | NOTHING
    for office in offices().values():
        for held in roles_of(user):
            if held.role in {office.role, office.paused_by} and not held.as_deputy:
                inside = Q(unit__path__inside=held.unit_path) if held.unit_path else Q()
                mine |= Q(role=office.role) & inside
    return rows.filter(mine)


def get_deputyship_for(user: UserAccount | AnonymousUser, pk: int) -> Deputyship:
    """Return a deputyship this person may read; raises ``Http404`` for every other id."""
    found = deputyships_visible_to(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class HeldOffice:
    """An office for which a deputy can be appointed: its role, its place, the group where a place has several."""

    role: str
    unit: AdministrativeUnit | None
    organisation: str
    words: str

    @property
    def key(self) -> str:
        """The office as a form sends it."""
        return f"{self.role}|{self.unit.pk if self.unit else ''}|{self.organisation}"


def offices_held(user: UserAccount, *, inside: str | None) -> list[HeldOffice]:
    """Offices for which this person may appoint deputies: an administrator's are those of a territory, a holder's the own ones.

    ``inside`` is the path of the territory an administrator looks at, empty for offices of the whole country.
    """
    rows = RoleAssignment.objects.filter(in_force(timezone.localdate()), role__in=offices()).select_related("unit")
    if not holds(user, Role.SYSTEM_ADMINISTRATOR):
        rows = rows.filter(account=user)
    elif inside:
        rows = rows.filter(unit__path__inside=inside)
    else:
        rows = rows.filter(unit__isnull=True)
    found = {}
    for row in rows.order_by("unit__path", "role", "pk"):
        group = row.organisation_name if row.role == Role.ADVISORY_GROUP_HEAD else ""
        place = group or (row.unit.full_name if row.unit else "Toàn quốc")
        one = HeldOffice(row.role, row.unit, group, f"{Role(row.role).label}, {place}")
        found[one.key] = one
    return list(found.values())
