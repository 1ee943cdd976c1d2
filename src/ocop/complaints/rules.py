"""May this person record, pass on, answer or withdraw a complaint, now? Nothing of this is in QĐ 26/2026 (OQ-20)."""

from ocop.people.models import Role, UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict, holds, holds_any
from ocop.producers.queries import is_acted_for_by
from ocop.products.models import Product

from .models import AnsweringBody, Complaint, ComplaintState

OFFICES = (Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER, Role.CENTRAL_OFFICER)


def may_record(user: UserAccount, product: Product) -> Verdict:
    """Whether the person records complaints about a product: its offices for everybody, its producer for itself."""
    if holds_any(user, OFFICES, product.unit_path) or is_acted_for_by(user, product.producer):
        return ALLOWED
    return Denied("Chỉ chủ thể của sản phẩm, UBND xã và cơ quan tham mưu OCOP mới ghi nhận được khiếu nại.")


def is_recorded_for_itself(user: UserAccount, product: Product) -> bool:
    """Whether the person files for the producer, and is no office that records what others say."""
    return not holds_any(user, OFFICES, product.unit_path)


def may_handle(user: UserAccount, complaint: Complaint) -> Verdict:
    """Whether the person answers a complaint or passes it on: the body it was sent to, while it waits."""
    if not holds(user, complaint.body, complaint.product.unit_path):
        body = AnsweringBody(complaint.body).label
        return Denied(f"Khiếu nại này do {body[0].lower()}{body[1:]} trả lời.")
    return _is_waiting(complaint)


def may_withdraw(user: UserAccount, complaint: Complaint) -> Verdict:
    """Whether the person writes down that a complaint was withdrawn: the producer its own, else the body that answers."""
    if complaint.is_of_producer and is_acted_for_by(user, complaint.product.producer):
        return _is_waiting(complaint)
    return may_handle(user, complaint)


def may_erase_complainants(user: UserAccount) -> Verdict:
    """Only a system administrator erases who complained, without reading it."""
    if holds(user, Role.SYSTEM_ADMINISTRATOR):
        return ALLOWED
    return Denied("Chỉ người quản trị hệ thống xoá dữ liệu cá nhân.")


def may_erase_complainant(user: UserAccount, complaint: Complaint) -> Verdict:
    """Whether the person erases who made this complaint: as long as it waits, the body that answers needs name and address."""
    if complaint.state != ComplaintState.WAITING:
        return may_erase_complainants(user)
    return may_erase_complainants(user) and Denied(
        "Khiếu nại còn chờ trả lời. Hãy đợi cơ quan trả lời, hoặc ghi việc rút khiếu nại."
    )


def _is_waiting(complaint: Complaint) -> Verdict:
    if complaint.state == ComplaintState.WAITING:
        return ALLOWED
    return Denied(f"Khiếu nại đang ở bước “{ComplaintState(complaint.state).label}”, không làm được việc này.")
