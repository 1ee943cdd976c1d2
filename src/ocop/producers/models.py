"""Producers (chủ thể, QĐ 26/2026, Đ.2.3), their representative, and the people who may act for them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ocop.territory.models import AdministrativeUnit


class OrganisationType(models.TextChoices):
    """Who may register (Đ.2.3); the last value is for imported records only."""

    COOPERATIVE = "cooperative", "Hợp tác xã"
    COOPERATIVE_GROUP = "cooperative_group", "Tổ hợp tác"
    SMALL_MEDIUM_ENTERPRISE = "small_medium_enterprise", "Doanh nghiệp nhỏ và vừa"
    FARM = "farm", "Trang trại"
    REGISTERED_HOUSEHOLD = "registered_household", "Hộ sản xuất, hộ gia đình có đăng ký kinh doanh"
    COMMUNITY_TOURISM_BODY = "community_tourism_body", "Hội, hiệp hội, trung tâm điều hành (du lịch)"
    OTHER_ORGANISATION = "other_organisation", "Loại hình khác (hồ sơ nhập từ trước)"


class Producer(models.Model):
    """An organisation or household that registers products; public fields only, protected ones are in the representative."""

    name = models.CharField("Tên chủ thể", max_length=250)
    organisation_type = models.CharField("Loại hình tổ chức", max_length=30, choices=OrganisationType.choices)
    unit = models.ForeignKey(
        AdministrativeUnit, null=True, on_delete=models.PROTECT, related_name="+"
    )  # today's commune
    unit_path = models.CharField(max_length=60, blank=True)
    address = models.CharField("Địa chỉ (số nhà, thôn, ấp)", max_length=250, blank=True)
    place_as_published = models.CharField(max_length=300, blank=True)  # imported records keep the place as printed
    phone = models.CharField("Điện thoại", max_length=20, blank=True)
    email = models.EmailField("Thư điện tử", blank=True)
    # Public by the producer's own choice only, and only while a product of it is in the register.
    shows_phone = models.BooleanField("Hiện số này trên trang công khai để khách gọi", default=False, db_default=False)
    shows_email = models.BooleanField("Hiện thư điện tử này trên trang công khai", default=False, db_default=False)
    registration_number = models.CharField("Số đăng ký kinh doanh", max_length=50, blank=True)
    # The number as it is compared; empty without one, and where an earlier release took the same number twice.
    registration_key = models.CharField(max_length=50, null=True, blank=True)  # noqa: DJ001 - empty ones do not collide
    founded_on = models.DateField("Ngày thành lập hoặc đăng ký", null=True, blank=True)
    search_key = models.CharField(max_length=400)
    sort_key = models.BinaryField(max_length=600, default=b"")
    version = models.PositiveIntegerField(default=0)  # optimistic lock of the profile
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration_key"],
                condition=Q(registration_key__isnull=False),
                name="registration_number_belongs_to_one_producer",
            )
        ]
        indexes = [
            models.Index(fields=["unit_path"], opclasses=["varchar_pattern_ops"], name="producer_of_unit"),
            models.Index(fields=["sort_key", "id"], name="producer_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class FormerIdentity(models.Model):
    """What a producer was called, what kind it was and where, until it changed; the present stands in the producer itself."""

    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="former_identities")
    name = models.CharField(max_length=250)
    organisation_type = models.CharField(max_length=30, choices=OrganisationType.choices)
    unit = models.ForeignKey(AdministrativeUnit, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=300, blank=True)  # in words, as it was called then
    effective_from = models.DateField(null=True, blank=True)  # empty: since it was registered or earlier
    effective_to = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["producer", "effective_to"], name="identity_ends_once_a_day"),
            models.CheckConstraint(
                condition=Q(effective_from__isnull=True) | Q(effective_to__gte=models.F("effective_from")),
                name="identity_ends_after_it_begins",
            ),
        ]


class LegalRepresentative(models.Model):
    """Represents the producer. Sex, ethnicity and disability are scored (criterion 3.2), hence protected data: never public."""

    producer = models.OneToOneField(Producer, on_delete=models.CASCADE, related_name="representative")
    full_name = models.CharField("Họ và tên người đại diện", max_length=150)
    position = models.CharField("Chức vụ", max_length=100, blank=True)
    sex = models.CharField("Giới tính", max_length=10, blank=True, choices=[("female", "Nữ"), ("male", "Nam")])
    ethnicity = models.CharField("Dân tộc", max_length=50, blank=True)
    has_disability = models.BooleanField("Là người khuyết tật", default=False)


class ProducerUser(models.Model):
    """An account that acts for its own producer."""

    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="users")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="producer_users")
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["producer", "account"], name="producer_user_is_named_once")]


class Delegation(models.Model):
    """Recorded consent that an officer or a consultant enters data for a producer, who stays responsible (Đ.7.1)."""

    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations")
    consent_given_by = models.CharField("Người đồng ý", max_length=150)
    consent_on = models.DateField("Ngày đồng ý")
    note = models.CharField("Ghi chú", max_length=300, blank=True)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=models.F("effective_from")),
                name="delegation_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["producer", "delegate"],
                condition=Q(effective_to__isnull=True),
                name="person_has_one_open_delegation",
            ),
        ]
