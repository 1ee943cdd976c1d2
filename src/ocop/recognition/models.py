"""Decisions, certificates and the public register (QĐ 26/2026, Đ.3–4, 7.3.e), and the import of earlier recognitions.

Decisions and certificates keep what they were made with in ``content``: names, places, bodies and signer as they were. Its hash stands
in the ledger; the database refuses to change the facts (``guards.py``), and what people read is the content, never today's row.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ocop.dossiers.models import Dossier
from ocop.products.models import Product
from ocop.territory.models import AdministrativeUnit


class DecisionKind(models.TextChoices):
    """What is decided on paper (Đ.7.3.e, Đ.4.1.a, Đ.8.2)."""

    RECOGNITION = "recognition", "Quyết định công nhận"
    RESULT_APPROVAL = "result_approval", "Quyết định phê duyệt kết quả (từ 90 điểm)"
    CORRECTION = "correction", "Quyết định đính chính"
    REVOCATION = "revocation", "Quyết định thu hồi giấy chứng nhận"


class RecognitionDecision(models.Model):
    """A decision with its number and date; all kinds of paper share this table, because one body numbers them in one row.

    The first two kinds list dossiers; a revocation belongs to its case (room ``inspections``).
    """

    kind = models.CharField(max_length=20, choices=DecisionKind.choices)
    # Empty: the minister decides, for the whole country.
    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit_path = models.CharField(max_length=60, blank=True)
    decision_number = models.CharField("Số quyết định", max_length=60)
    decided_on = models.DateField("Ngày quyết định")
    # The year whose numbers this one counts among; empty where an earlier release gave a number twice.
    number_year = models.PositiveSmallIntegerField(null=True, blank=True)
    issuing_authority = models.CharField(max_length=200)  # as printed, never rewritten after mergers
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    # The decision whose misspelt names this one puts right; what that one decided stays.
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    is_demo = models.BooleanField(default=False)
    content = models.JSONField(default=dict)  # see records.decision_content
    content_hash = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "decision_number", "decided_on"], name="decision_number_is_used_once"
            ),
            models.UniqueConstraint(  # papers of one authority are numbered through the year (NĐ 30/2020)
                fields=["unit", "decision_number", "number_year"],
                condition=Q(number_year__isnull=False),
                name="decision_number_is_used_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(kind="correction", corrects__isnull=False)
                | ~Q(kind="correction") & Q(corrects__isnull=True),
                name="correction_names_its_decision",
            ),
            models.UniqueConstraint(  # two empty units are not equal to the database
                fields=["decision_number", "number_year"],
                condition=Q(unit__isnull=True, number_year__isnull=False),
                name="ministry_decision_number_is_used_once_a_year",
            ),
        ]


class DecidedResult(models.TextChoices):
    """Which result of a dossier a decision rests on: each is decided on once."""

    PROVINCE = "province", "Kết quả của Hội đồng cấp tỉnh"
    CENTRAL = "central", "Kết quả của Hội đồng cấp trung ương"
    PROVINCE_AGAIN = "province_again", "Kết quả đánh giá lại ở cấp tỉnh"  # after the central one (Đ.7.4.g)


class DecisionItem(models.Model):
    """One dossier in a decision, with the star and the mean it was given, and the result they come from."""

    decision = models.ForeignKey(RecognitionDecision, on_delete=models.PROTECT, related_name="items")
    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="decision_items", related_query_name="decision_item"
    )
    star_rating = models.PositiveSmallIntegerField()
    average_score = models.CharField(max_length=8)
    rests_on = models.CharField(
        max_length=20, choices=DecidedResult.choices, default=DecidedResult.PROVINCE, db_default="province"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "rests_on"], name="result_is_decided_once"),
        ]


class ImportBatch(models.Model):
    """A file brought into the register, with what was found in it; one that was taken back stays as a record of it."""

    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    created = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    findings = models.JSONField(default=list)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()
    # What it changed of earlier certificates, as it was: {"completed": {"12": {"decision_number": ""}}, "ended": [7]}
    replaced = models.JSONField(default=dict, db_default={})
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    # Only inside the transaction that takes it back: then the database lets certificates of lists go (``guards``).
    undoing = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"], condition=Q(undone_at__isnull=True), name="list_is_imported_once"
            ),
        ]


class Certificate(models.Model):
    """Star and validity of one product. Expiry and windows are derived from dates; only endings by decision are stored."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="certificates")
    dossier = models.OneToOneField(Dossier, null=True, blank=True, on_delete=models.PROTECT, related_name="certificate")
    star_rating = models.PositiveSmallIntegerField()
    regime = models.CharField(max_length=4)
    certificate_number = models.CharField(max_length=60, blank=True)
    decision = models.ForeignKey(
        RecognitionDecision, null=True, blank=True, on_delete=models.PROTECT, related_name="certificates"
    )
    decision_number = models.CharField(max_length=60, blank=True)  # as printed
    issuing_authority = models.CharField(max_length=200, blank=True)  # as printed
    issued_on = models.DateField(null=True, blank=True)
    issued_as_published = models.CharField(
        max_length=40, blank=True
    )  # "2020", "2021-04": imported records may know no day
    expires_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, blank=True)  # revoked | superseded
    token = models.CharField(max_length=16, unique=True)  # in the QR address
    source_url = models.URLField(max_length=500, blank=True)
    source_grade = models.CharField(max_length=20, blank=True)  # signed_decision | official_news …
    batch = models.ForeignKey(ImportBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="certificates")
    import_key = models.CharField(
        max_length=64, blank=True
    )  # hash of the imported row: importing again changes nothing
    is_demo = models.BooleanField(default=False)
    content = models.JSONField(default=dict)  # see records.certificate_content
    content_hash = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(star_rating__gte=1, star_rating__lte=5), name="star_is_one_to_five"),
            models.UniqueConstraint(fields=["import_key"], condition=~Q(import_key=""), name="row_is_imported_once"),
            models.UniqueConstraint(
                fields=["product"],
                condition=Q(ended_on__isnull=True) & Q(dossier__isnull=False),
                name="one_running_certificate_per_product",
            ),
            models.UniqueConstraint(  # imported records keep whatever was printed
                fields=["certificate_number"],
                condition=Q(dossier__isnull=False) & ~Q(certificate_number=""),
                name="certificate_number_is_given_once",
            ),
        ]
        indexes = [models.Index(fields=["product", "issued_on"], name="certificate_of_product")]


class RegisterEntry(models.Model):
    """One published product with its newest certificate, in a narrow row: the register that pages and the API search.

    Derived: written by ``operations.publishing`` alone. What comes from the product (name, search text, place, set) is
    copied again by the database itself when the product changes (``register_indexes``), so a corrected name is found at once.
    """

    product = models.OneToOneField(Product, primary_key=True, on_delete=models.CASCADE, related_name="register_entry")
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="+")
    star_rating = models.PositiveSmallIntegerField()
    issued_latest = models.DateField(null=True, blank=True)  # bounds: imported records may know only the year
    expires_earliest = models.DateField(null=True, blank=True)
    expires_latest = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=250)
    search_key = models.CharField(max_length=901)  # " duong phen hop tac xa …": begins with a space
    other_words = models.CharField(max_length=900, blank=True, default="", db_default="")  # former places, in English
    sort_key = models.BinaryField(max_length=600, default=b"")
    unit_path = models.CharField(max_length=60, blank=True)
    province_code = models.CharField(max_length=2, blank=True)  # first two characters of the path
    sector_code = models.CharField(max_length=5, blank=True)
    set_number = models.PositiveSmallIntegerField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["province_code", "sort_key"], name="register_province"),
            models.Index(fields=["province_code", "set_number", "sort_key"], name="register_neighbours"),
            models.Index(fields=["sort_key", "product"], name="register_in_order"),
            models.Index(fields=["issued_latest"], name="register_newest"),
            models.Index(fields=["set_number", "sort_key"], name="register_set"),
            models.Index(fields=["sector_code", "sort_key", "product"], name="register_sector"),
            models.Index(fields=["unit_path"], opclasses=["varchar_pattern_ops"], name="register_of_unit"),
        ]


class UploadedList(models.Model):
    """A list that an office sent to be brought in: how its columns are read, what a person said of doubtful lines, what came of it.

    Working material: the facts stand in the import (``ImportBatch``) and the ledger; upkeep drops it after a while.
    """

    # Empty: an administrator sent it for the whole country.
    unit = models.ForeignKey(AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)  # where the file lies
    # Every heading that was found, with what its column means: see importing.headings.Heading
    headings = models.JSONField(default=list)
    answers = models.JSONField(default=dict)  # {"sheet|12": "same"}: what a person said of a doubtful line
    remarks = models.JSONField(default=list)  # what concerns the whole file, in words
    checked_at = models.DateTimeField(null=True, blank=True)  # its lines lie ready to be read
    applied_at = models.DateTimeField(null=True, blank=True)
    batch = models.ForeignKey(ImportBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="uploads")

    class Meta:
        indexes = [models.Index(fields=["unit", "-uploaded_at"], name="uploaded_list_of_unit")]

    def __str__(self) -> str:
        return self.file_name


class LineOutcome(models.TextChoices):
    """What an import does, or did, with a line."""

    CREATED = "created", "Tạo mới"
    MATCHED = "matched", "Khớp với đã có"
    HELD = "held", "Chờ người xem"
    REFUSED = "refused", "Không nhận"
    SKIPPED = "skipped", "Bỏ qua"


class UploadedLine(models.Model):
    """One line of an uploaded list as it was understood: what happens with it, and why."""

    upload = models.ForeignKey(UploadedList, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=255, blank=True)
    row = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=LineOutcome.choices)
    values = models.JSONField(default=dict)  # product_name, producer_name, place, stars, recognised_on, decision_no
    problems = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "position"], name="line_of_a_list_is_kept_once"),
        ]
        indexes = [models.Index(fields=["upload", "outcome", "position"], name="line_by_outcome")]
