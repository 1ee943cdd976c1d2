"""The way of a filed dossier in five stages: where it is, who has it and until when (QĐ 26/2026, Đ.7)."""

from dataclasses import dataclass
from datetime import date

from ocop.dossiers.clocks import counts_working_days, days_left
from ocop.dossiers.models import Dossier
from ocop.dossiers.models import DossierState as S
from ocop.dossiers.states import AT_MINISTRY
from ocop.dossiers.wording import holder_words

STAGES: tuple[tuple[str, frozenset[str]], ...] = (
    ("Xã", frozenset({S.SUBMITTED, S.COMMUNE_REVIEW, S.COMMUNE_SUPPLEMENT, S.COMMUNE_ASSESSED})),
    ("Tỉnh", frozenset({S.PROVINCE_REVIEW, S.PROVINCE_SUPPLEMENT})),
    ("Tổ tư vấn", frozenset({S.IN_ROUND, S.ADVISORY_REVIEW})),
    ("Hội đồng", frozenset({S.COUNCIL_REVIEW, S.PROVINCE_SCORED})),
    ("Quyết định", frozenset({S.DECISION_PENDING, S.PROVINCE_FALLBACK})),
)
MINISTRY = ("Bộ", AT_MINISTRY)
DECIDED = frozenset({S.RECOGNISED, S.NOT_RECOGNISED, S.POTENTIAL_FIVE_STAR})


@dataclass(frozen=True)
class Stage:
    """One stage: behind, now with who has the dossier and until when, or ahead."""

    name: str
    place: str  # done | now | ahead
    holder: str = ""
    due_on: date | None = None
    days_left: int | None = None
    in_working_days: bool = False  # its day is counted in working days, and so is what is left

    @property
    def words(self) -> str:
        """What the mark beside the name says."""
        return {"done": "đã qua", "now": "hồ sơ đang ở đây", "ahead": "chưa tới"}[self.place]


def stages_of(dossier: Dossier, *, due_on: date | None, on: date) -> list[Stage]:
    """Return the stages of a filed dossier, a sixth one while the ministry has it; none for a draft, and for one that ended before it was decided."""
    state = dossier.state
    stages = (*STAGES, MINISTRY) if state in AT_MINISTRY else STAGES
    here = next((place for place, (_, states) in enumerate(stages) if state in states), None)
    if here is None and state not in DECIDED:
        return []
    reached = len(stages) if here is None else here
    found = [Stage(name, "done" if place < reached else "ahead") for place, (name, _) in enumerate(stages)]
    if here is not None:
        working = counts_working_days(dossier)
        left = days_left(due_on, on, working=working) if due_on else None
        found[here] = Stage(stages[here][0], "now", holder_words(state), due_on, left, working)
    return found
