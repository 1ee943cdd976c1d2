"""Who may manage accounts, give a role, record a public body, let somebody sign for an office, read the ledger."""

from datetime import date, datetime

from django.utils import timezone

from .asking import looked_after_by
from .models import BodyKind, Deputyship, Invitation, PublicBody, Role, UserAccount
from .rights import (
    ALLOWED,
    Denied,
    Verdict,
    holds,
    holds_any,
    holds_in_person,
    roles_of,
    roles_to_come,
    type_of_user,
)
from .signing import offices

# Set up by a decision that names the people (QĐ 26/2026, Đ.7.4.b); the role says by which.
CENTRAL_COUNCIL = (
    Role.CENTRAL_ADVISORY_GROUP_HEAD,
    Role.CENTRAL_ADVISORY_GROUP_MEMBER,
    Role.CENTRAL_COUNCIL_MEMBER,
    Role.CENTRAL_COUNCIL_SECRETARY,
    Role.CENTRAL_COUNCIL_CHAIR,
)
SUPERVISION_TEAM = (Role.SUPERVISION_TEAM_HEAD, Role.SUPERVISION_TEAM_MEMBER)
BY_DECISION = (*CENTRAL_COUNCIL, *SUPERVISION_TEAM)
# Roles an administrator gives; the others come from registering a producer and from the decision on a council.
ASSIGNABLE = (
    Role.COMMUNE_OFFICER,
    Role.COMMUNE_CHAIR,
    Role.PROVINCIAL_OFFICER,
    Role.PROVINCIAL_CHAIR,
    Role.CENTRAL_OFFICER,
    Role.MINISTER,
    *CENTRAL_COUNCIL,
    Role.DEPARTMENT_OFFICER,
    *SUPERVISION_TEAM,
    Role.STEERING_READER,
    Role.CONTENT_EDITOR,
    Role.BUYER,
    Role.SYSTEM_ADMINISTRATOR,
)
# People who act for themselves or for a firm; everybody else holds an official role.
PRIVATE_ROLES = (Role.PRODUCER_USER, Role.BUYER)
# Who invites people of the own province, to seat them in its council; whoever has the system's keys invites anybody.
INVITING_ROLES = (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR)
# Where a role acts, by the level of its unit; "" is the whole country, which holds for every role that is not named.
LEVELS_OF_ROLE: dict[str, tuple[str, ...]] = {
    Role.COMMUNE_OFFICER: ("commune",),
    Role.COMMUNE_CHAIR: ("commune",),
    Role.PROVINCIAL_OFFICER: ("province",),
    Role.PROVINCIAL_CHAIR: ("province",),
    Role.DEPARTMENT_OFFICER: ("province",),
    Role.SUPERVISION_TEAM_HEAD: ("province", ""),
    Role.SUPERVISION_TEAM_MEMBER: ("province", ""),
    Role.STEERING_READER: ("commune", "province", ""),
    Role.CONTENT_EDITOR: ("commune", "province", ""),
}
PLACES = {"commune": "một xã, phường, đặc khu", "province": "một tỉnh, thành phố", "": "Toàn quốc"}
# The level of the territory a kind of body works for; empty: the whole country. Kinds that are not named work at any level.
LEVEL_OF_KIND: dict[str, str] = {
    BodyKind.COMMUNE_COMMITTEE: "commune",
    BodyKind.DISTRICT_COMMITTEE: "district",
    BodyKind.PROVINCIAL_COMMITTEE: "province",
    BodyKind.PROVINCIAL_OFFICE: "province",
    BodyKind.LINE_DEPARTMENT: "province",
    BodyKind.AGRICULTURE_MINISTRY: "",
    BodyKind.CENTRAL_OFFICE: "",
    BodyKind.LINE_MINISTRY: "",
}


def _administrators_only(user: type_of_user, reason: str) -> Verdict:
    return ALLOWED if holds(user, Role.SYSTEM_ADMINISTRATOR) else Denied(reason)


def may_manage_accounts(user: type_of_user) -> Verdict:
    """Accounts and roles are the administrator's work."""
    return _administrators_only(user, "Chỉ người quản trị hệ thống quản lý tài khoản và vai trò.")


def may_record_bodies(user: type_of_user) -> Verdict:
    """Public bodies, their names and successions are a catalogue, which the administrator keeps (process 12.1)."""
    return _administrators_only(user, "Chỉ người quản trị hệ thống ghi cơ quan, tên và kế thừa của cơ quan.")


def body_fits(body: PublicBody | None, unit_path: str, *, on: date) -> Verdict:
    """Whether a role that acts inside ``unit_path`` can be held in this body: it works on that day and its territory contains the role's."""
    if body is None:
        return ALLOWED
    if body.ended_on is not None and body.ended_on < on:
        return Denied("Cơ quan này đã thôi hoạt động. Hãy chọn cơ quan kế thừa.")
    if body.unit is not None and not (unit_path and unit_path.startswith(body.unit.path)):
        return Denied("Cơ quan này không thuộc nơi giữ vai trò.")
    return ALLOWED


def is_official(user: type_of_user) -> bool:
    """Whether a person holds a role of the state, of a council or of a team: neither a producer nor a buyer."""
    return any(held.role not in PRIVATE_ROLES for held in roles_of(user))


def may_invite(user: type_of_user, unit_path: str = "") -> Verdict:
    """An administrator invites anybody; the OCOP office and the chair of a province invite for their province."""
    if holds(user, Role.SYSTEM_ADMINISTRATOR) or (unit_path and holds_any(user, INVITING_ROLES, unit_path)):
        return ALLOWED
    return Denied("Chỉ người quản trị hệ thống, hoặc cơ quan tham mưu OCOP mời người vào Hội đồng của tỉnh mình.")


def may_confirm_person(user: type_of_user, invitation: Invitation) -> Verdict:
    """Whether the person may say that the invited person took the account: somebody who holds another office than whoever made the link."""
    if invitation.confirmed_at is not None or invitation.accepted_at is None:
        return Denied("Chỉ xác nhận người đã đặt mật khẩu và chưa được xác nhận.")
    if confirming_role(user, invitation):
        return ALLOWED
    return Denied(
        "Người mời, người tạo đường dẫn và người cùng chức vụ với họ không tự xác nhận. "
        "Hãy nhờ cơ quan tham mưu OCOP, Chủ tịch UBND tỉnh hoặc người quản trị hệ thống, người không tham gia việc mời."
    )


def confirming_role(user: type_of_user, invitation: Invitation) -> str:
    """Return the office, held in person, in which somebody may confirm an invited person; empty where there is none."""
    makers = {one for one in (invitation.invited_by, invitation.link_made_by) if one}
    if not isinstance(user, UserAccount) or user in makers or user == invitation.account:
        return ""
    theirs = {held.role for maker in makers for held in roles_of(maker)}
    mine = [Role.SYSTEM_ADMINISTRATOR] if holds(user, Role.SYSTEM_ADMINISTRATOR) else []
    mine += [role for role in INVITING_ROLES if holds_in_person(user, role, invitation.unit_path)]
    return next((str(role) for role in mine if role not in theirs), "")


def may_help(user: type_of_user, account: UserAccount) -> Verdict:
    """Who lets somebody back in, or says that a telephone is theirs: the administrator, and for a producer the officer of its commune."""
    if not isinstance(user, UserAccount) or user == account or not account.is_active or is_erased(account):
        return Denied("Không giúp đăng nhập được cho tài khoản này.")
    if holds(user, Role.SYSTEM_ADMINISTRATOR):
        return ALLOWED
    if not roles_to_come(account) - set(PRIVATE_ROLES) and any(looked_after_by.ask(user, account)):
        return ALLOWED
    return Denied("Chỉ cán bộ OCOP của xã (cho chủ thể của xã) hoặc người quản trị hệ thống giúp đăng nhập lại.")


def may_choose_checkpoints(user: type_of_user) -> Verdict:
    """Whoever holds a role gets the checkpoint of each day by mail when they wish."""
    return ALLOWED if roles_of(user) else Denied("Bạn chưa có vai trò nào trong hệ thống nên chưa chọn nhận được.")


def may_read_ledger(user: type_of_user) -> Verdict:
    """The administrator reads the ledger; it holds no marks."""
    return _administrators_only(user, "Chỉ người quản trị hệ thống xem được nhật ký toàn hệ thống.")


def may_change_account(user: type_of_user, account: UserAccount) -> Verdict:
    """Nobody changes the own roles or switches the own account off."""
    verdict = may_manage_accounts(user)
    if verdict and user == account:
        return Denied(
            "Bạn không tự giao, tự kết thúc vai trò hoặc tự khóa tài khoản của mình. Hãy nhờ người quản trị khác."
        )
    return verdict


def is_erased(account: UserAccount) -> bool:
    """Whether the person behind this account was erased on request."""
    return account.erased_at is not None


def may_erase_account(user: type_of_user, account: UserAccount, *, at: datetime) -> Verdict:
    """An administrator erases who an account belonged to, once it is switched off and nobody waits for its holder."""
    verdict = may_change_account(user, account)
    if not verdict:
        return verdict
    if account.is_active:
        return Denied("Tài khoản đang mở. Hãy khoá tài khoản trước khi xoá dữ liệu cá nhân.")
    if roles_to_come(account, on=timezone.localdate(at)):
        return Denied(
            "Người này còn giữ vai trò hoặc việc ký thay. Hãy ghi ngày kết thúc trước khi xoá dữ liệu cá nhân."
        )
    return ALLOWED


def may_switch_account(user: type_of_user, account: UserAccount) -> Verdict:
    """Whether this administrator may switch the account off or on; an erased one stays off."""
    verdict = may_change_account(user, account)
    if verdict and is_erased(account):
        return Denied("Dữ liệu của tài khoản này đã xoá theo yêu cầu. Người này cần tài khoản thì lập tài khoản mới.")
    return verdict


def may_hold(account: UserAccount, role: str) -> Verdict:
    """An administrator holds no other role: who opens doors does not walk through them."""
    held = roles_to_come(account) - {role}
    if role == Role.SYSTEM_ADMINISTRATOR and held:
        return Denied("Người đang giữ vai trò khác không làm quản trị hệ thống. Hãy kết thúc các vai trò đó trước.")
    if Role.SYSTEM_ADMINISTRATOR in held:
        return Denied("Người quản trị hệ thống không giữ vai trò nào khác, kể cả thành viên Hội đồng.")
    return ALLOWED


def may_assign(user: type_of_user, account: UserAccount, role: str) -> Verdict:
    """Whether this administrator may give this role to this account."""
    verdict = may_change_account(user, account)
    if not verdict:
        return verdict
    if role not in ASSIGNABLE:
        return Denied(
            "Vai trò này không giao ở đây: chủ thể có khi đăng ký, thành viên Hội đồng và Tổ tư vấn có theo quyết định thành lập."
        )
    if not account.is_active:
        return Denied("Tài khoản đang khóa. Hãy mở lại trước khi giao vai trò.")
    return may_hold(account, role)


def may_appoint_deputy(user: type_of_user, role: str, unit_path: str, organisation: str = "") -> Verdict:
    """Whether the person may let somebody sign for this office: its holder, or an administrator who has the paper (NĐ 30/2020, Đ.13)."""
    if role not in offices():
        return Denied("Chức vụ này không giao ký thay ở đây; Phó Chủ tịch Hội đồng có theo ghế trong Hội đồng.")
    if holds(user, Role.SYSTEM_ADMINISTRATOR) or holds_in_person(user, role, unit_path, organisation):
        return ALLOWED
    return Denied("Chỉ người giữ chức vụ hoặc người quản trị hệ thống giao việc ký thay.")


def may_appoint_any_deputy(user: type_of_user) -> Verdict:
    """Whether the person may let somebody sign for any office: a holder for the own one, an administrator for all."""
    in_person = any(held.role in offices() and not held.as_deputy for held in roles_of(user))
    if in_person or holds(user, Role.SYSTEM_ADMINISTRATOR):
        return ALLOWED
    return Denied("Chỉ người giữ chức vụ ký văn bản hoặc người quản trị hệ thống giao việc ký thay.")


def may_be_deputy(account: UserAccount, role: str, unit_path: str, *, by: UserAccount) -> Verdict:
    """Whether this account may sign for the office: somebody else, at work, and nobody's producer or buyer."""
    if account == by:
        return Denied("Bạn không tự giao việc ký cho mình.")
    if not account.is_active:
        return Denied("Tài khoản đang khóa. Hãy mở lại trước khi giao việc ký.")
    if holds_in_person(account, role, unit_path):
        return Denied("Người này đang giữ chính chức vụ đó.")
    if roles_to_come(account) & set(PRIVATE_ROLES):
        return Denied("Người của chủ thể hoặc của đơn vị thu mua không ký thay cơ quan nhà nước.")
    return may_hold(account, role)


def may_end_deputy(user: type_of_user, deputyship: Deputyship) -> Verdict:
    """Whether the person may set the last day: whoever may appoint."""
    path = deputyship.unit.path if deputyship.unit else ""
    return may_appoint_deputy(user, deputyship.role, path, deputyship.organisation_name)


def may_pause_deputy(user: type_of_user, deputyship: Deputyship) -> Verdict:
    """Whether the person may stop a deputy at once: whoever may appoint, and the office beside the holder."""
    path, office = deputyship.unit.path if deputyship.unit else "", offices()[deputyship.role]
    beside = any(
        held.role == office.paused_by and not held.as_deputy and path.startswith(held.unit_path)
        for held in roles_of(user)
    )
    return ALLOWED if beside else may_end_deputy(user, deputyship)


def may_resume_deputy(user: type_of_user, deputyship: Deputyship) -> Verdict:
    """Whether the person may let a paused deputy sign again: whoever may appoint, and nobody for oneself."""
    if user == deputyship.account:
        return Denied("Bạn không tự cho mình ký trở lại. Hãy nhờ người giữ chức vụ hoặc người quản trị hệ thống.")
    return may_end_deputy(user, deputyship)
