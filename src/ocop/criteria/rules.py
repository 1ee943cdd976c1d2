"""May this person confirm a criteria sheet: an officer of the ministry or of a province."""

from ocop.people.models import Role, UserAccount
from ocop.people.rights import ALLOWED, Denied, Verdict, holds_any, type_of_user


def may_confirm_sheets(user: type_of_user) -> Verdict:
    """Whether the person may confirm that a sheet was compared with the signed decision."""
    if isinstance(user, UserAccount) and holds_any(user, [Role.CENTRAL_OFFICER, Role.PROVINCIAL_OFFICER]):
        return ALLOWED
    return Denied("Chỉ cán bộ cơ quan tham mưu OCOP của Bộ hoặc của tỉnh mới xác nhận được bộ tiêu chí.")
