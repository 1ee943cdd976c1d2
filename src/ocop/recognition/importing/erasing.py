"""Erase what people wrote into a list: the name of the file and the cells that findings quote. Every hash stays valid.

What the list says of a product, its producer and its place was published with a decision and stays.
"""

from datetime import datetime

from django.db import transaction

from ocop.ledger.operations import forget
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.recognition.importing.rules import may_erase_import_words
from ocop.recognition.models import ImportBatch


@transaction.atomic
def erase_import_words(batch: ImportBatch, *, reason: str, by: UserAccount, at: datetime) -> ImportBatch:
    """Erase the words of an import; doing it again changes nothing.

    Raises ``DomainError`` when the person may not, or gives no reason.
    """
    insist(may_erase_import_words(by))
    locked = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if locked.file_name or locked.findings:
        forget(locked, kinds={"importbatch": [locked.pk]}, by=by, at=at, reason=reason)
        locked.file_name, locked.findings = "", []
        locked.save(update_fields=["file_name", "findings"])
    return locked
