"""One row per background job: who asked for it, who works on it and until when (the lease), how far it is, what came out."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class JobState(models.TextChoices):
    """The states of a job; labels are shown as they are."""

    WAITING = "waiting", "Đang chờ"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không xong"
    CANCELLED = "cancelled", "Đã hủy"


OPEN_STATES = (JobState.WAITING.value, JobState.RUNNING.value)


class Job(models.Model):
    """Work that goes on after the page has answered.

    ``leased_by`` works on the job until ``leased_until``; afterwards anybody may take it over. ``attempts`` counts how often it was
    taken and is the token by which a worker that lost its lease is told apart from the one that has it.
    """

    kind = models.CharField(max_length=60)  # name under which a room declares the work
    key = models.CharField(max_length=120)  # the same work asked for twice is one job while it is open
    title = models.CharField(max_length=200)
    parameters = models.JSONField(default=dict)  # identifiers and days, never personal data
    unit_path = models.CharField(max_length=60, blank=True)  # empty: the whole country
    state = models.CharField(max_length=12, choices=JobState.choices, default=JobState.WAITING)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_by = models.CharField(max_length=64, blank=True)
    leased_until = models.DateTimeField(null=True)
    is_cancel_wanted = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    sentence = models.CharField(max_length=300, blank=True)  # where it is, what came out, or why it stopped
    result = models.JSONField(default=dict)  # {"facts": [["Hồ sơ", "12"]], "lines": ["…"]}
    result_sha256 = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=150, blank=True)  # empty: no file came out
    file_type = models.CharField(max_length=100, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(state__in=OPEN_STATES), name="one_open_job_per_key"),
            models.CheckConstraint(
                condition=~Q(state="running") | (Q(leased_until__isnull=False) & ~Q(leased_by="")),
                name="running_job_has_a_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | (Q(ended_at__isnull=False) & ~Q(result_sha256="")),
                name="finished_job_has_a_result",
            ),
        ]
        indexes = [
            models.Index(fields=["started_by", "-created_at"], name="job_of_person"),
            models.Index(fields=["kind", "-created_at"], name="job_of_kind"),
            models.Index(fields=["key"], name="job_key"),
            models.Index(fields=["leased_until"], condition=Q(state="running"), name="job_lease"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether the job waits or runs."""
        return self.state in OPEN_STATES
