"""Derive the result of a closed product from its sealed sheets, twice, and store it (QĐ 26/2026, Đ.3.3)."""

import logging
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ocop.councils.arithmetic import (
    Mark,
    OutcomeName,
    Panel,
    central_outcome_of,
    exact_text,
    outcome_of,
    tally_of,
    tally_rules,
)
from ocop.councils.models import AgendaItem, EvaluationResult
from ocop.councils.queries.finishing import ENDED_BY_RULE
from ocop.councils.queries.standing import sealed_sheets
from ocop.councils.recount import CountingRules, Recount, recount
from ocop.dossiers.law import law_of
from ocop.law.arithmetic import Tally
from ocop.ledger.chain import content_hash
from ocop.ledger.errors import DomainError

from .sealing import marks_of, sealed_content

logger = logging.getLogger(__name__)
WIDEST_SHOWN = 5


class TallyDisagreementError(DomainError):
    """The two independent counts differ, or a sealed sheet is not what its receipt says: nothing is closed."""


def panel_of(item: AgendaItem) -> Panel:
    """Return the sealed sheets of the current pass with what the council agreed on and waived.

    Raises ``TallyDisagreementError`` when a sheet no longer matches the hash of its receipt.
    """
    rules, law = item.meeting.rules, law_of(item.dossier)
    members: dict[str, tuple[Mark, ...]] = {}
    for sheet in sealed_sheets(item):
        marks = marks_of(sheet)
        if content_hash(sealed_content(sheet, marks)) != sheet.content_hash:
            _fail(item, f"Phiếu có biên nhận {sheet.receipt_code} không khớp dấu kiểm khi gửi.")
        members[str(sheet.member_id)] = marks
    agreed = item.agreed_options.order_by("criterion_code").values_list("criterion_code", "case_code", "level")
    return Panel(
        sheet=law.sheet,
        members=members,
        rules=tally_rules(law, max_spread=rules.max_spread, gates_by=rules.gates_by, aggregate=rules.aggregate),
        agreed=tuple(Mark(*row) for row in agreed),
        waived=frozenset(item.gate_waivers.values_list("criterion_code", flat=True)),
    )


def derive_result(item: AgendaItem, *, at: datetime) -> EvaluationResult:
    """Count the sheets of a locked product twice and store the result; a rejection already recorded stays.

    Raises ``TallyDisagreementError`` when the two counts differ, ``DomainError`` when there is no sheet to count.
    """
    panel = panel_of(item)
    if not panel.members:
        raise DomainError("Chưa có phiếu nào được gửi; không có gì để tổng hợp.")
    found = tally_of(panel)
    _require_agreement(item, panel, found)
    values = result_values(item, panel, found)
    known = EvaluationResult.objects.filter(item=item).first()
    if known is not None and known.outcome in ENDED_BY_RULE:
        values |= {"outcome": known.outcome, "star_rating": None}
    result, _ = EvaluationResult.objects.update_or_create(item=item, defaults={**values, "computed_at": at})
    return result


def result_values(item: AgendaItem, panel: Panel, found: Tally) -> dict[str, Any]:
    """Return the columns of a result as they follow from a tally; raises ``DomainError`` when there is no mean."""
    if found.mean is None or found.spread is None:
        raise DomainError(" ".join(found.errors))
    return {
        "sheets_counted": len(panel.members),
        "average_score": found.mean_text,
        "average_exact": exact_text(found.mean),
        "member_totals": {member: str(total) for member, total in found.totals.items()},
        "part_means": {part: exact_text(mean) for part, mean in found.part_means.items()},
        "score_spread": Decimal(found.spread),
        "rescoring_due": bool(found.rescore),
        "band": found.band,
        "gates": {str(star): met for star, met in found.gates.items()},
        "star_rating": found.star,
        "unmet": [
            {"star": one.star, "criterion": one.criterion, "needs_level": one.needs_level} for one in found.unmet
        ],
        "missing_agreed": list(found.undecided),
        "widest": [
            {"criterion": one.criterion, "lowest": one.lowest, "highest": one.highest}
            for one in found.widest[:WIDEST_SHOWN]
        ],
        "outcome": _outcome(item, found),
    }


def _outcome(item: AgendaItem, found: Tally) -> OutcomeName:
    regime = law_of(item.dossier).regime
    if item.meeting.council.is_central:
        return central_outcome_of(found, regime)
    return outcome_of(found, regime, forward_requires_gates=item.meeting.rules.forward_requires_gates)


def _require_agreement(item: AgendaItem, panel: Panel, found: Tally) -> None:
    gates = panel.rules.gates
    again = recount(
        panel.sheet,
        panel.members,
        CountingRules(
            aggregate=panel.rules.aggregate,
            gates_by=panel.rules.gates_by,
            cumulative=gates.cumulative,
            star_rule=gates.star_rule,
            story=gates.story,
            band_input=panel.rules.band_input,
            decimals=panel.rules.decimals,
            settling=panel.rules.settling,
        ),
        agreed=panel.agreed,
        waived=panel.waived,
    )
    if differences := disagreements(found, again):
        _fail(item, f"Hai phép cộng độc lập không khớp ở: {', '.join(differences)}.")


def disagreements(found: Tally, again: Recount) -> list[str]:
    """Return what the two counts differ in; empty when they agree."""
    parts = {
        part: sum((one[part] for one in again.part_totals.values()), Fraction(0)) / len(again.totals)
        for part in found.part_means
    }
    pairs: dict[str, tuple[object, object]] = {
        "tổng từng phiếu": ({key: Fraction(total) for key, total in found.totals.items()}, dict(again.totals)),
        "trung bình": ((found.mean, found.mean_text), (again.mean, again.mean_text)),
        "trung bình từng phần": (dict(found.part_means), parts),
        "chênh lệch": (found.spread, again.spread),
        "khung điểm": (found.band, again.band),
        "hạng sao": (found.star, again.star),
        "điều kiện tối thiểu": (dict(found.gates) if found.star is not None else None, dict(again.gates) or None),
    }
    return [name for name, (one, other) in pairs.items() if one != other]


def _fail(item: AgendaItem, sentence: str) -> None:
    logger.critical("tally of agenda item %s refused: %s", item.pk, sentence)
    raise TallyDisagreementError(f"{sentence} Chưa có gì được đóng. Hãy giữ nguyên và báo ngay cho quản trị hệ thống.")
