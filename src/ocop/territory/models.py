"""Administrative units with their dates and successions, cases that wait for a person, and dated settings of a territory.

A unit code alone identifies nothing: codes were reused on 1/7/2025. The key is code + level + validity. Rights over a
territory are a prefix of ``AdministrativeUnit.path``. Sources: QĐ 19/2025/QĐ-TTg (codes), NQ 202/2025/QH15 (34 provinces).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q


class AdministrativeLevel(models.TextChoices):
    """Levels of territory; districts ended on 30/6/2025."""

    PROVINCE = "province", "Tỉnh, thành phố"
    DISTRICT = "district", "Huyện (đến 30/6/2025)"
    COMMUNE = "commune", "Xã, phường, đặc khu"


class AdministrativeUnit(models.Model):
    """A territorial unit during the time in which its name, type and parent did not change."""

    code = models.CharField(max_length=5)
    level = models.CharField(max_length=10, choices=AdministrativeLevel.choices)
    unit_type = models.CharField(max_length=30)  # Tỉnh, Thành phố, Xã, Phường, Đặc khu, Huyện …
    name = models.CharField(max_length=120)  # without its type: Hòa Thành
    name_en = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(
        max_length=60
    )  # "80/" province, "80/25459/" commune; units before 1/7/2025 begin with "cu/"
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    legal_source = models.CharField(max_length=200, blank=True)
    search_key = models.CharField(max_length=200)
    sort_key = models.BinaryField(max_length=400, default=b"")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "level", "effective_from"], name="unit_code_is_unique_at_a_date"),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=models.F("effective_from")),
                name="unit_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["path"], name="unit_path"),
            models.Index(fields=["level", "effective_to", "search_key"], name="unit_search"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Name with its type, as officials write it: "Phường Hòa Thành"."""
        return f"{self.unit_type} {self.name}"

    @property
    def name_in_text(self) -> str:
        """Name with its type inside a sentence: "phường Hòa Thành"."""
        return f"{self.unit_type.lower()} {self.name}"

    @property
    def full_place(self) -> str:
        """Name with the unit above, from small to large: "Phường Hòa Thành, tỉnh Tây Ninh"; reads ``parent``."""
        return f"{self.full_name}, {self.parent.name_in_text}" if self.parent else self.full_name


class UnitSuccession(models.Model):
    """An old unit went, whole or in part, into a new one."""

    predecessor = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="origins")
    whole = models.BooleanField()
    effective_on = models.DateField()
    legal_source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "effective_on"], name="succession_is_recorded_once"
            )
        ]


class UnitMappingCase(models.Model):
    """A record whose present commune is uncertain and waits for a person's decision; never guessed."""

    subject_kind = models.CharField(max_length=40)  # e.g. "product"
    subject_label = models.CharField(max_length=300)
    place_as_published = models.CharField(max_length=300)
    reason = models.CharField(max_length=300)
    province = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    candidates = models.ManyToManyField(AdministrativeUnit, blank=True, related_name="+")
    resolved_unit = models.ForeignKey(
        AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)


class Setting(models.Model):
    """A dated configuration value of a territory; without one, the default of ``law/data/settings`` holds."""

    name = models.CharField(max_length=80)
    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    value = models.JSONField()
    effective_from = models.DateField()
    legal_source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "unit", "effective_from"], name="setting_has_one_value_at_a_date"),
            models.UniqueConstraint(
                fields=["name", "effective_from"],
                condition=Q(unit__isnull=True),
                name="national_setting_has_one_value_at_a_date",
            ),
        ]
