"""Registration form numbers (Mẫu 01, blocks for authorities): one sequence per unit and year, without gaps."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max

from ocop.dossiers.models import Dossier, DossierReceipt
from ocop.law.codes import registration_form_number
from ocop.ledger.errors import DomainError
from ocop.ledger.verdicts import Verdict, insist
from ocop.territory.models import AdministrativeUnit

if TYPE_CHECKING:
    from ocop.people.models import UserAccount


def receipt_given(
    dossier: Dossier,
    evaluation_level: str,
    as_officer: "Callable[[UserAccount, Dossier], Verdict]",
    *,
    by: "UserAccount",
) -> DossierReceipt | None:
    """Return the receipt that a level gave before, to its own officers; raises ``DomainError`` for anybody else."""
    existing = dossier.receipts.filter(evaluation_level=evaluation_level).first()
    if existing:
        insist(as_officer(by, dossier))
    return existing


def number_dossier(dossier: Dossier, evaluation_level: str, *, on: date, by: "UserAccount") -> DossierReceipt:
    """Give a locked dossier the next number of its commune, or of its province; raises ``DomainError`` without a province.

    The unit's row is locked first, so that two officers never get the same number and a rolled-back receipt leaves no gap.
    """
    province = dossier.unit.parent
    if province is None:
        raise DomainError("Xã của hồ sơ chưa gắn với tỉnh nào; hãy báo quản trị hệ thống.")
    keeper = province if evaluation_level == "province" else dossier.unit
    AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=keeper.pk)
    given = DossierReceipt.objects.filter(unit=keeper, year=on.year).aggregate(last=Max("sequence"))
    sequence = (given["last"] or 0) + 1
    return DossierReceipt.objects.create(
        dossier=dossier,
        evaluation_level=evaluation_level,
        registration_form_number=registration_form_number(sequence, province.code, dossier.unit.code, on.year),
        sequence=sequence,
        unit=keeper,
        year=on.year,
        received_on=on,
        received_by=by,
    )
