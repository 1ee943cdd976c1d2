"""Who is the second of the two people that let somebody back in (decision 0057)."""

from .asking import looked_after_by
from .models import Role, UserAccount
from .rights import ALLOWED, Denied, Verdict, holds, roles_ever, roles_of, type_of_user
from .rules import CENTRAL_COUNCIL, may_help
from .second_person import depends_on
from .signing import offices

# Who sits in a council and scores or keeps its papers, of a province or of the country.
COUNCIL = (*CENTRAL_COUNCIL, Role.COUNCIL_CHAIR, Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY)
LEADING = (Role.COMMUNE_CHAIR, Role.PROVINCIAL_CHAIR)


def needs_second_person(account: UserAccount) -> bool:
    """Whether nobody alone lets this person back in: who signs, sits in a council or has the system's keys, or ever did (decision 0057)."""
    return bool(roles_ever(account) & {*offices(), *COUNCIL, Role.SYSTEM_ADMINISTRATOR})


def may_second(user: type_of_user, account: UserAccount, *, asked_by: UserAccount) -> Verdict:
    """Whether somebody is the second person beside who asked: another administrator, or who leads or looks after the person's office."""
    if not isinstance(user, UserAccount) or user in (asked_by, account):
        return Denied("Người hỏi và chính người cần giúp không tự xác nhận. Hãy đưa đường dẫn cho người thứ hai.")
    if not (asked := may_help(asked_by, account)):
        return asked
    if depends_on(user, asked_by):
        return Denied(
            "Tài khoản hoặc vai trò của bạn do chính người hỏi lập và chưa có ai khác xác nhận bạn. "
            "Hãy đưa đường dẫn cho người khác; trên máy chủ, lệnh invite_administrator lập được người quản trị độc lập."
        )
    if holds(user, Role.SYSTEM_ADMINISTRATOR) or _leads(user, account) or any(looked_after_by.ask(user, account)):
        return ALLOWED
    return Denied("Chỉ người quản trị hệ thống khác hoặc người đứng đầu cơ quan của người cần giúp xác nhận được.")


def _leads(user: UserAccount, account: UserAccount) -> bool:
    """Whether the user is the chair, in person, of a commune or province in which the account holds a role."""
    leads = {held.unit_path for held in roles_of(user) if held.role in LEADING and not held.as_deputy}
    return any(
        held.unit_path and held.unit_path.startswith(path) for held in roles_of(account) for path in leads if path
    )
