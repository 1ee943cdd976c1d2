"""What the pages of producers show: the way to a page, and what a new producer does first."""

from django.urls import reverse

from ocop.pages.crumbs import Trail, trail
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds
from ocop.people.rules import is_official
from ocop.people.tasks import Task
from ocop.producers.models import Producer
from ocop.producers.queries import producers_acted_for


def tasks_for(user: UserAccount) -> list[Task]:
    """A person without any role and producer begins by registering one; a producer without products registers a product."""
    if is_official(user) or holds(user, Role.BUYER):
        return []
    producers = list(producers_acted_for(user).prefetch_related("products").order_by("pk"))
    if not producers:
        return [
            Task(
                "Đăng ký chủ thể của bạn", reverse("producers:create"), "Khoảng 5 phút; cần trước khi đăng ký sản phẩm"
            )
        ]
    return [
        Task(f"Đăng ký sản phẩm đầu tiên của {producer.name}", reverse("products:create", args=[producer.pk]), "Chưa có sản phẩm")
        for producer in producers
        if not producer.products.all()
    ]  # fmt: skip


def producer_trail(producer: Producer, last: str = "") -> Trail:
    """The way to a page of a producer."""
    own = (producer.name, reverse("producers:detail", args=[producer.pk]))
    return trail(("Chủ thể", reverse("producers:list")), own, last=last)
