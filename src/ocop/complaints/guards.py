"""The database itself refuses to change, delete or replace a complaint that was answered or withdrawn, with its files."""

from ocop.ledger.freezing import Frozen, guards

REFUSAL = "a closed complaint never changes"
_CLOSED = "{row}.state <> 'waiting'"
_OF_CLOSED = "EXISTS (SELECT 1 FROM complaints_complaint c WHERE c.id = {row}.complaint_id AND c.state <> 'waiting')"
# Who complained can be forgotten, and files are often called after people: these texts may be erased; everything else stays.
SAID = (
    "product_id", "digest", "about", "is_of_producer", "content", "received_on", "due_on", "body", "state", "recorded_by_id", "recorded_at",
    "answer", "answer_number", "withdrawal_reason", "closed_by_id", "closed_at", "is_demo",
)  # fmt: skip
FILED = ("sha256", "media_type", "size", "added_by_id", "added_at", "complaint_id", "purpose")

GUARDS = guards(
    Frozen("complaints_complaint", REFUSAL, when=_CLOSED, columns=SAID, erasable=("complainant", "contact"), keys=("digest",)),
    Frozen(
        "complaints_complaintfile", REFUSAL, when=_OF_CLOSED, columns=FILED, erasable=("original_name",),
        keys=("complaint_id, purpose, sha256",), joined=True,
    ),
)  # fmt: skip
