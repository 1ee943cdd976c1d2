"""What the pages of the self-assessment and of the evidence show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from ocop.dossiers.parts import criterion_part
from ocop.dossiers.queries.assessment import SelfAssessment, assess, choices_of, chosen_option, chosen_words
from ocop.dossiers.queries.bundle import Filing, self_score_content
from ocop.dossiers.queries.read_view import EvidenceCard, card_of
from ocop.dossiers.questions import criterion_hints
from ocop.files import accepted_list
from ocop.filing.forms import CriterionForm
from ocop.filing.pages.dossier import own_link
from ocop.filing.queries.agreement import disagreements
from ocop.filing.queries.completeness import evidence_needs, unanswered_words
from ocop.filing.stale import fingerprint
from ocop.law.evidence import EvidenceNeed, evidence_for
from ocop.law.sheets import Criterion, Option

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class CriterionRow:
    """A line of the overview: one criterion with its answer."""

    code: str
    title: str
    href: str
    words: str
    answered: bool
    points: int
    max: int
    files: int
    gates: tuple[int, ...]
    open: bool


@dataclass(frozen=True)
class PartRows:
    """A part of the sheet with its criteria."""

    code: str
    title: str
    points: int
    max: int
    answered: int
    rows: tuple[CriterionRow, ...]


def assessment_page(filing: Filing) -> dict[str, Any]:
    """Points per part, star, unmet gates, best next step and the criteria of each part."""
    result = assess(filing.law, choices_of(filing.scores))
    waiting = filing.next_unanswered()
    return {
        "result": result,
        "bars": [_bar(part) for part in result.parts],
        "gates": [_gate(filing, one) for one in result.unmet],
        "parts": _part_rows(filing, result),
        "steps": [(one, _href(filing, one.criterion)) for one in result.steps],
        "next": (waiting, _href(filing, waiting.code)) if waiting else None,
        "warnings": [
            *result.score.warnings,
            *(f"Theo mức đã chọn: {rule.label}." for rule in result.applying),
            *(one.sentence for one in disagreements(filing)),
        ],
        "star": result.score.star
        if result.complete
        else "",  # what is not answered is not zero: no star before the end
        "forced": sum(one.forced for one in result.steps),
        "lowest": result.plan.total_before + result.points_to_band,
    }


def _bar(part: Any) -> dict[str, Any]:
    return {"code": part.code, "title": part.title, "points": str(part.points), "max": part.max}


def _gate(filing: Filing, gate: Any) -> dict[str, Any]:
    return {
        "criterion": gate.criterion,
        "title": gate.title,
        "needs": gate.needs,
        "now": gate.now,
        "href": _href(filing, gate.criterion) if filing.is_open(criterion_part(gate.criterion)) else "",
    }


def _href(filing: Filing, code: str) -> str:
    return reverse("filing:criterion", args=[filing.dossier.pk, code])


def _part_rows(filing: Filing, result: SelfAssessment) -> list[PartRows]:
    choices = choices_of(filing.scores)
    found = []
    for part in result.parts:
        rows = tuple(_row(filing, one, choices) for one in filing.sheet.scored_criteria if one.part_code == part.code)
        found.append(PartRows(part.code, part.title, part.points, part.max, part.answered, rows))
    return found


def _row(filing: Filing, criterion: Criterion, choices: dict[str, Any]) -> CriterionRow:
    answered = criterion.code in choices
    option = chosen_option(criterion, choices[criterion.code]) if answered else None
    return CriterionRow(
        code=criterion.code,
        title=criterion.title,
        href=_href(filing, criterion.code),
        words=chosen_words(criterion, choices) if answered else _begun_words(filing, criterion.code),
        answered=answered,
        points=option.points if option else 0,
        max=criterion.max_points,
        files=len(filing.evidence_of(criterion.code)),
        gates=tuple(sorted({one.star_gate for one in criterion.options if one.star_gate})),
        open=filing.is_open(criterion_part(criterion.code)),
    )


def _begun_words(filing: Filing, code: str) -> str:
    return unanswered_words(filing, code).capitalize() if code in filing.begun else ""


def criterion_initial(filing: Filing, code: str) -> dict[str, Any]:
    """The saved answer as the form's first values."""
    row = filing.scores.get(code) or filing.begun.get(code)
    if row is None:
        return {"seen": fingerprint({})}
    return {
        "level": row.level,
        "case": row.case_code,
        "description": row.description,
        "seen": fingerprint(self_score_content(row)),
    }


def criterion_page(filing: Filing, code: str, form: CriterionForm, *, case: str) -> dict[str, Any]:
    """One criterion: its levels, marks, hints, files, and its neighbours."""
    criterion = filing.sheet.criterion(code)
    saved = filing.scores.get(code) or filing.begun.get(code)
    case = case or (saved.case_code if saved else "")
    if criterion.kind == "alternatives" and not criterion.options_of(case):
        case = ""
    codes = [one.code for one in filing.sheet.scored_criteria]
    place = codes.index(code)
    choices = choices_of(filing.scores)
    return {
        "form": form,
        "criterion": criterion,
        "part": next(one for one in filing.sheet.parts if one.code == criterion.part_code),
        "case": case,
        "case_label": next((one.label for one in criterion.cases if one.code == case), ""),
        "ask_case": criterion.kind == "alternatives" and not case,
        "case_hint": _usual_case(filing),
        "options": _options(criterion, case),
        "zero": not criterion.zero_level_printed and criterion.kind != "single",
        "selected": _selected(form, case),
        "locked_level": chosen_words(criterion, choices),
        "locked_words": saved.description if saved else "",
        "hints": _hints(filing, criterion),
        "usual_evidence": evidence_for(filing.sheet, code),
        "cards": [card_of(one, own_link(one), filing.dossier.regime) for one in filing.evidence_of(code)],
        "removed": list(filing.dossier.evidence.filter(criterion_code=code, removed_at__isnull=False).order_by("pk")),
        "accepted": accepted_list(),
        "max_megabytes": _max_megabytes(),
        "place": place + 1,
        "places": len(codes),
        "previous": _href(filing, codes[place - 1]) if place else "",
        "following": _href(filing, codes[place + 1]) if place + 1 < len(codes) else "",
    }


def _selected(form: CriterionForm, case: str) -> int | None:
    """The level to show as chosen: typed or saved, unless it belongs to the other case."""
    typed, typed_case = str(form["level"].value()), form["case"].value() or ""
    return int(typed) if typed_case == case and typed.isdecimal() and len(typed) < 4 else None


def _options(criterion: Criterion, case: str) -> list[dict[str, Any]]:
    ladder: tuple[Option, ...] = criterion.options_of(case)
    options = [{"level": one.level, "points": one.points, "words": one.label, "gate": one.star_gate} for one in ladder]
    if criterion.kind == "single":
        options[0]["words"] = f"Có: {options[0]['words']}"
        options.append({"level": 0, "points": 0, "words": "Không", "gate": None})
    return options


def _usual_case(filing: Filing) -> str:
    """The case chosen for the other criteria of set 26, as a hint (AMB-13)."""
    chosen = [one.case_code for one in filing.scores.values() if one.case_code]
    return chosen[0] if chosen else ""


def _hints(filing: Filing, criterion: Criterion) -> list[str]:
    known = criterion_hints()
    hints = [note.label for note in criterion.notes]
    hints += [known[code] for code in criterion.ambiguities if code in known]
    if criterion.needs:
        hints.append(
            f"Chỉ chấm khi tiêu chí {criterion.needs} ({filing.sheet.criterion(criterion.needs).title}) có điểm."
        )
    hints += [rule.label for rule in filing.sheet.rejection_rules if rule.criterion == criterion.code]
    return hints


def _max_megabytes() -> int:
    from django.conf import settings

    limit: int = settings.OCOP_EVIDENCE_MAX_BYTES
    return limit // MEBIBYTE


@dataclass(frozen=True)
class NeedRow:
    """A line of the computed checklist: a kind of paper, why it is asked, what was sent."""

    label: str
    what: str
    why: str
    count: int
    code: str


def evidence_page(filing: Filing, *, on: date) -> dict[str, Any]:
    """The computed checklist of papers and every file sent."""
    result = assess(filing.law, choices_of(filing.scores))
    needs = evidence_needs(filing, result.target_star)
    cards: dict[str, list[EvidenceCard]] = {}
    for one in filing.evidence:
        cards.setdefault(one.criterion_code, []).append(card_of(one, own_link(one), filing.dossier.regime))
    groups = [
        (one, _href(filing, one.code), cards[one.code]) for one in filing.sheet.scored_criteria if one.code in cards
    ]
    return {
        "needs": [_need_row(filing, need) for need in needs],
        "documents": cards.get("", []),
        "groups": groups,
        "accepted": accepted_list(),
        "max_megabytes": _max_megabytes(),
        "target": result.target_star,
        "today": on,
    }


def _need_row(filing: Filing, need: EvidenceNeed) -> NeedRow:
    rules = {rule.code: rule.label for rule in filing.sheet.rejection_rules}
    reasons = []
    if need.for_grounds:
        reasons.append("Thiếu có thể bị loại: " + "; ".join(rules[code] for code in need.for_grounds))
    if need.criteria:
        reasons.append("Dùng cho tiêu chí " + ", ".join(need.criteria))
    count = sum(one.evidence_type == need.evidence.code for one in filing.evidence)
    return NeedRow(need.evidence.label, need.evidence.what, ". ".join(reasons), count, need.evidence.code)
