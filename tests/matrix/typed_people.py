"""What a person would type at the forms about accounts, roles, bodies and deputies, and the parts of their addresses."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.http import urlsafe_base64_encode

from ocop.people.invitations import SHOWN, tokens
from ocop.people.one_time import EMAIL, RECOVERY
from ocop.people.second_person import PASSWORD, Mending, link_to_second
from ocop.vietnamese import format_date

from .objects import World


def day(days: int) -> str:
    """A day so many days from today, as people type it."""
    return format_date(timezone.localdate() + timedelta(days=days))


def _key_and_token(invitation: Any) -> list[str]:
    """The two parts of the link an invited person gets."""
    return [urlsafe_base64_encode(str(invitation.account_id).encode()), tokens[SHOWN].make_token(invitation.account)]


def _asked(world: World, account: Any) -> str:
    """The link by which the administrator asks a second person."""
    by = world.people["system_administrator"]
    return link_to_second(Mending(account, PASSWORD, by)).rstrip("/").split("/")[-1]


def _assignment(world: World, _: Any) -> dict[str, Any]:
    return {
        "role": "commune_chair",
        "unit": world.places.commune_next.pk,
        "effective_from": day(0),
        "body": world["body.next"].pk,
    }


def _deputy(world: World, _: Any) -> dict[str, Any]:
    """The chair of the ward at home lets somebody sign who is new here."""
    return {
        "office": f"commune_chair|{world.places.commune.pk}|",
        "account": "newcomer",
        "way": "in_place",
        "position": "Phó Chủ tịch",
        "document": "14/QĐ-UBND",
        "effective_from": day(0),
    }


PEOPLE_ADDRESSES: dict[str, Any] = {
    "people:body_correct": lambda world, found: [found.pk, found.names.get().pk],
    "people:accept_invitation": lambda world, found: _key_and_token(found),
    "people:verify_email": lambda world, found: EMAIL.link(found).rstrip("/").split("/")[-2:],
    "people:mending": lambda world, found: [_asked(world, found)],
    "people:recover": lambda world, found: RECOVERY.link(found).rstrip("/").split("/")[-2:],
}
PEOPLE: dict[str, Any] = {
    "people:account": lambda world, _: {"full_name": "Tên mới", "phone": "0911222333"},
    "people:person": _assignment,
    "people:end_assignment": lambda world, _: {"effective_to": day(0), "reason": "Chuyển công tác"},
    "people:erase_account": lambda world, _: {"reason": "Đơn ngày 1/12/2026", "confirmed": "on"},
    "people:switch": lambda world, _: {"reason": "Nghỉ việc", "action": "off"},
    "people:body_create": lambda world, _: {"kind": "other_body", "name": "Liên minh Hợp tác xã Việt Nam"},
    "people:body_rename": lambda world, _: {
        "name": "Ủy ban nhân dân phường mới", "abbreviation": "UBND", "effective_from": day(0), "legal_source": "1/NQ",
    },
    "people:body_correct": lambda world, _: {"name": "Ủy ban nhân dân Tân Ninh", "abbreviation": "", "reason": "Nhầm."},
    "people:body_letterhead": lambda world, _: {"place_name": "Tân Ninh"},
    "people:body_succession": lambda world, _: {
        "kind": "merged", "successor": world["body.next"].pk, "effective_on": day(1), "legal_source": "1/NQ",
    },
    "people:invite": lambda world, _: {"full_name": "Lê Thị Mới", "email": "moi@example.vn"},
    "people:accept_invitation": lambda world, _: dict.fromkeys(("new_password1", "new_password2"), "một câu rất dễ nhớ"),
    "people:recover": lambda world, _: dict.fromkeys(("new_password1", "new_password2"), "một câu rất dễ nhớ"),
    "people:email": lambda world, _: {"email": "moi@example.vn"},
    "people:help": lambda world, _: {"reason": "Gọi số này"},
    "people:mending": lambda world, _: {"reason": "Gặp tại trụ sở"},
    "people:invitation_confirm": lambda world, _: {"reason": "Gọi số máy bàn của Sở"},
    "people:deputy_create": _deputy,
    "people:deputy_end": lambda world, _: {"effective_to": day(0), "reason": "Nghỉ hưu"},
    "people:deputy_pause": lambda world, _: {"reason": "Chủ tịch đã về"},
}  # fmt: skip
