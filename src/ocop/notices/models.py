"""The outbox: notices to people, written in the transaction of the act, and what has to leave the system because of them.

An address is never stored here: it is read from the account at the moment of sending, so that it can be corrected and erased.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One notice to one person; ``key`` says of what, so that an act that is repeated tells nobody twice."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)  # see data/kinds.yaml
    key = models.CharField(max_length=120)  # "dossier:12:received:1"
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    subject_id = models.CharField(max_length=64)  # of the record its page is about
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "key"], name="person_is_told_once")]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notice_of_person"),
            models.Index(fields=["recipient"], condition=Q(read_at__isnull=True), name="unread_notice"),
        ]

    def __str__(self) -> str:
        return self.title


class NoticeDeliveryState(models.TextChoices):
    """The states of a delivery."""

    WAITING = "waiting", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"
    DROPPED = "dropped", "Không gửi"


class NoticeDelivery(models.Model):
    """A notice on its way out by one channel; it waits until it was sent, was refused for good, or has no way any more."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=NoticeDeliveryState.choices, default=NoticeDeliveryState.WAITING)
    next_at = models.DateTimeField()  # not before; moved on before each attempt, so that a crash loses nothing
    attempts = models.PositiveSmallIntegerField(default=0)
    message_id = models.CharField(max_length=120, unique=True)  # the same at every attempt: the receiver drops a double
    ended_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=120, blank=True)  # kind and code of the last refusal, never its text

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="notice_leaves_once_by_a_channel"),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(ended_at__isnull=False), name="ended_delivery_has_a_time"
            ),
        ]
        indexes = [models.Index(fields=["next_at", "id"], condition=Q(state="waiting"), name="delivery_queue")]


class NoticeChoice(models.Model):
    """A person's choice about one kind of notice and one channel; without a row the kind's default counts."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=10)
    is_wanted = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "kind", "channel"], name="choice_is_made_once")]
