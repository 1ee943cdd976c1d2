"""Who decides sends results back to the council with a reason (QĐ 26/2026, Đ.7.3.e, 7.4.e; assumed: the law is silent).

Nothing of the first evaluation is touched: its agenda item, sheets, result and signed report stay as they are. The dossier waits
for the council again, a later meeting takes it as a new agenda item with sheets of its own, and the newest final result counts.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.operations.moving import lock_dossier, move_dossier
from ocop.dossiers.operations.telling import tell_holders
from ocop.ledger.errors import DomainError
from ocop.ledger.queries import timeline_of
from ocop.ledger.verdicts import insist
from ocop.people.models import Role, UserAccount
from ocop.recognition.rules import may_send_back
from ocop.vietnamese import nfc

ACTION, CENTRAL_ACTION = "result_sent_back", "central_result_sent_back"
PROVINCIALLY, CENTRALLY = DossierState.COUNCIL_REVIEW, DossierState.CENTRAL_COUNCIL_REVIEW
COUNCIL = (Role.COUNCIL_SECRETARY, Role.COUNCIL_CHAIR)
CENTRAL_COUNCIL = (Role.CENTRAL_COUNCIL_SECRETARY, Role.CENTRAL_COUNCIL_CHAIR)


@transaction.atomic
def send_back_to_council(dossiers: Iterable[Dossier], *, reason: str, by: UserAccount, at: datetime) -> list[Dossier]:
    """Send results back to the council; those this person has just sent back stay as they are.

    Raises ``DomainError`` when the person may not, nothing was chosen, the reason is empty, or a result was decided meanwhile.
    """
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi lý do chuyển lại; Hội đồng và chủ thể đọc được.", field="reason")
    locked = [lock_dossier(pk) for pk in sorted({dossier.pk for dossier in dossiers})]
    if not locked:
        raise DomainError("Hãy chọn ít nhất một sản phẩm.")
    for dossier in [one for one in locked if not _was_sent_back_by(one, by)]:
        insist(may_send_back(by, dossier))
        central = dossier.state == DossierState.CENTRAL_DECISION_PENDING
        state, action = (CENTRALLY, CENTRAL_ACTION) if central else (PROVINCIALLY, ACTION)
        move_dossier(dossier, state, by=by, at=at, action=action, reason=words)
        roles = CENTRAL_COUNCIL if central else COUNCIL
        tell_holders(dossier, "result_sent_back", roles, at=at, of=str(dossier.version))
    return locked


def _was_sent_back_by(dossier: Dossier, by: UserAccount) -> bool:
    """Whether the last step of a dossier is this person's own sending back: the second of two clicks."""
    if dossier.state not in (PROVINCIALLY, CENTRALLY):
        return False
    last = timeline_of(dossier).last()
    return last is not None and last.action in (ACTION, CENTRAL_ACTION) and last.actor_id == by.pk
