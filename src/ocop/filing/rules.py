"""May this person write to this dossier, now? The producer's side of the procedure (QĐ 26/2026, Đ.6.1, Đ.7.1).

A draft is open as a whole. After submission only the parts named by an open supplement request are (Đ.7.2.a, 7.3.a).
"""

from ocop.dossiers.models import TERMINAL_STATES, Dossier, DossierState, Evidence, SupplementRequest
from ocop.dossiers.parts import criterion_part, open_request_of, part_is_open, part_title
from ocop.dossiers.rules import acts_for
from ocop.dossiers.states import SUPPLEMENT_STATES, may_follow
from ocop.people.models import Role, UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict, holds, holds_any
from ocop.producers.models import Producer
from ocop.products.models import Product

PREPARES = (Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER)
NOT_YOURS = Denied("Chỉ chủ thể và người được chủ thể ủy quyền mới sửa được hồ sơ này.")


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


def _may_change_draft(user: UserAccount, dossier: Dossier, refusal: str) -> Verdict:
    """A draft that nobody else has seen is its producer's to change; of any other the refusal says what can be done instead."""
    if not acts_for(user, dossier.producer):
        return NOT_YOURS
    is_unseen = dossier.state == DossierState.DRAFT and dossier.submitted_at is None
    return ALLOWED if is_unseen else Denied(refusal)


def may_discard(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the person may throw away a draft that was never submitted."""
    return _may_change_draft(user, dossier, "Hồ sơ đã nộp không xóa được; bạn có thể rút hồ sơ.")


def may_change_set(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the person may give the dossier another set."""
    refusal = "Hồ sơ đã nộp theo bộ này nên không đổi bộ được; bạn có thể rút hồ sơ và lập hồ sơ mới."
    return _may_change_draft(user, dossier, refusal)


def may_change_kind(user: UserAccount, dossier: Dossier) -> Verdict:
    """Whether the person may let the dossier be one of another kind."""
    refusal = "Hồ sơ đã nộp nên không đổi loại được; bạn có thể rút hồ sơ và lập hồ sơ mới."
    return _may_change_draft(user, dossier, refusal)


def may_erase_personal_data(user: UserAccount, producer: Producer) -> Verdict:
    """An administrator erases what is kept about a producer's people, when no dossier of it is being examined any more."""
    if not holds(user, Role.SYSTEM_ADMINISTRATOR):
        return Denied("Chỉ người quản trị hệ thống xoá dữ liệu cá nhân.")
    if Dossier.objects.filter(producer=producer).exclude(state__in=TERMINAL_STATES).exists():
        return Denied("Chủ thể còn hồ sơ đang soạn hoặc đang xét. Hãy đợi hồ sơ kết thúc, hoặc để chủ thể rút hồ sơ.")
    return ALLOWED


def may_prepare_renewal(user: UserAccount, product: Product) -> Verdict:
    """Whether an office of the product's place drafts its renewal for the producer, who alone reads, changes and files it (Đ.7.6.a)."""
    if holds_any(user, PREPARES, product.unit_path):
        return ALLOWED
    return Denied("Chỉ UBND xã và cơ quan tham mưu OCOP của tỉnh lập sẵn được bản nháp cho chủ thể trong địa bàn.")


def may_edit_evidence(user: UserAccount, evidence: Evidence) -> Verdict:
    """Whether the person may take away or bring back a file."""
    return may_edit(user, evidence.dossier, criterion_part(evidence.criterion_code))
