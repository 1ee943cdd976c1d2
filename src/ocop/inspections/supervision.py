"""Who inspects which star (QĐ 26/2026, Đ.9.4), and who may take which step of an inspection."""

from datetime import date

from ocop.law.oversight import oversight
from ocop.law.procedure import regime_of_procedure_on
from ocop.people.models import Role, UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict, holds
from ocop.producers.queries import is_acted_for_by
from ocop.recognition.models import Certificate
from ocop.recognition.queries.certificates import proven_state

from .models import Inspection, InspectionConclusion, InspectionState
from .rules import IN_FORCE

LEADS = {"provincial_ocop_office": Role.PROVINCIAL_OFFICER, "ministry_ocop_office": Role.CENTRAL_OFFICER}
NOT_THE_OFFICE = Denied("Chỉ cơ quan tham mưu OCOP chủ trì kiểm tra (Đ.9.4) mới làm được việc này.")


def leading_role(user: UserAccount, certificate: Certificate, *, on: date) -> Role | None:
    """Return as which office the person leads inspections of this product, the province's before the ministry's."""
    for one in oversight(regime_of_procedure_on(on)).inspection.competence:
        if certificate.star_rating not in (*one.stars, *one.only_when_needed):
            continue
        role, path = LEADS[one.leads], certificate.product.unit_path
        if (path or role == Role.CENTRAL_OFFICER) and holds(user, role, path):
            return role
    return None


def may_plan(user: UserAccount, certificate: Certificate, *, on: date) -> Verdict:
    """Whether the person may plan an inspection: the office, of a star in force, one at a time."""
    role = leading_role(user, certificate, on=on)
    if role is None:
        return NOT_THE_OFFICE
    live = proven_state(certificate, on=on)
    if live.state not in IN_FORCE:
        return Denied(f"Giấy chứng nhận này đang ở trạng thái “{live.word}”, không còn kiểm tra theo Đ.9.")
    if certificate.inspections.filter(led_by=role).exclude(state=InspectionState.CONCLUDED).exists():
        return Denied("Sản phẩm này đã có một lần kiểm tra chưa kết luận. Hãy kết luận lần đó trước.")
    return ALLOWED


def may_work_on(user: UserAccount, inspection: Inspection, *states: str) -> Verdict:
    """Whether the person works on an inspection of the own office that stands at one of these steps."""
    if not holds(user, inspection.led_by, inspection.certificate.product.unit_path):
        return NOT_THE_OFFICE
    return at_step(inspection, *states)


def at_step(inspection: Inspection, *states: str) -> Verdict:
    """Whether an inspection stands at one of these steps."""
    if inspection.state in states:
        return ALLOWED
    return Denied(f"Lần kiểm tra đang ở bước “{InspectionState(inspection.state).label}”, không làm được việc này.")


TO_RECORD = (InspectionState.IN_PROGRESS, InspectionState.FINDINGS_RECORDED)
TO_CONCLUDE = (InspectionState.FINDINGS_RECORDED, InspectionState.PRODUCER_EXPLAINED)


def may_respond(user: UserAccount, inspection: Inspection) -> Verdict:
    """Whether the person may answer the findings for the producer."""
    if not is_acted_for_by(user, inspection.certificate.product.producer):
        return Denied("Chỉ chủ thể của sản phẩm mới giải trình được.")
    return at_step(inspection, InspectionState.FINDINGS_RECORDED)


def may_follow_up(user: UserAccount, inspection: Inspection) -> Verdict:
    """Whether the person may write down if what was asked for is mended: once."""
    verdict = may_work_on(user, inspection, InspectionState.CONCLUDED)
    if verdict and (inspection.conclusion != InspectionConclusion.REMEDY or inspection.followed_up_at):
        return Denied("Lần kiểm tra này không có yêu cầu khắc phục nào đang chờ.")
    return verdict
