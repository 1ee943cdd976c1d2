"""What the page of choices shows: each kind of notice with a box per channel in use."""

from dataclasses import dataclass

from ocop.people.models import UserAccount

from .channels import channels_in_use
from .kinds import kinds
from .queries import choices_of

CHANNEL_WORDS = {"email": "Thư điện tử", "sms": "Tin nhắn SMS", "zalo": "Zalo"}


@dataclass(frozen=True)
class Box:
    """One choice."""

    name: str
    label: str
    is_checked: bool


@dataclass(frozen=True)
class ChoiceRow:
    """A kind with its boxes."""

    name: str
    boxes: list[Box]


def choice_groups(account: UserAccount) -> list[tuple[str, list[ChoiceRow]]]:
    """Return the choices of a person, group by group."""
    chosen = choices_of(account)
    groups: dict[str, list[ChoiceRow]] = {}
    for code, kind in kinds().items():
        if not kind.can_be_chosen:
            continue
        boxes = [Box(f"{code}.{name}", CHANNEL_WORDS.get(name, name), chosen[code, name]) for name in channels_in_use()]
        groups.setdefault(kind.group, []).append(ChoiceRow(kind.name, boxes))
    return list(groups.items())


def choices_typed(ticked: set[str]) -> dict[tuple[str, str], bool]:
    """Return what a form says about every kind and channel; a box that was not ticked is switched off."""
    return {
        (code, name): f"{code}.{name}" in ticked
        for code, kind in kinds().items()
        if kind.can_be_chosen
        for name in channels_in_use()
    }
