"""What the pages of producers show: the way to a page, and what a new producer does first."""

from datetime import date
from typing import Any

from django.urls import reverse

from ocop.pages.crumbs import Trail, trail
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds
from ocop.people.rules import is_official
from ocop.people.tasks import Task
from ocop.producers.models import Producer
from ocop.producers.queries import delegations_of, producers_acted_for


def tasks_for(user: UserAccount) -> list[Task]:
    """A person without any role and producer begins by registering one."""
    if is_official(user) or holds(user, Role.BUYER) or producers_acted_for(user).exists():
        return []
    hint = "Khoảng 5 phút; cần trước khi đăng ký sản phẩm"
    return [Task("Đăng ký chủ thể của bạn", reverse("producers:create"), hint)]


def producer_trail(producer: Producer, last: str = "") -> Trail:
    """The way to a page of a producer."""
    own = (producer.name, reverse("producers:detail", args=[producer.pk]))
    return trail(("Chủ thể", reverse("producers:list")), own, last=last)


def delegations_page(producer: Producer, *, on: date) -> dict[str, Any]:
    """Who may act for a producer, and who might before."""
    return {
        "producer": producer,
        "today": on,
        "delegations": delegations_of(producer),
        "crumbs": producer_trail(producer, "Ủy quyền nhập hồ sơ"),
    }
