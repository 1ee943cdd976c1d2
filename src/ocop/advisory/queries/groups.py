"""Who works in a group, as the page of the group lists them (QĐ 26/2026, Đ.7.3.b)."""

from dataclasses import dataclass

from ocop.advisory.models import AdvisoryGroup, AdvisoryGroupMember
from ocop.ledger.queries import timeline_of
from ocop.people.naming import Named
from ocop.people.queries.naming import past_names


@dataclass(frozen=True)
class MemberLine:
    """A person in a group, called as when the office wrote the person into it."""

    member: AdvisoryGroupMember
    name: Named


def member_lines(group: AdvisoryGroup) -> list[MemberLine]:
    """Everybody who works or worked in a group, those at work first, in the order of the list; three queries."""
    rows = list(group.members.select_related("account").order_by("left_on", "position", "pk"))
    written = {one.details["member"]: one.at for one in timeline_of(group).filter(action="advisory_member_added")}
    names = past_names(one.account for one in rows)
    return [MemberLine(one, names.at(one.account, written.get(one.pk))) for one in rows]
