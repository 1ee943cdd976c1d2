"""Accounts and dated roles. A role acts inside its unit (QĐ 26/2026, Đ.7, Đ.10); who may act for a producer is in ``producers``."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from ocop.territory.models import AdministrativeUnit


class Role(models.TextChoices):
    """Roles of the programme; labels are what people call them."""

    PRODUCER_USER = "producer_user", "Chủ thể OCOP"
    COMMUNE_OFFICER = "commune_officer", "Cán bộ OCOP cấp xã"
    COMMUNE_CHAIR = "commune_chair", "Chủ tịch UBND cấp xã"
    PROVINCIAL_OFFICER = "provincial_officer", "Cán bộ cơ quan tham mưu cấp tỉnh"
    ADVISORY_GROUP_HEAD = "advisory_group_head", "Tổ trưởng Tổ tư vấn"
    ADVISORY_GROUP_MEMBER = "advisory_group_member", "Thành viên Tổ tư vấn"
    COUNCIL_MEMBER = "council_member", "Thành viên Hội đồng"
    COUNCIL_SECRETARY = "council_secretary", "Thư ký Hội đồng"
    COUNCIL_CHAIR = "council_chair", "Chủ tịch Hội đồng"
    PROVINCIAL_CHAIR = "provincial_chair", "Chủ tịch UBND cấp tỉnh"
    CENTRAL_OFFICER = "central_officer", "Cán bộ cơ quan tham mưu của Bộ"
    SYSTEM_ADMINISTRATOR = "system_administrator", "Quản trị hệ thống"


class UserAccount(AbstractUser):
    """A person who can sign in; the name is one field, as Vietnamese names are."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("Họ và tên", max_length=150)
    phone = models.CharField("Số điện thoại", max_length=20, blank=True)
    is_demo = models.BooleanField(default=False)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """Return the whole name."""
        return self.full_name


class RoleAssignment(models.Model):
    """An account holds a role in a unit from one date to another; ``unit`` is empty for national and producer roles."""

    account = models.ForeignKey(UserAccount, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=30, choices=Role.choices)
    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    body_name = models.CharField(max_length=200, blank=True)  # name of the public body as it is today
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    ended_at_once = models.BooleanField(default=False)  # taken back during the last day, which no longer counts

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=models.F("effective_from")),
                name="role_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["account", "role", "unit", "effective_from"], name="role_is_assigned_once"),
            models.UniqueConstraint(
                fields=["account", "role", "effective_from"],
                condition=Q(unit__isnull=True),
                name="role_without_unit_is_assigned_once",
            ),
        ]


class Invitation(models.Model):
    """An account made for somebody else: its holder sets the password by a link that works once, for a few days."""

    account = models.OneToOneField(UserAccount, on_delete=models.PROTECT, related_name="invitation")
    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit_path = models.CharField(max_length=60, blank=True)  # empty: an administrator's invitation
    invited_by = models.ForeignKey(UserAccount, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()  # of the newest link; older ones stop working
    accepted_at = models.DateTimeField(null=True, blank=True)
