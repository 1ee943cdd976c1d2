"""The council board: members × products with honest states, results after closing.

Reads states and stored results only, never marks; four queries while it meets, whatever the number of products.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from ocop.councils.arithmetic import Quorum
from ocop.councils.models import CouncilMeeting, CouncilMember, ItemState, Recusal, ScoreSheet
from ocop.councils.rules import sees_result
from ocop.councils.states import SeatState, seat_state
from ocop.people.naming import Named
from ocop.people.queries.naming import past_names

from .meetings import quorum_among
from .recorded import minuted_products
from .standing import MeetingStanding, members_at, scores_in


class Line(NamedTuple):
    """What the board needs of one product; the stored result only where the viewer may see it."""

    pk: int
    position: int
    state: str
    scoring_pass: int
    product: str
    dossier_state: str
    average_score: str | None
    score_spread: Decimal | None
    rescoring_due: bool | None
    star_rating: int | None
    outcome: str | None


COLUMNS = (
    "pk", "position", "state", "scoring_pass", "dossier__product__name", "dossier__state",
    "result__average_score", "result__score_spread",
    "result__rescoring_due", "result__star_rating", "result__outcome",
)  # fmt: skip
HIDDEN: dict[str, Any] = dict.fromkeys(Line._fields[6:])


@dataclass(frozen=True, slots=True)
class Row:
    """One product on the board."""

    line: Line
    states: tuple[SeatState, ...]
    own: SeatState | None
    sees_result: bool

    @property
    def received(self) -> int:
        """How many sheets the server has received."""
        return sum(state in {SeatState.RECEIVED, SeatState.LOCKED} for state in self.states)

    @property
    def expected(self) -> int:
        """How many sheets were to come."""
        return self.received + sum(state in {SeatState.SCORING, SeatState.NO_SHEET} for state in self.states)


@dataclass(frozen=True)
class Board:
    """The whole board of a meeting for one viewer."""

    members: Sequence[CouncilMember]
    names: Sequence[Named]  # of the members, as they were when the meeting closed
    rows: Sequence[Row]
    quorum: Quorum

    @property
    def final_count(self) -> int:
        """How many products are final."""
        return sum(row.line.state == ItemState.FINAL for row in self.rows)

    @property
    def next_to_score(self) -> int | None:
        """Id of the next product this viewer has still to score, in the council's order."""
        return next((row.line.pk for row in self.rows if row.own == SeatState.SCORING), None)


def board_of(meeting: CouncilMeeting, standing: MeetingStanding) -> Board:
    """Return the board of a meeting as the viewer with this standing may see it."""
    rules, presence = meeting.rules, standing.presence
    everyone = list(members_at(meeting))
    members = [member for member in everyone if scores_in(member.capacity, rules)]
    seats = [(member.pk, presence.get(member.pk, False)) for member in members]
    sealed, recused = _sealed(meeting), _recused(meeting)
    lines = map(Line._make, meeting.items.order_by("position").values_list(*COLUMNS))
    minuted = minuted_products(meeting)
    called = (line._replace(product=minuted.get(line.pk, line.product)) for line in lines)
    names = past_names(member.account for member in members)
    return Board(
        members=members,
        names=[names.at(member.account, meeting.closed_at) for member in members],
        rows=[_row(line, seats, sealed[line.pk, line.scoring_pass], recused[line.pk], standing) for line in called],
        quorum=quorum_among(everyone, presence, rules),
    )


def _sealed(meeting: CouncilMeeting) -> Mapping[tuple[int, int], set[int]]:
    rows = ScoreSheet.objects.filter(item__meeting=meeting, sealed_at__isnull=False)
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for item_id, scoring_pass, member_id in rows.values_list("item_id", "scoring_pass", "member_id"):
        found[item_id, scoring_pass].add(member_id)
    return found


def _recused(meeting: CouncilMeeting) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for item_id, member_id in Recusal.objects.filter(item__meeting=meeting).values_list("item_id", "member_id"):
        found[item_id].add(member_id)
    return found


def _row(
    line: Line, seats: Sequence[tuple[int, bool]], sealed: set[int], recused: set[int], standing: MeetingStanding
) -> Row:
    states = tuple(
        seat_state(item_state=line.state, recused=pk in recused, sealed=pk in sealed, present=present)
        for pk, present in seats
    )
    mine = standing.seat.pk if standing.seat is not None else None
    visible = sees_result(
        item_state=line.state,
        scores=standing.scores,
        present=standing.present,
        sealed=mine in sealed,
        recused=mine in recused,
    )
    own = next((state for (pk, _), state in zip(seats, states, strict=True) if pk == mine), None)
    return Row(line if visible else line._replace(**HIDDEN), states, own, visible)
