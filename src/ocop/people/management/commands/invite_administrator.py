"""`ocop manage invite_administrator "HỌ VÀ TÊN"`: the first administrator, invited by whoever runs the server."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.people.invitations import expires_at, invite_person, renew_invitation
from ocop.people.models import Invitation, Role, RoleAssignment
from ocop.people.operations import give_role
from ocop.vietnamese import nfc


class Command(BaseCommand):
    """Makes an account with the role of system administrator and prints the link that sets its password."""

    help = (
        "Lập tài khoản quản trị hệ thống và in đường dẫn dùng một lần để đặt mật khẩu; chạy lại thì in đường dẫn mới."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the name and, if wished, e-mail and telephone."""
        parser.add_argument("full_name", metavar="HỌ-VÀ-TÊN")
        parser.add_argument("--email", default="")
        parser.add_argument("--phone", default="")

    def handle(self, *_: Any, full_name: str, email: str, phone: str, **__: Any) -> None:
        """Invite; raises ``CommandError`` when e-mail or telephone belong to somebody else."""
        now = timezone.now()
        _refuse_who_is_there(full_name)
        try:
            with transaction.atomic():
                invitation = invite_person(full_name=full_name, email=email, phone=phone, by=None, at=now)
                today = timezone.localdate(now)
                give_role(invitation.account, Role.SYSTEM_ADMINISTRATOR, effective_from=today, by=None, at=now)
                link = renew_invitation(invitation, by=None, at=now)
        except DomainError as problem:
            raise CommandError(problem.sentence) from problem
        until = expires_at(Invitation.objects.get(pk=invitation.pk))
        self.stdout.write(
            f"Tên đăng nhập: {invitation.account.username}\n"
            f"Mở đường dẫn này để đặt mật khẩu (một lần, đến {timezone.localtime(until):%H:%M %d/%m/%Y}):\n{link}"
        )


def _refuse_who_is_there(full_name: str) -> None:
    """Whoever has set a password already signs in with it; a second account would only confuse."""
    name = " ".join(nfc(full_name).split())
    assigned = RoleAssignment.objects.filter(role=Role.SYSTEM_ADMINISTRATOR, account__full_name=name)
    there = assigned.filter(account__invitation__accepted_at__isnull=False, effective_to__isnull=True).first()
    if there is not None:
        raise CommandError(f"{name} đã là quản trị hệ thống, tên đăng nhập “{there.account.username}”.")
