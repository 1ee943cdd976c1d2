"""Opinions in writing on a renewal: what members said, and what sends the product to a meeting (QĐ 26/2026, Đ.7.6.d)."""

from dataclasses import dataclass

from ocop.councils.models import AgendaItem, EvaluationResult, WrittenOpinion
from ocop.people.naming import Named
from ocop.people.queries.naming import past_names
from ocop.vietnamese import format_decimal

BOTH, SPREAD, MEMBER = "spread_or_member", "spread", "member"


@dataclass(frozen=True)
class Opinion:
    """What one member said; read after closing only."""

    name: Named
    organisation: str
    agrees: bool
    wants_meeting: bool
    reason: str


def opinions_on(item: AgendaItem) -> list[Opinion]:
    """Return the opinions of the present pass in seat order; whoever asks has asked whether the result may be seen."""
    rows = list(
        WrittenOpinion.objects.filter(item=item, scoring_pass=item.scoring_pass)
        .select_related("member__account")
        .order_by("member__position", "member__pk")
    )
    names = past_names(one.member.account for one in rows)
    return [
        Opinion(
            names.at(one.member.account, item.meeting.closed_at), one.member.organisation, one.agrees,
            one.wants_meeting, one.reason,
        )
        for one in rows
    ]  # fmt: skip


def reasons_to_meet(item: AgendaItem, result: EvaluationResult) -> list[str]:
    """Why the council's rules send a product to a meeting; nothing for a product that is in a meeting already."""
    if not item.meeting.in_writing:
        return []
    rules, found = item.meeting.rules, []
    if rules.written_meeting_trigger in (BOTH, SPREAD) and result.rescoring_due and rules.max_spread is not None:
        spread, most = (format_decimal(one.normalize()) for one in (result.score_spread, rules.max_spread))
        found.append(f"điểm chênh nhau {spread}, quá {most} điểm")
    if rules.written_meeting_trigger in (BOTH, MEMBER):
        # How many, never who: the sentence also stands before people, and on the wall, where names are not shown.
        asked = item.opinions.filter(scoring_pass=item.scoring_pass, wants_meeting=True).count()
        if asked:
            found.append(f"{asked} thành viên đề nghị họp")
    return found
