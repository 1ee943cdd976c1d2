"""Record a complaint about a result, and send it to the body that answers."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ocop.complaints.models import AnsweringBody, Complaint, ComplaintFile, PaperPurpose
from ocop.complaints.queries.files import FOLDER
from ocop.complaints.routing import bodies_for, due_day
from ocop.complaints.rules import is_recorded_for_itself, may_record
from ocop.files.examining import CleanFile
from ocop.inspections.operations.taking_in import columns_of, examined
from ocop.ledger.errors import DomainError
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.products.models import Product
from ocop.recognition.arithmetic import FIRST_YEAR
from ocop.vietnamese import format_date, nfc

from .telling import behalf_of, note, tell_body, tell_producer

LINES = {
    "about": "Hãy ghi kết quả hoặc quyết định bị khiếu nại.",
    "complainant": "Hãy ghi người khiếu nại.",
    "content": "Hãy ghi nội dung khiếu nại.",
}


@dataclass(frozen=True)
class Said:
    """What is complained about, by whom, since when, and who is to answer."""

    about: str
    content: str
    body: str
    complainant: str = ""
    contact: str = ""
    received_on: date | None = None

    def clean(self, product: Product, *, is_own: bool, today: date) -> "Said":
        """Return the same with its words in one form; the producer's own complaint is the producer's, of today."""
        lines = {name: " ".join(nfc(getattr(self, name)).split()) for name in ("about", "complainant", "contact")}
        if is_own:
            lines |= {"complainant": product.producer.name[:200], "contact": ""}
        received = today if is_own or self.received_on is None else self.received_on
        return Said(content=nfc(self.content).strip(), body=self.body, received_on=received, **lines)


def record_complaint(
    product: Product, *, said: Said, files: "Sequence[UploadedFile[Any]]" = (), by: UserAccount, at: datetime
) -> Complaint:
    """Record a complaint and send it to the body that answers; the same one again returns the first.

    Raises ``DomainError`` with the field when the person may not, or something is missing or wrong.
    """
    insist(may_record(by, product))
    today, is_own = timezone.localdate(at), is_recorded_for_itself(by, product)
    given = said.clean(product, is_own=is_own, today=today)
    _require(product, given, today=today)
    received = given.received_on or today
    digest = _digest(product, given, received)
    clean = examined(files, FOLDER, field="papers")
    with one_winner():
        Product.objects.select_for_update(of=("self",), no_key=True).get(pk=product.pk)
        if known := Complaint.objects.filter(digest=digest).first():
            return known
        made = Complaint.objects.create(
            product=product, digest=digest, is_of_producer=is_own, **(asdict(given) | {"received_on": received}),
            due_on=due_day(product, received), recorded_by=by, recorded_at=at, is_demo=product.is_demo,
        )  # fmt: skip
        rows = kept_files(made, clean, PaperPurpose.COMPLAINT, by=by, at=at)
        details = {"body": made.body, "files": [one.sha256 for one in rows]}
        note(
            made, "complaint_recorded", by=by, at=at, to_state=made.state, details=details, records=rows,
            on_behalf_of=behalf_of(made, by),
        )  # fmt: skip
        tell_body(made, at=at)
        tell_producer(made, "complaint_recorded", at=at, due_on=format_date(made.due_on))
        return made


def _digest(product: Product, given: Said, received: date) -> str:
    """Name one complaint without naming anybody: keyed, so that nobody can try names on it after a person is forgotten."""
    told = (str(product.pk), given.about, given.complainant, given.content, received.isoformat())
    return salted_hmac("ocop.complaints", "\n".join(told), algorithm="sha256").hexdigest()


def _require(product: Product, given: Said, *, today: date) -> None:
    for name, sentence in LINES.items():
        if not getattr(given, name):
            raise DomainError(sentence, field=name)
    require_body(product, given.body, today=today)
    received = given.received_on or today
    if received > today or received.year < FIRST_YEAR:
        raise DomainError("Ngày nhận không thể sau hôm nay, và không trước khi có Chương trình.", field="received_on")


def require_body(product: Product, body: str, *, today: date) -> None:
    """Insist that a complaint about the product may go to a body."""
    allowed = bodies_for(product, on=today)
    if body not in allowed:
        words = ", ".join(AnsweringBody(one).label for one in allowed)
        raise DomainError(f"Hãy chọn cơ quan trả lời: {words}.", field="body")


def kept_files(
    complaint: Complaint, clean: Sequence[CleanFile], purpose: PaperPurpose, *, by: UserAccount, at: datetime
) -> list[ComplaintFile]:
    """Keep examined files with a complaint, the same one once."""
    return [
        ComplaintFile.objects.create(complaint=complaint, purpose=purpose, added_by=by, added_at=at, **columns_of(one))
        for one in {one.sha256: one for one in clean}.values()
    ]
