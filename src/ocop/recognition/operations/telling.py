"""Tell of results: the producer what was decided, the ministry's office what a province sends to it."""

from datetime import datetime

from ocop.dossiers.models import Dossier
from ocop.dossiers.operations.telling import tell_holders, tell_producer
from ocop.dossiers.queries.access import COMMUNE_ROLES
from ocop.people.models import Role
from ocop.recognition.models import DecisionKind, RecognitionDecision
from ocop.vietnamese import format_date


def tell_of_decision(decision: RecognitionDecision, dossier: Dossier, star_rating: int, *, at: datetime) -> None:
    """Tell of a decision about one dossier (Đ.7.3.e, g)."""
    paper = {"decision": decision.decision_number, "decided_on": format_date(decision.decided_on)}
    if decision.kind == DecisionKind.RECOGNITION:
        tell_producer(dossier, "result_recognised", at=at, star=str(star_rating), **paper)
        tell_commune(dossier, f"được công nhận {star_rating} sao", at=at)
        if decision.unit_id is None:
            tell_of_central_result(dossier, "central_result_recognised", at=at, **paper)
    else:
        tell_commune(dossier, "từ 90 điểm, được phê duyệt để gửi Bộ", at=at)
        tell_producer(dossier, "result_forwarded", at=at, **paper)
        tell_holders(dossier, "potential_five_star", [Role.CENTRAL_OFFICER], at=at, **paper)


def tell_commune(dossier: Dossier, outcome: str, *, at: datetime) -> int:
    """Tell the commune how an evaluation of a product of its ended, a renewal like a first one (Đ.7.3.g, 7.6.đ)."""
    return tell_holders(dossier, "result_for_commune", COMMUNE_ROLES, at=at, of=str(dossier.version), outcome=outcome)


def tell_of_central_result(dossier: Dossier, kind: str, *, at: datetime, **words: str) -> None:
    """The ministry tells the province how the central council's evaluation ended (Đ.7.4.g); below five stars also the producer."""
    tell_holders(
        dossier, kind, [Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR], at=at, of=str(dossier.version), **words
    )
    if kind == "central_result_below":
        tell_commune(dossier, "chưa đạt 5 sao ở Bộ, tỉnh xem xét", at=at)
        tell_producer(dossier, "result_returned", at=at, of=str(dossier.version))
