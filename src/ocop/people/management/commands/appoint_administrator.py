"""`ocop manage appoint_administrator USERNAME`: the first administrator, appointed by whoever runs the server."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.people.models import Role, UserAccount
from ocop.people.operations import give_role


class Command(BaseCommand):
    """Gives an existing account the role of system administrator."""

    help = "Giao vai trò quản trị hệ thống cho một tài khoản đã có."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the user name."""
        parser.add_argument("username")

    def handle(self, *_: Any, username: str, **__: Any) -> None:
        """Give the role; raises ``CommandError`` for an unknown account or one that holds other roles."""
        account = UserAccount.objects.filter(username=username).first()
        if account is None:
            raise CommandError(f"Không có tài khoản “{username}”. Người đó cần tạo tài khoản trước.")
        now = timezone.now()
        try:
            give_role(account, Role.SYSTEM_ADMINISTRATOR, effective_from=timezone.localdate(now), by=None, at=now)
        except DomainError as problem:
            raise CommandError(problem.sentence) from problem
        self.stdout.write(f"{account} là quản trị hệ thống.")
