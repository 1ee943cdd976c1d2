"""Advisory groups and what they report to the chair of the council (QĐ 26/2026, Đ.7.3.b, 7.3.c, 7.4.b, 7.4.c): tables and constraints."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ocop.dossiers.levels import EvaluationLevel
from ocop.dossiers.models import Dossier
from ocop.territory.models import AdministrativeUnit


class AdvisoryGroup(models.Model):
    """A group set up by decision of the provincial chair (Đ.7.3.b), or of the minister: then it has no unit (Đ.7.4.b)."""

    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit_path = models.CharField(max_length=60, blank=True)
    name = models.CharField("Tên Tổ tư vấn", max_length=200)
    decision_number = models.CharField("Số quyết định", max_length=60)
    decided_on = models.DateField("Ngày quyết định")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "decision_number", "decided_on"], name="group_is_set_up_once"),
            models.UniqueConstraint(  # two empty units are not equal to the database
                fields=["decision_number", "decided_on"],
                condition=Q(unit__isnull=True),
                name="central_group_is_set_up_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_central(self) -> bool:
        """Whether this is a group of the ministry (Đ.7.4.b)."""
        return self.unit_id is None


class GroupCapacity(models.TextChoices):
    """In what capacity a person works in a group."""

    HEAD = "advisory_group_head", "Tổ trưởng"
    MEMBER = "advisory_group_member", "Thành viên"


class AdvisoryGroupMember(models.Model):
    """Membership of a person in a group; ``left_on`` is the last day."""

    group = models.ForeignKey(AdvisoryGroup, on_delete=models.PROTECT, related_name="members")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="advisory_memberships")
    capacity = models.CharField(max_length=30, choices=GroupCapacity.choices)
    organisation = models.CharField("Cơ quan, tổ chức", max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "account"], condition=Q(left_on__isnull=True), name="person_works_once_in_a_group"
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(left_on__isnull=True, capacity="advisory_group_head"),
                name="group_has_one_head",
            ),
        ]


class Proposal(models.TextChoices):
    """What the group proposes to the chair of the council."""

    PUT_BEFORE_COUNCIL = "put_before_council", "Đề nghị đưa ra Hội đồng đánh giá"
    NOT_BEFORE_COUNCIL = "not_before_council", "Đề nghị chưa đưa ra Hội đồng đánh giá"


class AdvisoryReport(models.Model):
    """A group's report on one dossier, one at each level: a draft from the day the head starts, frozen when the head signs (Đ.7.3.c, 7.4.c)."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="advisory_reports", related_query_name="advisory_report"
    )
    evaluation_level = models.CharField(
        max_length=10, choices=EvaluationLevel.choices, default=EvaluationLevel.PROVINCE, db_default="province"
    )
    group = models.ForeignKey(AdvisoryGroup, on_delete=models.PROTECT, related_name="reports")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    completeness = models.TextField(blank=True)
    part_a = models.TextField(blank=True)
    part_b = models.TextField(blank=True)
    part_c = models.TextField(blank=True)
    proposal = models.CharField(max_length=30, choices=Proposal.choices, blank=True)
    proposal_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)  # optimistic lock of the draft
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField(null=True, blank=True)
    number = models.CharField("Số báo cáo", max_length=60, blank=True)
    signed_on = models.DateField("Ngày ký", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_as = models.JSONField(
        default=dict, blank=True
    )  # name, position, and for whom, as they were (people.queries.signed_as)
    content = models.JSONField(default=dict)  # what was signed, word by word
    content_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "evaluation_level"], name="level_reports_once_on_a_dossier"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, content_hash="")
                | (Q(signed_at__isnull=False) & ~Q(content_hash="")),
                name="signed_report_has_a_hash",
            ),
        ]


class SiteSurvey(models.Model):
    """A visit of the group to the place of production: when, where, who went, what was seen (Đ.7.3.c)."""

    report = models.ForeignKey(AdvisoryReport, on_delete=models.PROTECT, related_name="surveys")
    visited_on = models.DateField("Ngày khảo sát")
    place = models.CharField("Nơi khảo sát", max_length=200)
    participants = models.TextField("Thành phần tham gia")
    findings = models.TextField("Nội dung ghi nhận")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()


class SurveyPhoto(models.Model):
    """A photo taken on a visit, drawn again by us; the file lies under the hash of its content (room ``files``)."""

    survey = models.ForeignKey(SiteSurvey, on_delete=models.PROTECT, related_name="photos")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "sha256"], name="survey_photo_is_kept_once"),
        ]


class TestRequest(models.Model):
    """An extra test of quality that the group asks for, and its result once it is there (Đ.7.3.c)."""

    report = models.ForeignKey(AdvisoryReport, on_delete=models.PROTECT, related_name="test_requests")
    request = models.TextField("Nội dung đề nghị kiểm nghiệm")
    result = models.TextField("Kết quả kiểm nghiệm", blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
