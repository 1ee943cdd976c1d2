"""Erase what is kept about the people of a producer on request; what decisions published stays (Luật 91/2025/QH15; QĐ 26/2026, Đ.4).

The producer's name, its products, places and stars are public record. Name, address, telephone, mail and the protected data of the
representative, the words of delegations and the personal answers of every filed dossier go; the ledger keeps salted hashes that
nobody can read back, and a line that says so.
"""

from datetime import datetime

from django.db import transaction

from ocop.dossiers.models import RegistrationForm
from ocop.dossiers.questions import personal_keys
from ocop.filing.rules import may_erase_personal_data
from ocop.ledger.operations import forget
from ocop.ledger.personal import ERASED
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.producers.models import LegalRepresentative, Producer


@transaction.atomic
def erase_personal_data(producer: Producer, *, reason: str, by: UserAccount, at: datetime) -> int:
    """Erase the personal data of a producer and return how many values went; repeating it erases what came since.

    Raises ``DomainError`` when the person may not, a dossier is still being examined, or no reason is given.
    """
    locked = Producer.objects.select_for_update(of=("self",), no_key=True).get(pk=producer.pk)
    insist(may_erase_personal_data(by, locked))
    representatives = list(LegalRepresentative.objects.filter(producer=locked))
    delegations = list(locked.delegations.all())
    dossiers = list(locked.dossiers.values_list("pk", flat=True))
    count = forget(
        locked,
        kinds={
            "producer": [locked.pk],
            "legalrepresentative": [one.pk for one in representatives],
            "delegation": [one.pk for one in delegations],
            "dossier": dossiers,
        },
        by=by,
        at=at,
        reason=reason,
    )
    _empty_columns(locked, representatives)
    for one in delegations:
        one.consent_given_by, one.note = ERASED, ""
        one.save(update_fields=["consent_given_by", "note"])
    for form in RegistrationForm.objects.filter(dossier__in=dossiers).select_related("dossier"):
        personal = personal_keys(form.dossier.regime)
        form.answers = {key: ERASED if key in personal else value for key, value in form.answers.items()}
        form.save(update_fields=["answers"])
    return count


def _empty_columns(producer: Producer, representatives: list[LegalRepresentative]) -> None:
    producer.address, producer.phone, producer.email = ERASED, "", ""
    producer.shows_phone = producer.shows_email = False
    producer.version += 1  # a form that was opened before is told so, and brings nothing back
    producer.save(update_fields=["address", "phone", "shows_phone", "email", "shows_email", "version"])
    for person in representatives:
        person.full_name, person.position, person.sex, person.ethnicity = ERASED, "", "", ""
        person.has_disability = False
        person.save()
