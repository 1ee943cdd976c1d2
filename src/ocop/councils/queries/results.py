"""Reads after closing: the result of a dossier, and what the result page of one product shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ocop.councils.arithmetic import NO_LEVEL_MET, Mark, unanimous_levels
from ocop.councils.models import (
    AgendaItem,
    CouncilMember,
    CriterionScore,
    EvaluationResult,
    GateWaiver,
    ItemState,
    Rescoring,
)
from ocop.dossiers.models import Dossier
from ocop.law.arithmetic import stop_or_reject
from ocop.law.regimes import Regime
from ocop.law.sheets import Criterion, Option, RejectionRule, Sheet
from ocop.people.naming import Named
from ocop.people.queries.naming import past_names

from .scoring import law_sheet_of
from .standing import sealed_sheets

PUBLISHED = (ItemState.FINAL,)


def result_of(dossier: Dossier) -> EvaluationResult | None:
    """Return the newest final result of a dossier, None when no council has finished with it."""
    return (
        EvaluationResult.objects.filter(item__dossier=dossier, item__state__in=PUBLISHED)
        .select_related("item__meeting__council")
        .order_by("-item__meeting__held_on", "-item_id")
        .first()
    )


@dataclass(frozen=True)
class MemberTotal:
    """Total of one member's sheet; the page leaves the name out on the projector and for people outside the council."""

    member: CouncilMember
    name: Named  # as it was when the meeting closed
    total: Fraction
    parts: Mapping[str, str]
    comment: str


def member_totals(item: AgendaItem) -> list[MemberTotal]:
    """Totals of the sheets counted, in seat order."""
    sheets = list(sealed_sheets(item))
    names = past_names(sheet.member.account for sheet in sheets)
    return [
        MemberTotal(
            sheet.member,
            names.at(sheet.member.account, item.meeting.closed_at),
            Fraction(sheet.total or 0),
            sheet.part_totals,
            sheet.comment,
        )
        for sheet in sheets
    ]


@dataclass(frozen=True)
class GatedCriterion:
    """A criterion with star marks: what each member chose, what was agreed, whether the mark was waived."""

    criterion: Criterion
    marks: tuple[tuple[int, int], ...]  # (star, least level)
    levels: Mapping[int, int]  # level → how many members chose it
    unanimous: int | None
    agreed: int | None
    waiver: GateWaiver | None
    decisive: bool  # the star waits for its settlement

    @property
    def decided(self) -> int | None:
        """The level that counts for the gate."""
        return self.agreed if self.agreed is not None else self.unanimous

    @property
    def idle(self) -> bool:
        """Whether members differ, nothing was settled, and no settlement changes the star."""
        return self.waiver is None and self.decided is None and not self.decisive

    @property
    def majority(self) -> int | None:
        """The level that more than half of the sheets chose, if any."""
        return next((level for level, count in self.levels.items() if 2 * count > sum(self.levels.values())), None)

    @property
    def marked(self) -> int | None:
        """The level marked on the page of settling: what was decided, else what the majority chose."""
        return self.majority if self.decided is None else self.decided

    @property
    def rows(self) -> list[tuple[int, Option | None, int]]:
        """The levels that may be settled at, those that somebody chose: level, its words (None for no level), sheets."""
        options: dict[int, Option] = {option.level: option for option in self.criterion.options}
        return [(level, options.get(level), count) for level, count in self.levels.items()]


def gated_criteria(item: AgendaItem) -> list[GatedCriterion]:
    """The criteria with star marks, in printed order, with the choices of the sealed sheets."""
    law = law_sheet_of(item)
    sheets = marks_by_member(item)
    unanimous = unanimous_levels(law, [tuple(marks.values()) for marks in sheets.values()])
    agreed = dict(item.agreed_options.values_list("criterion_code", "level"))
    waivers = {waiver.criterion_code: waiver for waiver in item.gate_waivers.all()}
    waiting = EvaluationResult.objects.values_list("missing_agreed", flat=True).get(item=item)
    found = []
    for criterion in law.scored_criteria:
        if not criterion.has_gate:
            continue
        levels: dict[int, int] = {}
        for marks in sheets.values():
            level = marks[criterion.code].level if criterion.code in marks else NO_LEVEL_MET
            levels[level] = levels.get(level, 0) + 1
        found.append(
            GatedCriterion(
                criterion=criterion,
                marks=tuple((one.star, one.needs_level) for one in law.requirements if one.criterion == criterion.code),
                levels=dict(sorted(levels.items())),
                unanimous=unanimous.get(criterion.code),
                agreed=agreed.get(criterion.code),
                waiver=waivers.get(criterion.code),
                decisive=criterion.code in waiting,
            )
        )
    return found


def marks_by_member(item: AgendaItem) -> dict[int, dict[str, Mark]]:
    """Marks of the sealed sheets of the current pass: member → criterion → mark."""
    rows = CriterionScore.objects.filter(
        sheet__item=item, sheet__scoring_pass=item.scoring_pass, sheet__sealed_at__isnull=False
    ).values_list("sheet__member_id", "criterion_code", "case_code", "level", "note")
    found: dict[int, dict[str, Mark]] = {}
    for member_id, code, case_code, level, note in rows:
        found.setdefault(member_id, {})[code] = Mark(code, case_code, level, note)
    return found


def rules_touched(law: Sheet, sheets: Mapping[int, Mapping[str, Mark]]) -> list[RejectionRule]:
    """Printed grounds over scored criteria that some member's marks touch (set 16: a zero in the senses); a flag, no verdict."""
    touched = []
    for rule in law.rejection_rules:
        zeros = [_has_zero(law, rule, marks) for marks in sheets.values()]
        if any(zeros):
            touched.append(rule)
    return touched


def _has_zero(law: Sheet, rule: RejectionRule, marks: Mapping[str, Mark]) -> bool:
    if any(code in marks and marks[code].level == 0 for code in rule.scope):
        return True
    chosen = {code: marks[code].level for code in rule.scope if code in marks and marks[code].level}
    return rule in stop_or_reject(law, chosen).rules


def earlier_passes(item: AgendaItem) -> list[tuple[Rescoring, Named]]:
    """Scoring passes that were replaced and who ordered a new one, oldest first."""
    passes = list(item.rescorings.select_related("recorded_by").order_by("scoring_pass"))
    names = past_names(one.recorded_by for one in passes)
    return [(one, names.at(one.recorded_by, one.recorded_at)) for one in passes]


def distance_to_limits(result: EvaluationResult, regime: Regime) -> str:
    """Say how far the exact mean lies from the limits of its band."""
    if not result.average_exact:
        return ""
    mean = Fraction(result.average_exact)
    above = [band.lowest for band in regime.bands if band.lowest > mean]
    under = [band.lowest for band in regime.bands if band.lowest <= mean]
    words = [f"trên ngưỡng {max(under)} điểm là {decimal_text(mean - max(under))}"]
    if above:
        words.append(f"còn {decimal_text(min(above) - mean)} đến ngưỡng {min(above)} điểm")
    return "; ".join(words)


def decimal_text(value: Fraction) -> str:
    """Write a fraction with at most two decimals, the Vietnamese way; "≈" where it was rounded."""
    rounded = round(value, 2)
    text = f"{float(rounded):.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return text if rounded == value else f"≈ {text}"
