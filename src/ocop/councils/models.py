"""Councils of provinces and of the ministry (QĐ 26/2026, Đ.7.3.b–d, 7.4.b–d): rules, members, meetings, sealed score sheets and their derived results."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.territory.models import AdministrativeUnit

from .models_of_settling import AgreedOption, GateWaiver, Rescoring
from .models_of_words import CouncilReport, WrittenOpinion

__all__ = [
    "AgendaItem", "AgreedOption", "Attendance", "Capacity", "Council", "CouncilMeeting", "CouncilMember", "CouncilReport", "CouncilRules",
    "CriterionScore", "EvaluationResult", "GateWaiver", "ItemState", "MeetingState", "Recusal", "Rescoring", "ScoreSheet", "WrittenOpinion",
]  # fmt: skip
once = models.UniqueConstraint
SEATED = Q(effective_to__isnull=True)
OF_MINISTRY = Q(unit__isnull=True)  # two empty units are not equal to the database


class CouncilRules(models.Model):
    """Quy chế hoạt động as dated configuration; the law leaves these values to each province and to the ministry."""

    # Empty: the ministry's, for the central council (Đ.7.4.b).
    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision_number = models.CharField(max_length=60)
    effective_from = models.DateField()
    quorum_ratio = models.DecimalField(max_digits=5, decimal_places=4)  # two thirds are 0.6666, never more
    chair_must_attend = models.BooleanField(default=True)
    aggregate = models.CharField(max_length=30, default="mean")  # mean | median | mean_without_extremes
    max_spread = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    rescoring_limit = models.PositiveSmallIntegerField(default=1)
    gates_by = models.CharField(max_length=10, default="agreed")  # agreed | majority
    forward_requires_gates = models.BooleanField(default=False)  # OQ-13
    secretary_scores = models.BooleanField(default=False)
    size_min = models.PositiveSmallIntegerField(default=5)
    size_max = models.PositiveSmallIntegerField(default=15)
    written_quorum_ratio = models.DecimalField(max_digits=5, decimal_places=4, default="0.75", db_default="0.75")
    written_deadline_days = models.PositiveSmallIntegerField(default=7, db_default=7)
    written_meeting_trigger = models.CharField(max_length=20, default="spread_or_member", db_default="spread_or_member")

    class Meta:
        constraints = [
            once(fields=["unit", "decision_number", "effective_from"], name="rules_are_recorded_once"),
            once(
                fields=["decision_number", "effective_from"],
                condition=OF_MINISTRY,
                name="central_rules_are_recorded_once",
            ),
        ]


class Council(models.Model):
    """A council set up by decision of the provincial chair, or of the minister: then it has no unit and scores for five stars."""

    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit_path = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=200)
    decision_number = models.CharField(max_length=60)
    decided_on = models.DateField()
    rules = models.ForeignKey(CouncilRules, on_delete=models.PROTECT, related_name="councils")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once(fields=["unit", "name", "decision_number", "decided_on"], name="council_is_set_up_once"),
            once(
                fields=["name", "decision_number", "decided_on"],
                condition=OF_MINISTRY,
                name="central_council_is_set_up_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_central(self) -> bool:
        """Whether this is the council of the ministry (Đ.7.4.b)."""
        return self.unit_id is None


class Capacity(models.TextChoices):
    """In what capacity a person sits in a council."""

    CHAIR = "council_chair", "Chủ tịch Hội đồng"
    DEPUTY = "deputy_council_chair", "Phó Chủ tịch Hội đồng"
    MEMBER = "council_member", "Ủy viên"
    SECRETARY = "council_secretary", "Thư ký"
    EXPERT = "invited_expert", "Chuyên gia được mời"


class CouncilMember(models.Model):
    """Membership of a person in a council from one day to another; both days are included."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="members")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="council_memberships")
    capacity = models.CharField(max_length=30, choices=Capacity.choices)
    organisation = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    # Empty: named in the decision that set the council up.
    decision_number = models.CharField(max_length=60, blank=True)
    effective_from = models.DateField(null=True, blank=True)  # empty: since the council was set up
    effective_to = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)
    # Invited by a link that others could open: the seat counts from a day on once it is known who holds it.
    awaits_confirmation = models.BooleanField(default=False)
    counts_from = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            once(fields=["council", "account"], condition=SEATED, name="person_holds_one_seat_at_a_time"),
            once(fields=["council"], condition=Q(SEATED, capacity="council_chair"), name="council_has_one_chair"),
            models.CheckConstraint(
                condition=Q(effective_from__isnull=True)
                | Q(effective_to__isnull=True)
                | Q(effective_to__gte=models.F("effective_from")),
                name="seat_ends_after_it_begins",
            ),
        ]


class MeetingState(models.TextChoices):
    """A meeting is prepared, opened when the quorum is there, and closed with its report."""

    PLANNED = "planned", "Đang chuẩn bị"
    OPEN = "open", "Đang họp"
    CLOSED = "closed", "Đã kết thúc"


class CouncilMeeting(models.Model):
    """A meeting with agenda and attendance, or a consultation in writing."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="meetings")
    round = models.ForeignKey(EvaluationRound, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    # Empty round: re-recognitions, which none binds (Đ.7.6.g). Rules stay when newer ones come.
    rules = models.ForeignKey(CouncilRules, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField("Ngày họp")
    place = models.CharField("Địa điểm", max_length=200)
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    opinions_due_on = models.DateField(null=True, blank=True)  # in writing, by this day (Đ.7.6.d)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            once(
                fields=["council", "round", "held_on", "place"],
                condition=~Q(state="closed"),
                name="meeting_is_planned_once",
            )
        ]

    @property
    def in_writing(self) -> bool:
        """Whether the members give their opinions in writing, without coming together."""
        return self.opinions_due_on is not None


class Attendance(models.Model):
    """Who is present at a meeting."""

    meeting = models.ForeignKey(CouncilMeeting, on_delete=models.CASCADE, related_name="attendance")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="attendance")
    present = models.BooleanField()

    class Meta:
        constraints = [once(fields=["meeting", "member"], name="member_attends_once")]


class ItemState(models.TextChoices):
    """States of a product in a meeting."""

    WAITING = "waiting", "Chưa mở"
    OPEN = "open", "Đang chấm"
    CLOSED = "closed", "Đã đóng chấm"
    FINAL = "final", "Đã chốt"
    POSTPONED = "postponed", "Hoãn sang phiên sau"


class AgendaItem(models.Model):
    """One dossier on the agenda of a meeting."""

    meeting = models.ForeignKey(CouncilMeeting, on_delete=models.PROTECT, related_name="items")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    scoring_pass = models.PositiveSmallIntegerField(default=1)
    # Typed by the chair when a sheet is missing, or the product is postponed.
    close_reason = models.TextField(blank=True)
    missing_sheets = models.JSONField(default=list)  # names of the present members whose sheet was missing at closing

    class Meta:
        constraints = [
            once(fields=["meeting", "dossier"], name="dossier_is_on_an_agenda_once"),
            once(fields=["meeting", "position"], name="agenda_positions_differ"),
            once(
                fields=["dossier"],
                condition=Q(state__in=["waiting", "open", "closed"]),
                name="dossier_waits_in_one_meeting",
            ),
        ]


class Recusal(models.Model):
    """A member does not score one product, with the declared conflict of interest."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="recusals")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="recusals")
    reason = models.CharField("Lý do", max_length=300)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [once(fields=["item", "member"], name="member_is_recused_once")]


class ScoreSheet(models.Model):
    """Sheet of one member for one product in one scoring pass; sealed once, never changed after, readable after closing."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="sheets")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="sheets")
    scoring_pass = models.PositiveSmallIntegerField(default=1)
    sheet_hash = models.CharField(max_length=64)  # version of the criteria
    comment = models.TextField("Nhận xét", blank=True)
    started_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True, blank=True)
    nonce = models.CharField(max_length=43)  # keeps the published hash from being guessed
    content_hash = models.CharField(max_length=64, blank=True)
    receipt_code = models.CharField(max_length=12, blank=True)
    # Derived by the server at sealing, never sent by a browser.
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    part_totals = models.JSONField(default=dict)  # {"A": "31", "B": "20", "C": "28"}

    class Meta:
        constraints = [
            once(fields=["item", "member", "scoring_pass"], name="one_sheet_per_member_product_and_pass"),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True, total__isnull=True)
                | Q(sealed_at__isnull=False, total__isnull=False),
                name="sealed_sheet_has_a_total",
            ),
        ]


class CriterionScore(models.Model):
    """Level chosen on a score sheet; level 0 is the explicit ``no_level_met``."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="scores")
    criterion_code = models.CharField(max_length=12)
    case_code = models.CharField(max_length=2, blank=True)
    level = models.PositiveSmallIntegerField()
    note = models.CharField("Ghi chú", max_length=500, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [once(fields=["sheet", "criterion_code"], name="criterion_is_scored_once_per_sheet")]


class EvaluationResult(models.Model):
    """What the server derived when a product was closed: list pages read this, never sheets and marks."""

    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="result")
    sheets_counted = models.PositiveSmallIntegerField()
    average_score = models.CharField(max_length=8)  # "79.00", rounded half up for print
    average_exact = models.CharField(max_length=40)  # "553/7", what the band was compared with
    member_totals = models.JSONField(default=dict)  # {"<member id>": "79"}
    part_means = models.JSONField(default=dict)
    score_spread = models.DecimalField(max_digits=5, decimal_places=2)
    rescoring_due = models.BooleanField()
    band = models.PositiveSmallIntegerField()
    gates = models.JSONField(default=dict)
    star_rating = models.PositiveSmallIntegerField(null=True, blank=True)  # empty while agreed levels are missing
    unmet = models.JSONField(default=list)
    missing_agreed = models.JSONField(default=list)
    widest = models.JSONField(default=list)
    # recognised | potential_five_star | not_recognised | below_five_star | rejected | stopped
    outcome = models.CharField(max_length=30, blank=True)
    rejection_ground = models.CharField(max_length=300, blank=True)
    computed_at = models.DateTimeField()
