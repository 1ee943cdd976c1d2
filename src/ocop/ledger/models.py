"""The append-only ledger: one chained line per write, and the receipts handed to people.

A line holds identifiers, states and hashes, never marks or personal data, so that people can be forgotten while the
chain stays valid. The database itself refuses to change or delete a line.
"""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """Who did what to which record, when, on whose behalf, from which state to which."""

    sequence = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    unit_path = models.CharField(max_length=60, blank=True)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    entry_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "sequence"], name="entry_of_subject"),
            models.Index(
                fields=["unit_path", "at"], opclasses=["varchar_pattern_ops", "timestamptz_ops"], name="entry_in_unit"
            ),
            models.Index(fields=["subject_kind", "sequence"], name="entry_of_kind"),
            models.Index(fields=["action", "sequence"], name="entry_of_action"),
        ]


class LedgerHead(models.Model):
    """The single row that holds the newest hash; locking it puts writers in line."""

    entry_hash = models.CharField(max_length=64)
    length = models.BigIntegerField()


class Receipt(models.Model):
    """Proof given to a person that the server received something; the same key always gives the same receipt."""

    code = models.CharField(max_length=12, unique=True)  # 7F3K-2Q
    key = models.CharField(max_length=100, unique=True)  # idempotency key, e.g. "dossier:12:submit:1"
    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="+")
    given_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


class RecordHash(models.Model):
    """The newest line that holds the hash of a record: an index into the chain, so that one record is checked by one look-up."""

    kind = models.CharField(max_length=40)
    record_id = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64, blank=True)  # empty: the line says that the record was deleted
    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record_id"], name="record_has_one_newest_hash")]


class PersonalValue(models.Model):
    """What a person is called, where one lives and can be reached: outside the chain, which holds the salted hash only.

    Erasing empties ``value`` and ``salt``; nobody can find the value from the hash that stays, and the chain stays valid.
    """

    kind = models.CharField(max_length=40)
    record_id = models.CharField(max_length=64)
    field = models.CharField(max_length=120)
    value = models.TextField(blank=True)
    salt = models.CharField(max_length=32, blank=True)
    commitment = models.CharField(max_length=64, unique=True)
    written_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "record_id", "field"], name="personal_value_of_record")]


class CheckpointReader(models.Model):
    """A person who chose to get the checkpoint of each day by mail, and the last day that was sent."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="checkpoint_reader")
    chosen_at = models.DateTimeField()
    last_day = models.DateField(null=True, blank=True)
