"""Accounts, dated roles, and the public bodies in which people hold them.

A role acts inside its unit (QĐ 26/2026, Đ.7, Đ.10); who may act for a producer is in ``producers``. Bodies change their names,
merge and split (the reorganisations of 2025), so a name holds from a day on, and a paper names the body as it was on its day.
What stands at the head of a paper (NĐ 30/2020/NĐ-CP, Phụ lục I) belongs to the body and is dated in the same way.
"""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import user_name_key

from .passwords import one_form


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


class BodyKind(models.TextChoices):
    """What a public body is."""

    COMMUNE_COMMITTEE = "commune_committee", "Ủy ban nhân dân cấp xã"
    DISTRICT_COMMITTEE = "district_committee", "Ủy ban nhân dân cấp huyện (đến 30/6/2025)"
    PROVINCIAL_COMMITTEE = "provincial_committee", "Ủy ban nhân dân cấp tỉnh"
    PROVINCIAL_OFFICE = "provincial_office", "Cơ quan tham mưu quản lý OCOP cấp tỉnh"
    COORDINATION_OFFICE = "coordination_office", "Văn phòng Điều phối nông thôn mới"
    LINE_DEPARTMENT = "line_department", "Sở, ngành cấp tỉnh"
    AGRICULTURE_MINISTRY = "agriculture_ministry", "Bộ Nông nghiệp và Môi trường"
    CENTRAL_OFFICE = "central_office", "Cơ quan tham mưu quản lý OCOP của Bộ"
    LINE_MINISTRY = "line_ministry", "Bộ, ngành trung ương khác"
    STEERING_COMMITTEE = "steering_committee", "Ban Chỉ đạo"
    OTHER_BODY = "other_body", "Cơ quan, tổ chức khác"


class PublicBody(models.Model):
    """A state agency through all its names; ``unit`` is empty for bodies of the whole country."""

    kind = models.CharField(max_length=30, choices=BodyKind.choices)
    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)  # its last day; empty while it works
    name_key = models.CharField(max_length=250)  # the newest name without diacritics: for search, and no body twice
    sort_key = models.BinaryField(max_length=800, default=b"")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name_key"],
                condition=Q(unit__isnull=False, ended_on__isnull=True),
                name="body_of_a_unit_is_recorded_once",
            ),
            models.UniqueConstraint(
                fields=["name_key"],
                condition=Q(unit__isnull=True, ended_on__isnull=True),
                name="national_body_is_recorded_once",
            ),
        ]
        indexes = [models.Index(fields=["unit", "kind"], name="body_of_unit")]


class BodyName(models.Model):
    """The name of a body from a day on, until the day before its next name; 1900-01-01 means that the first day is not known."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=30, blank=True)  # as numbers of its papers write it: UBND, SNNMT, VPĐP
    effective_from = models.DateField()
    legal_source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("effective_from",)
        constraints = [models.UniqueConstraint(fields=["body", "effective_from"], name="body_has_one_name_on_a_day")]


class BodyLetterhead(models.Model):
    """What stands at the head of a body's papers beside its name, from a day on (NĐ 30/2020, Phụ lục I, mục II.2 và II.4)."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="letterheads")
    superior = models.ForeignKey(PublicBody, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place_name = models.CharField(max_length=120)  # địa danh before the date: Tây Ninh
    effective_from = models.DateField()
    legal_source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("effective_from",)
        constraints = [
            models.UniqueConstraint(fields=["body", "effective_from"], name="body_has_one_letterhead_on_a_day"),
            models.CheckConstraint(
                condition=Q(superior__isnull=True) | ~Q(superior=models.F("body")), name="body_is_not_its_own_superior"
            ),
        ]


class SuccessionKind(models.TextChoices):
    """How one body went into another."""

    MERGED = "merged", "Sáp nhập, hợp nhất"
    SPLIT = "split", "Chia, tách"
    RENAMED = "renamed", "Tổ chức lại thành cơ quan mới"


class BodySuccession(models.Model):
    """On a day one body went into another, whole or in part; a mere change of name is a ``BodyName``."""

    predecessor = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=10, choices=SuccessionKind.choices)
    effective_on = models.DateField()
    legal_source = models.CharField(max_length=200)

    class Meta:
        ordering = ("effective_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="body_succession_is_recorded_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=models.F("successor")), name="body_does_not_succeed_itself"
            ),
        ]


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


class UserAccount(AbstractUser):
    """A person who can sign in; the name is one field, as Vietnamese names are."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    user_name_key = UserNameKey(max_length=200, unique=True, editable=False)  # look-alikes are one name
    full_name = models.CharField("Họ và tên", max_length=150)
    phone = models.CharField("Số điện thoại", max_length=20, blank=True)
    is_demo = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)  # who it belonged to was erased on request; it stays off
    unread_notices = models.PositiveIntegerField(default=0)  # for the bell on every page; the room `notices` counts

    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="email_belongs_to_one_account")
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
    matters = models.CharField(max_length=300, blank=True)  # what may be signed, where the paper limits it
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


class Invitation(models.Model):
    """An account made for somebody else: its holder sets the password by a link that works once, for a few days."""

    account = models.OneToOneField(UserAccount, on_delete=models.PROTECT, related_name="invitation")
    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit_path = models.CharField(max_length=60, blank=True)  # empty: an administrator's invitation
    invited_by = models.ForeignKey(UserAccount, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()  # of the newest link; older ones stop working
    accepted_at = models.DateTimeField(null=True, blank=True)


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
