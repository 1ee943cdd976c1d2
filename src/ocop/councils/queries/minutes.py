"""The figures of the minutes and the report: what is frozen when the chair signs, and what still stands in the way (Đ.7.3.d)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ocop.councils.models import AgendaItem, Capacity, Council, CouncilMeeting, CouncilMember, ItemState
from ocop.councils.parameters import say
from ocop.dossiers.models import DossierState
from ocop.ledger.models import LedgerHead
from ocop.people.models import BodyKind
from ocop.people.queries.bodies import Letterhead, committee_letterhead, ministry_letterhead
from ocop.people.signing import ways

from .deciding_levels import deciding_levels
from .meetings import attendance_list, quorum_of, quorum_rule, written_rule
from .opinions import opinions_on

NO_ROUND = "Phân hạng lại, không theo đợt"
OUTCOME_WORDS = {
    "recognised": "Đề nghị công nhận",
    "potential_five_star": "Tiềm năng 5 sao, đề nghị chuyển Bộ",
    "not_recognised": "Không công nhận",
    "rejected": "Bị loại",
    "stopped": "Dừng đánh giá",
    "below_five_star": "Chưa đạt 5 sao, thông báo UBND cấp tỉnh (Đ.7.4.g)",
}


def unfinished_items(meeting: CouncilMeeting) -> list[AgendaItem]:
    """Products that keep the report from being signed: neither final nor postponed, and not withdrawn by the producer."""
    rows = meeting.items.exclude(state__in=[ItemState.FINAL, ItemState.POSTPONED]).exclude(
        dossier__state=DossierState.WITHDRAWN
    )
    return list(rows.select_related("dossier__product").order_by("position"))


def minutes_of(meeting: CouncilMeeting) -> dict[str, Any]:
    """Return the content of the minutes as plain data: attendance, rules, results, reasons, and the head of the ledger."""
    council = meeting.council
    head = LedgerHead.objects.filter(pk=1).first()
    above = _above(council, on=meeting.held_on)
    items = meeting.items.select_related("dossier__product", "dossier__producer", "dossier__unit", "result").order_by(
        "position"
    )
    names = {str(pk): name for pk, name in meeting.council.members.values_list("pk", "account__full_name")}
    lines = [_line(item, names) for item in items]
    return {
        "council": {
            "name": council.name,
            "decision": council.decision_number,
            "decided_on": council.decided_on.isoformat(),
        },
        "letterhead": {"parent": above.issuer, "place": above.place},
        "meeting": {
            "round": meeting.round.name if meeting.round else NO_ROUND,
            "held_on": meeting.held_on.isoformat(),
            "place": meeting.place,
            "opened_at": meeting.opened_at.isoformat() if meeting.opened_at else "",
            **({"in_writing": True} if meeting.in_writing else {}),
        },
        "rules": _rules(meeting),
        "attendance": _attendance(meeting, lines),
        "signatures": _signatures(meeting),
        "items": lines,
        "ledger_head": {"hash": head.entry_hash if head else "", "length": head.length if head else 0},
    }


def _above(council: Council, *, on: date) -> Letterhead:
    """The body above the council: the committee of the province, or the ministry (Đ.7.4.b)."""
    if council.unit is None:
        return ministry_letterhead(on=on)
    return committee_letterhead(council.unit, BodyKind.PROVINCIAL_COMMITTEE, on=on)


def _rules(meeting: CouncilMeeting) -> dict[str, Any]:
    rules, quorum = meeting.rules, quorum_of(meeting)
    return {
        "decision": rules.decision_number,
        "quorum": written_rule(meeting, quorum.seats) if meeting.in_writing else quorum_rule(quorum),
        "quorum_met": quorum.met,
        "seats": quorum.seats,
        "present": sum(one.present is True and one.scores for one in attendance_list(meeting))
        if meeting.in_writing
        else quorum.present,
        "aggregate": say("aggregate", rules.aggregate),
        "gates_by": say("gates_by", rules.gates_by),
        "max_spread": None if rules.max_spread is None else str(rules.max_spread),
    }


def _attendance(meeting: CouncilMeeting, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Present, absent, or absent from a product on: a member who handed in sheets and left early."""
    rows = []
    for one in attendance_list(meeting):
        handed_in = [line["position"] for line in lines if str(one.member.pk) in line["totals"]]
        left = not one.present and handed_in
        rows.append(
            {
                "name": one.member.account.full_name,
                "organisation": one.member.organisation,
                "capacity": one.member.get_capacity_display(),
                "present": bool(one.present),
                "words": _answered(one.present)
                if meeting.in_writing
                else f"vắng từ sản phẩm {max(handed_in) + 1}"
                if left
                else "có mặt"
                if one.present
                else "vắng",
            }
        )
    return rows


def _answered(present: bool | None) -> str:  # noqa: FBT001 - a fact, read once
    return "đã gửi ý kiến" if present else "không gửi ý kiến"


def _signatures(meeting: CouncilMeeting) -> list[dict[str, str]]:
    """Who signs the minutes on paper: the secretary, and the chair or the deputy who was present."""
    present = [one.member for one in attendance_list(meeting) if one.present]
    leads = [one for one in present if one.capacity in {Capacity.CHAIR, Capacity.DEPUTY}]
    secretaries = [one for one in present if one.capacity == Capacity.SECRETARY]
    lines = [*secretaries[:1], *sorted(leads, key=lambda one: one.capacity != Capacity.CHAIR)[:1]]
    return [signature_of(one) for one in lines]


def signature_of(member: CouncilMember) -> dict[str, str]:
    """Who signs in which capacity; the chair's deputy signs for the chair, by the decision that gave the seat (NĐ 30/2020, Đ.13)."""
    line = {"capacity": member.get_capacity_display(), "name": member.account.full_name}
    if member.capacity == Capacity.DEPUTY:
        decision = member.decision_number or member.council.decision_number
        line |= {
            "signs_for": f"{ways()['in_place'].letters} {Capacity.CHAIR.label}",
            "document": f"Quyết định {decision}",
        }
    return line


def _line(item: AgendaItem, names: Mapping[str, str]) -> dict[str, Any]:
    result = getattr(item, "result", None)
    line: dict[str, Any] = {
        "item": item.pk,
        "dossier": item.dossier_id,
        "position": item.position,
        "product": item.dossier.product.name,
        "producer": item.dossier.producer.name,
        "place": item.dossier.unit.full_name,
        "set": item.dossier.set_number,
        "withdrawn": item.dossier.state == DossierState.WITHDRAWN,
        "passes": item.scoring_pass,
        "totals": {},
        "recusals": [
            {"name": one.member.account.full_name, "reason": one.reason}
            for one in item.recusals.select_related("member__account").order_by("member__position")
        ],
        "missing": item.missing_sheets,
        "missing_reason": item.close_reason if item.missing_sheets else "",
        "postponed": item.close_reason if item.state == ItemState.POSTPONED else "",
        "rescorings": [
            {"pass": one.scoring_pass, "reason": one.reason, **one.result}
            for one in item.rescorings.order_by("scoring_pass")
        ],
    }
    if result is not None:
        line |= _result_line(item, result, names)
    if result is not None and item.meeting.in_writing:
        line["opinions"] = [
            {
                "name": str(one.name), "organisation": one.organisation, "agrees": one.agrees, "wants_meeting": one.wants_meeting,
                "reason": one.reason,
            }
            for one in opinions_on(item)
        ]  # fmt: skip
    return line


def _result_line(item: AgendaItem, result: Any, names: Mapping[str, str]) -> dict[str, Any]:
    agreed = item.agreed_options.order_by("criterion_code").values_list("criterion_code", "case_code", "level")
    totals = {str(key): str(total) for key, total in result.member_totals.items()}
    return {
        "sheets": result.sheets_counted,
        "totals": totals,
        "member_totals": [{"name": name, "total": totals[key]} for key, name in names.items() if key in totals],
        "levels": deciding_levels(item),
        "sum": str(sum(int(total) for total in totals.values())) if totals else "",
        "average": result.average_score,
        "average_exact": result.average_exact,
        "spread": f"{result.score_spread.normalize():f}",
        "spread_over": result.rescoring_due,
        "star": result.star_rating,
        "outcome": result.outcome,
        "outcome_words": OUTCOME_WORDS.get(result.outcome, ""),
        "ground": result.rejection_ground,
        "unmet": result.unmet,
        "agreed": [list(row) for row in agreed],
        "waivers": [
            {"criterion": code, "reason": reason}
            for code, reason in item.gate_waivers.order_by("criterion_code").values_list("criterion_code", "reason")
        ],
    }
