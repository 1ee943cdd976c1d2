"""May this person write to this dossier, now? The producer's side of the procedure (QĐ 26/2026, Đ.6.1, Đ.7.1).

A draft is open as a whole. After submission only the parts named by an open supplement request are (Đ.7.2.a, 7.3.a).
"""

from ocop.dossiers.models import Dossier, DossierState, Evidence, SupplementRequest
from ocop.dossiers.parts import criterion_part, part_title
from ocop.dossiers.states import may_follow
from ocop.people.models import UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict
from ocop.producers.models import Producer
from ocop.producers.queries import producers_acted_for

SUPPLEMENT_STATES = frozenset({DossierState.COMMUNE_SUPPLEMENT, DossierState.PROVINCE_SUPPLEMENT})
NOT_YOURS = Denied("Chỉ chủ thể và người được chủ thể ủy quyền mới sửa được hồ sơ này.")


def acts_for(user: UserAccount, producer: Producer) -> bool:
    """Whether the person is the producer or was delegated by it, today."""
    return producers_acted_for(user).filter(pk=producer.pk).exists()


def open_request_of(dossier: Dossier) -> SupplementRequest | None:
    """Return the supplement request that waits for the producer's answer."""
    if dossier.state not in SUPPLEMENT_STATES:
        return None
    return dossier.supplement_requests.filter(answered_at=None).select_related("requested_by").first()


def part_is_open(dossier: Dossier, request: SupplementRequest | None, part: str) -> bool:
    """Whether a part can be edited in the dossier's state."""
    if dossier.state == DossierState.DRAFT:
        return True
    return request is not None and part in request.open_parts


def may_edit(user: UserAccount, dossier: Dossier, part: str) -> Verdict:
    """Whether the person may change a part of the dossier now."""
    if not acts_for(user, dossier.producer):
        return NOT_YOURS
    return open_or_locked(dossier, open_request_of(dossier), part)


def open_or_locked(dossier: Dossier, request: SupplementRequest | None, part: str) -> Verdict:
    """Whether a part is open for those who act for the producer, with the reason when it is not."""
    if part_is_open(dossier, request, part):
        return ALLOWED
    if dossier.state in SUPPLEMENT_STATES:
        return Denied(f"“{part_title(dossier, part)}” không nằm trong yêu cầu hoàn thiện nên đang khóa.")
    return Denied("Hồ sơ đã nộp nên đang khóa. Bạn sửa được khi xã hoặc tỉnh yêu cầu hoàn thiện.")


def may_submit(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the person may submit the dossier; whether it is complete is asked separately."""
    if not acts_for(user, dossier.producer):
        return NOT_YOURS
    return ALLOWED if dossier.state == DossierState.DRAFT else Denied("Hồ sơ này đã nộp.")


def may_answer_supplement(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the person may answer the open supplement request."""
    if not acts_for(user, dossier.producer):
        return NOT_YOURS
    if open_request_of(dossier) is None:
        return Denied("Hồ sơ không có yêu cầu hoàn thiện nào đang chờ trả lời.")
    return ALLOWED


def may_withdraw(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the person may withdraw a filed dossier: any time before its result is known."""
    if not acts_for(user, dossier.producer):
        return NOT_YOURS
    if dossier.state == DossierState.DRAFT:
        return Denied("Hồ sơ chưa nộp: hãy bỏ bản nháp thay vì rút hồ sơ.")
    if not may_follow(dossier.state, DossierState.WITHDRAWN):
        return Denied("Hồ sơ đã có kết quả của Hội đồng hoặc đã kết thúc, không rút được nữa.")
    return ALLOWED


def may_discard(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the person may throw away a draft that was never submitted."""
    if not acts_for(user, dossier.producer):
        return NOT_YOURS
    if dossier.state != DossierState.DRAFT or dossier.submitted_at is not None:
        return Denied("Hồ sơ đã nộp không xóa được; bạn có thể rút hồ sơ.")
    return ALLOWED


def may_read_evidence(user: UserAccount, evidence: Evidence) -> bool:
    """Whether a person who may read the dossier may read this file of it.

    The producer's side sees everything; officers what was submitted, also when it was replaced by a later supplement.
    """
    dossier = evidence.dossier
    if acts_for(user, dossier.producer):
        return True
    newest = dossier.snapshots.order_by("-revision").values_list("taken_at", flat=True).first()
    if newest is None or evidence.uploaded_at > newest:
        return False
    first = dossier.submitted_at
    return evidence.removed_at is None or (first is not None and evidence.removed_at > first)


def may_edit_evidence(user: UserAccount, evidence: Evidence) -> Verdict:
    """Whether the person may take away or bring back a file."""
    return may_edit(user, evidence.dossier, criterion_part(evidence.criterion_code))
