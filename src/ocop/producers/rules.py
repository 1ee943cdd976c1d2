"""Who may register, read, change and delegate (QĐ 26/2026, Đ.2.3, Đ.7.1)."""

from ocop.people.models import Role, UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict, holds, holds_any, roles_to_come
from ocop.people.rules import PRIVATE_ROLES, is_official

from .models import Producer
from .queries import is_acted_for_by, is_own_producer

READS_PROTECTED = (Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER)


def may_register(user: UserAccount) -> Verdict:
    """A person without an official role registers the own producer."""
    if is_official(user) or roles_to_come(user) - set(PRIVATE_ROLES):
        return Denied(
            "Tài khoản công vụ không đăng ký chủ thể. Chủ thể tự tạo tài khoản rồi ủy quyền cho bạn nhập hồ sơ thay."
        )
    return ALLOWED


def may_act_for(user: UserAccount, producer: Producer) -> Verdict:
    """The producer's side: its own accounts and those it delegated to (Đ.7.1)."""
    if is_acted_for_by(user, producer):
        return ALLOWED
    return Denied("Chỉ chủ thể và người được ủy quyền làm được việc này.")


def may_edit(user: UserAccount, producer: Producer) -> Verdict:
    """The producer's side edits its profile; the provincial officer corrects it."""
    if may_act_for(user, producer) or holds(user, Role.PROVINCIAL_OFFICER, producer.unit_path):
        return ALLOWED
    return Denied("Chỉ chủ thể, người được ủy quyền và cơ quan tham mưu cấp tỉnh sửa được thông tin này.")


def may_read_protected(user: UserAccount, producer: Producer) -> Verdict:
    """Sex, ethnicity and disability of the representative: own side and those who verify."""
    if may_act_for(user, producer) or holds_any(user, READS_PROTECTED, producer.unit_path):
        return ALLOWED
    return Denied("Thông tin được bảo vệ.")


def may_delegate(user: UserAccount, producer: Producer) -> Verdict:
    """Only the producer's own account lets others act; a delegate does not pass it on."""
    if is_own_producer(user, producer):
        return ALLOWED
    return Denied("Chỉ tài khoản của chính chủ thể ghi nhận hoặc kết thúc ủy quyền.")


def may_be_delegate(delegate: UserAccount, producer: Producer) -> Verdict:
    """A delegate is an active account that is neither the producer's own nor an administrator's."""
    if not delegate.is_active:
        return Denied("Tài khoản này đang khóa.")
    if is_own_producer(delegate, producer):
        return Denied("Đây là tài khoản của chính chủ thể, không cần ủy quyền.")
    if holds(delegate, Role.SYSTEM_ADMINISTRATOR):
        return Denied("Người quản trị hệ thống không nhập hồ sơ thay chủ thể.")
    return ALLOWED
