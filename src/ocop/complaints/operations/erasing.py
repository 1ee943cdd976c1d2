"""Erase who made a complaint on request; what was complained about and answered stays (Luật 91/2025/QH15).

Name, address and telephone of the complainant go, and the names of the files, which often name a person. The words of the complaint and of
the answer and the papers themselves are the record of an office; the ledger keeps salted hashes that nobody can read back.
"""

from datetime import datetime

from django.db import transaction

from ocop.complaints.models import Complaint
from ocop.complaints.rules import may_erase_complainant
from ocop.ledger.operations import forget
from ocop.ledger.personal import ERASED
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount


@transaction.atomic
def erase_complainant(complaint: Complaint, *, reason: str, by: UserAccount, at: datetime) -> Complaint:
    """Erase who made a closed complaint; doing it again changes nothing.

    Raises ``DomainError`` when the person may not, the complaint waits for its answer, or no reason is given.
    """
    locked = Complaint.objects.select_for_update(of=("self",), no_key=True).get(pk=complaint.pk)
    insist(may_erase_complainant(by, locked))
    if locked.complainant == ERASED:
        return locked
    files = list(locked.files.values_list("pk", flat=True))
    forget(locked, kinds={"complaint": [locked.pk], "complaintfile": files}, by=by, at=at, reason=reason)
    locked.complainant, locked.contact = ERASED, ""
    locked.save(update_fields=["complainant", "contact"])
    locked.files.update(original_name=ERASED)
    return locked
