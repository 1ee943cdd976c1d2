"""Public bodies and their dated names, the heads of their papers, and what they came from.

Bodies change their names, merge and split (the reorganisations of 2025), so a name holds from a day on, and a paper names the body
as it was on its day. What stands at the head of a paper (NĐ 30/2020/NĐ-CP, Phụ lục I) belongs to the body and is dated in the same way.
"""

from django.db import models
from django.db.models import Q

from ocop.territory.models import AdministrativeUnit


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
