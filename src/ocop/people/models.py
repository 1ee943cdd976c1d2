"""Accounts, invitations to them, dated roles, and who signs for whom; the bodies in which roles are held are in ``body_models``.

A role acts inside its unit (QĐ 26/2026, Đ.7, Đ.10); who may act for a producer is in ``producers``.
"""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from ocop.ledger.prepared import PreparedRecords
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import user_name_key

from .body_models import BodyKind, BodyLetterhead, BodyName, BodySuccession, PublicBody, SuccessionKind
from .passwords import one_form

__all__ = [
    "BodyKind",
    "BodyLetterhead",
    "BodyName",
    "BodySuccession",
    "ConfirmedWay",
    "Deputyship",
    "Invitation",
    "PublicBody",
    "Role",
    "RoleAssignment",
    "SignInRecord",
    "SigningWay",
    "SuccessionKind",
    "TryCount",
    "UserAccount",
    "UserNameKey",
]


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
    MINISTER = "minister", "Bộ trưởng"
    CENTRAL_ADVISORY_GROUP_HEAD = "central_advisory_group_head", "Tổ trưởng Tổ tư vấn cấp trung ương"
    CENTRAL_ADVISORY_GROUP_MEMBER = "central_advisory_group_member", "Thành viên Tổ tư vấn cấp trung ương"
    CENTRAL_COUNCIL_MEMBER = "central_council_member", "Thành viên Hội đồng cấp trung ương"
    CENTRAL_COUNCIL_SECRETARY = "central_council_secretary", "Thư ký Hội đồng cấp trung ương"
    CENTRAL_COUNCIL_CHAIR = "central_council_chair", "Chủ tịch Hội đồng cấp trung ương"
    DEPARTMENT_OFFICER = "department_officer", "Cán bộ sở, ngành"
    SUPERVISION_TEAM_HEAD = "supervision_team_head", "Trưởng đoàn giám sát"
    SUPERVISION_TEAM_MEMBER = "supervision_team_member", "Thành viên đoàn giám sát"
    STEERING_READER = "steering_reader", "Người theo dõi của Ban Chỉ đạo"
    CONTENT_EDITOR = "content_editor", "Biên tập viên"
    BUYER = "buyer", "Đơn vị thu mua"
    SYSTEM_ADMINISTRATOR = "system_administrator", "Quản trị hệ thống"


class UserNameKey(models.CharField):  # type: ignore[type-arg]
    """What no two accounts share of their user names: the key follows the name whenever the row is written."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001
        """Return the key of the name as it is now."""
        key = user_name_key(model_instance.username)  # type: ignore[attr-defined]
        kept = getattr(model_instance, self.attname)
        if kept.startswith(f"{key} #"):  # a look-alike of earlier days
            return str(kept)
        setattr(model_instance, self.attname, key)
        return key


class Accounts(UserManager["UserAccount"]):
    """Finds an account by its number with SQL that is written once: every visit of somebody signed in begins so."""

    use_in_migrations = False

    def get(self, *args: Any, **wanted: Any) -> "UserAccount":
        """Return the one account that fits; raises ``DoesNotExist``. Accounts of another record are looked for among those only."""
        number = wanted.get("pk")
        if args or len(wanted) != 1 or not isinstance(number, int) or type(self) is not Accounts:
            return super().get(*args, **wanted)
        return _BY_NUMBER.get(number)


class UserAccount(AbstractUser):
    """A person who can sign in; the name is one field, as Vietnamese names are."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    user_name_key = UserNameKey(max_length=200, unique=True, editable=False)  # look-alikes are one name
    full_name = models.CharField("Họ và tên", max_length=150)
    phone = models.CharField("Số điện thoại", max_length=20, blank=True)
    # Whoever wrote down an address may have mistyped it: only a verified one opens a door, by itself or by a link.
    email_verified_at = models.DateTimeField(null=True, blank=True)
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    phone_verified_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    pending_email = models.EmailField(blank=True)  # asked for, not proved yet
    email_asked_at = models.DateTimeField(
        null=True, blank=True
    )  # of the newest link, code, way back in: older ones stop working
    phone_asked_at = models.DateTimeField(null=True, blank=True)
    recovery_at = models.DateTimeField(null=True, blank=True)
    recovery_by_message = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)  # who it belonged to was erased on request; it stays off
    unread_notices = models.PositiveIntegerField(default=0)  # for the bell on every page; the room `notices` counts

    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects: ClassVar[Accounts] = Accounts()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="email_belongs_to_one_account"),
            models.UniqueConstraint(
                fields=["phone"],
                condition=Q(phone_verified_at__isnull=False),
                name="verified_phone_belongs_to_one_account",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """Return the whole name."""
        return self.full_name

    def set_password(self, raw_password: str | None) -> None:
        """Keep a password in one form of its letters, whatever keyboard typed it."""
        super().set_password(raw_password and one_form(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password, in whatever form its letters were typed."""
        joined = raw_password and one_form(raw_password)
        if super().check_password(joined):
            return True
        return joined != raw_password and super().check_password(raw_password)  # kept before there was one form


_BY_NUMBER = PreparedRecords(lambda number: UserAccount.objects.filter(pk=number))


class RoleAssignment(models.Model):
    """An account holds a role in a unit from one date to another; ``unit`` is empty for national and producer roles."""

    account = models.ForeignKey(UserAccount, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=30, choices=Role.choices)
    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(
        PublicBody, null=True, blank=True, on_delete=models.PROTECT, related_name="role_assignments"
    )
    organisation_name = models.CharField(max_length=200, blank=True)  # a council, a group, a firm: no public body
    document = models.CharField(max_length=200, blank=True)  # number and day of the paper that gave the role
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


class SigningWay(models.TextChoices):
    """In what way somebody signs for the holder of an office (NĐ 30/2020, Đ.13)."""

    IN_PLACE = "in_place", "Ký thay (KT.)"
    BY_ORDER = "by_order", "Ký thừa lệnh (TL.)"
    BY_AUTHORITY = "by_authority", "Ký thừa ủy quyền (TUQ.)"


class Deputyship(models.Model):
    """Somebody signs for the holder of an office from day to day, by a document; paused, nothing may be signed.

    The office is a role in a unit and, where a place has several, the group that it heads: a new holder keeps the deputies. That
    nobody is deputy of one office twice on a day is kept by the database (``guards``).
    """

    account = models.ForeignKey(UserAccount, on_delete=models.PROTECT, related_name="deputyships")
    role = models.CharField(max_length=30, choices=Role.choices)
    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation_name = models.CharField(max_length=200, blank=True)  # the advisory group
    way = models.CharField(max_length=20, choices=SigningWay.choices)
    position = models.CharField(max_length=120)  # the deputy's own, as printed: Phó Chủ tịch
    document = models.CharField(max_length=200)  # number and day of the paper that gave the power
    # What may be signed, where the paper limits it: codes of ``signing.matters``. Words typed before they were a choice limit nothing.
    matters = models.CharField(max_length=300, blank=True)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=models.F("effective_from")),
                name="deputyship_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(way="by_authority") | Q(effective_to__isnull=False), name="authority_to_sign_has_an_end"
            ),
        ]


class ConfirmedWay(models.TextChoices):
    """How it is known that the invited person, and nobody else, took the account."""

    EMAIL = "email", "Mở đường dẫn trong thư gửi riêng cho người đó"
    SMS = "sms", "Mở đường dẫn trong tin nhắn SMS gửi riêng cho người đó"
    ZALO = "zalo", "Mở đường dẫn trong tin Zalo gửi riêng cho người đó"
    COLLEAGUE = "colleague", "Người khác biết người đó và xác nhận"
    EARLIER = "earlier", "Nhận lời mời trước khi có việc xác nhận"


class Invitation(models.Model):
    """An account made for somebody else: its holder sets the password by a link that works once, for a few days.

    A link that was shown to whoever made it may have been opened by anybody; until somebody else confirms the person, a seat
    in a council does not count.
    """

    account = models.OneToOneField(UserAccount, on_delete=models.PROTECT, related_name="invitation")
    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit_path = models.CharField(max_length=60, blank=True)  # empty: an administrator's invitation
    invited_by = models.ForeignKey(UserAccount, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()  # of the newest link; older ones stop working
    by_message = models.BooleanField(default=False)  # the newest link went to the person alone; else it was shown to
    link_made_by = models.ForeignKey(UserAccount, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    confirmed_way = models.CharField(max_length=10, choices=ConfirmedWay.choices, blank=True)
    confirmed_by = models.ForeignKey(UserAccount, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_role = models.CharField(max_length=30, choices=Role.choices, blank=True)  # in which the colleague spoke
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_way="")
                | Q(confirmed_at__isnull=False, accepted_at__isnull=False) & ~Q(confirmed_way=""),
                name="confirmation_says_how",
            )
        ]


class SignInRecord(models.Model):
    """Somebody came in and left: when, and from where (NĐ 333/2026); gone after a year, and when the account is erased."""

    account = models.ForeignKey(UserAccount, on_delete=models.CASCADE, related_name="sign_ins")
    signed_in_at = models.DateTimeField(db_index=True)
    signed_out_at = models.DateTimeField(null=True, blank=True)  # empty: the session ran out
    address = models.GenericIPAddressField(null=True, blank=True)
    port = models.PositiveIntegerField(null=True, blank=True)


class TryCount(models.Model):
    """How often something was tried under a key that tells nobody who it was, until the count begins anew (``entering``)."""

    key = models.CharField(max_length=64, unique=True)
    tries = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)
