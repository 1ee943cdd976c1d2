"""The council board: members × products with honest states, results after closing (experience 3.4, look.md 5).

Reads states and stored results only, never marks; the number of queries does not depend on the number of products.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ocop.councils.arithmetic import Quorum
from ocop.councils.models import (
    AgendaItem,
    CouncilMeeting,
    CouncilMember,
    EvaluationResult,
    ItemState,
    Recusal,
    ScoreSheet,
)
from ocop.councils.rules import sees_result
from ocop.councils.states import SeatState, seat_state

from .meetings import quorum_among
from .standing import MeetingStanding, all_members, scores_in


@dataclass(frozen=True)
class Row:
    """One product on the board; ``result`` only where this viewer may see it."""

    item: AgendaItem
    states: tuple[SeatState, ...]
    received: int
    expected: int
    result: EvaluationResult | None
    own: SeatState | None

    @property
    def complete(self) -> bool:
        """Whether every expected sheet has arrived while the product is open."""
        return self.item.state == ItemState.OPEN and self.received > 0 and self.received == self.expected


@dataclass(frozen=True)
class Board:
    """The whole board of a meeting for one viewer."""

    members: list[CouncilMember]
    rows: list[Row]
    quorum: Quorum

    @property
    def final_count(self) -> int:
        """How many products are final."""
        return sum(row.item.state == ItemState.FINAL for row in self.rows)

    @property
    def next_to_score(self) -> AgendaItem | None:
        """The next product this viewer has still to score, in the council's order."""
        return next((row.item for row in self.rows if row.own == SeatState.SCORING), None)


def board_of(meeting: CouncilMeeting, standing: MeetingStanding) -> Board:
    """Return the board of a meeting as the viewer with this standing may see it, in four queries."""
    rules, presence = meeting.council.rules, standing.presence
    everyone = list(all_members(meeting.council_id))
    members = [member for member in everyone if scores_in(member.capacity, rules)]
    items = meeting.items.select_related("dossier__product", "dossier__producer", "result").only(*_COLUMNS)
    sealed, recused = _sealed(meeting), _recused(meeting)
    return Board(
        members=members,
        rows=[_row(item, members, presence, sealed, recused, standing) for item in items.order_by("position")],
        quorum=quorum_among(everyone, presence, rules),
    )


_COLUMNS = (
    "meeting_id", "dossier_id", "position", "state", "scoring_pass",
    "dossier__product_id", "dossier__producer_id", "dossier__set_number", "dossier__state",
    "dossier__product__name", "dossier__producer__name",
    "result__average_score", "result__score_spread", "result__rescoring_due", "result__star_rating", "result__outcome",
    "result__missing_agreed", "result__sheets_counted", "result__item_id",
)  # fmt: skip


def _sealed(meeting: CouncilMeeting) -> dict[tuple[int, int], set[int]]:
    rows = ScoreSheet.objects.filter(item__meeting=meeting, sealed_at__isnull=False)
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for item_id, scoring_pass, member_id in rows.values_list("item_id", "scoring_pass", "member_id"):
        found[item_id, scoring_pass].add(member_id)
    return found


def _recused(meeting: CouncilMeeting) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for item_id, member_id in Recusal.objects.filter(item__meeting=meeting).values_list("item_id", "member_id"):
        found[item_id].add(member_id)
    return found


def _row(  # noqa: PLR0917 - one line of a table out of five maps
    item: AgendaItem,
    members: list[CouncilMember],
    presence: Mapping[int, bool],
    sealed: dict[tuple[int, int], set[int]],
    recused: dict[int, set[int]],
    standing: MeetingStanding,
) -> Row:
    have, away = sealed.get((item.pk, item.scoring_pass), set()), recused.get(item.pk, set())
    states = tuple(
        seat_state(
            item_state=item.state,
            recused=member.pk in away,
            sealed=member.pk in have,
            present=presence.get(member.pk, False),
        )
        for member in members
    )
    own = next((state for member, state in zip(members, states, strict=True) if member == standing.seat), None)
    received = sum(state in {SeatState.RECEIVED, SeatState.LOCKED} for state in states)
    expected = received + sum(state in {SeatState.SCORING, SeatState.NO_SHEET} for state in states)
    return Row(item, states, received, expected, _result(item, have, away, standing), own)


def _result(item: AgendaItem, have: set[int], away: set[int], standing: MeetingStanding) -> EvaluationResult | None:
    pk = standing.seat.pk if standing.seat is not None else None
    visible = sees_result(
        item_state=item.state,
        scores=standing.scores,
        present=standing.present,
        sealed=pk in have,
        recused=pk in away,
    )
    return getattr(item, "result", None) if visible else None
