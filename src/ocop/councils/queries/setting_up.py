"""Councils and their rules as their own pages show them: lists, members in order, what still stands in the way (Đ.7.3.b)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ocop.councils.models import Attendance, Capacity, Council, CouncilMember, CouncilRules, Recusal, ScoreSheet
from ocop.councils.parameters import PARAMETERS, say
from ocop.people.models import Role, RoleAssignment, UserAccount
from ocop.people.naming import Named
from ocop.people.queries.naming import past_names
from ocop.people.rights import holds_any, inside_units_of
from ocop.people.rights import in_force as role_in_force
from ocop.people.rules import CENTRAL_COUNCIL
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import fold

from .access import COUNCIL_ROLES, MINISTRY_ROLES, PROVINCE_ROLES, councils_visible_to

ROLE_OF_CAPACITY: dict[str, Role] = {
    Capacity.CHAIR: Role.COUNCIL_CHAIR,
    Capacity.SECRETARY: Role.COUNCIL_SECRETARY,
}
CENTRAL_ROLE_OF_CAPACITY: dict[str, Role] = {
    Capacity.CHAIR: Role.CENTRAL_COUNCIL_CHAIR,
    Capacity.SECRETARY: Role.CENTRAL_COUNCIL_SECRETARY,
}


def role_of_capacity(capacity: str, *, central: bool = False) -> Role:
    """The role that goes with a seat in a council of a province, or in the central one."""
    if central:
        return CENTRAL_ROLE_OF_CAPACITY.get(capacity, Role.CENTRAL_COUNCIL_MEMBER)
    return ROLE_OF_CAPACITY.get(capacity, Role.COUNCIL_MEMBER)


def council_list(user: UserAccount) -> QuerySet[Council]:
    """Councils a person may follow, newest decision first, with how many people sit in each today."""
    today = timezone.localdate()
    begun = Q(members__effective_from__isnull=True) | Q(members__effective_from__lte=today)
    seated = begun & (Q(members__effective_to__isnull=True) | Q(members__effective_to__gte=today))
    councils = councils_visible_to(user).select_related("rules", "unit")
    return councils.annotate(seated=Count("members", filter=seated)).order_by("-decided_on", "-pk")


def rules_visible_to(user: UserAccount) -> QuerySet[CouncilRules]:
    """Rules a person may read: those of the own province or the ministry, and those of the councils one follows."""
    here = inside_units_of(user, PROVINCE_ROLES, "unit__path") | Q(pk__in=councils_visible_to(user).values("rules"))
    if holds_any(user, MINISTRY_ROLES):
        here |= Q(unit__isnull=True)
    return CouncilRules.objects.filter(here).select_related("unit").order_by("-effective_from", "-pk")


def rules_list(user: UserAccount) -> QuerySet[CouncilRules]:
    """Rules a person may read, newest first, with how many councils work under them."""
    return rules_visible_to(user).annotate(used_by=Count("councils"))


def get_rules_for(user: UserAccount, pk: int) -> CouncilRules:
    """Return rules this person may read; raises ``Http404`` for every other id."""
    return get_object_or_404(rules_visible_to(user), pk=pk)


def rules_of_unit(unit: AdministrativeUnit | None) -> QuerySet[CouncilRules]:
    """Rules recorded for a province, or for the ministry where there is no unit, newest first."""
    return CouncilRules.objects.filter(unit=unit).order_by("-effective_from", "-pk")


def get_seat_for(user: UserAccount, pk: int) -> CouncilMember:
    """Return a seat in a council this person may follow; raises ``Http404`` for every other id."""
    seats = CouncilMember.objects.filter(council__in=councils_visible_to(user))
    return get_object_or_404(seats.select_related("account", "council__rules", "council__unit"), pk=pk)


def seat_was_used(seat: CouncilMember) -> bool:
    """Whether a seat left a trace in a meeting: attendance, a sheet or a recusal."""
    return any(model.objects.filter(member=seat).exists() for model in (Attendance, ScoreSheet, Recusal))


@dataclass(frozen=True)
class RuleLine:
    """One parameter of recorded rules in words, beside the national default."""

    label: str
    meaning: str
    value: str
    default: str

    @property
    def is_default(self) -> bool:
        """Whether the rules say what the national default says."""
        return self.value == self.default


def rule_lines(rules: CouncilRules) -> list[RuleLine]:
    """Every parameter of recorded rules."""
    return [
        RuleLine(
            one.label,
            one.meaning,
            say(one.name, getattr(rules, one.name)),
            say(one.name, one.default_on(rules.effective_from)),
        )
        for one in PARAMETERS
    ]


@dataclass(frozen=True)
class SeatLine:
    """A seat as the council's page shows it."""

    seat: CouncilMember
    name: Named  # as the decision that gave the seat named the person
    over: bool
    used: bool
    invited: int | None  # invitation that was not accepted yet, or whose person is not known yet

    @property
    def unknown(self) -> bool:
        """Whether the account was taken, and by whom is not confirmed yet."""
        return self.seat.awaits_confirmation and self.seat.account.invitation.accepted_at is not None


def seat_lines(council: Council) -> list[SeatLine]:
    """Every seat of a council in the order of the decision, those that ended last (three queries)."""
    today = timezone.localdate()
    rows = list(council.members.select_related("account__invitation").order_by("position", "pk"))
    names = past_names(seat.account for seat in rows)
    used = set(Attendance.objects.filter(member__council=council).values_list("member_id", flat=True))
    lines = [
        SeatLine(
            seat,
            names.at(seat.account, seat.effective_from or council.decided_on),
            bool(seat.effective_to and seat.effective_to < today),
            seat.pk in used,
            _open_invitation(seat),
        )
        for seat in rows
    ]
    return sorted(lines, key=lambda line: line.over)


def _open_invitation(seat: CouncilMember) -> int | None:
    invitation = getattr(seat.account, "invitation", None)
    if invitation is None:
        return None
    return invitation.pk if invitation.accepted_at is None or seat.awaits_confirmation else None


def shortcomings(council: Council, seats: Sequence[CouncilMember]) -> list[str]:
    """What still stands between these seats and a valid meeting, in sentences."""
    held, rules = {seat.capacity for seat in seats}, council.rules
    found = []
    waiting = sum(seat.awaits_confirmation for seat in seats)
    if len(seats) < rules.size_min:
        found.append(f"Hội đồng mới có {len(seats)} người; quy chế yêu cầu ít nhất {rules.size_min}.")
    elif len(seats) - waiting < rules.size_min:
        found.append(
            f"{waiting} người chưa nhận lời mời hoặc chưa được xác nhận đúng người; ghế của họ chưa có hiệu lực, "
            f"quy chế yêu cầu ít nhất {rules.size_min} người."
        )
    if Capacity.CHAIR not in held:
        found.append("Hội đồng chưa có Chủ tịch.")
    if Capacity.SECRETARY not in held:
        found.append("Hội đồng chưa có Thư ký; cơ quan tham mưu lập phiên họp thay, Chủ tịch tự điểm danh.")
    return found


@cache
def _sectors(*, central: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    kept = yaml.safe_load((files("ocop.councils") / "data" / "sectors.yaml").read_text(encoding="utf-8"))
    rows = kept["central_sectors" if central else "sectors"]
    return tuple((row["name"], tuple(row["words"])) for row in rows)


def missing_sectors(seats: Sequence[CouncilMember], *, central: bool = False) -> list[str]:
    """Bodies named by Đ.7.3.b (Đ.7.4.b) from which no member seems to come; a hint, never a refusal."""
    organisations = [fold(seat.organisation) for seat in seats]
    return [
        name
        for name, words in _sectors(central=central)
        if not any(word in one for word in words for one in organisations)
    ]


def candidates_for(council: Council) -> QuerySet[UserAccount]:
    """People the office may seat without inviting: officials of the province (of the ministry) and whoever sat in its councils, not seated now."""
    roles = [*COUNCIL_ROLES, Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, *PROVINCE_ROLES]
    inside = RoleAssignment.objects.filter(role__in=roles, unit__path__inside=council.unit_path)
    of_ministry = RoleAssignment.objects.filter(role__in=[*CENTRAL_COUNCIL, *MINISTRY_ROLES])
    known = (of_ministry if council.is_central else inside).values("account")
    administrators = RoleAssignment.objects.filter(role_in_force(timezone.localdate()), role=Role.SYSTEM_ADMINISTRATOR)
    seated = council.members.filter(effective_to__isnull=True).values("account")
    return (
        UserAccount.objects.filter(pk__in=known, is_active=True)
        .exclude(pk__in=administrators.values("account"))
        .exclude(pk__in=seated)
        .order_by("full_name", "username")
    )
