"""A draft takes the law in force: what still fits stays, what does not is asked anew, nothing that was typed is lost."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ocop.dossiers.models import Dossier, DossierState, SelfScore
from ocop.dossiers.operations.moving import lock_dossier
from ocop.dossiers.queries.bundle import LEFT_OVER
from ocop.filing.operations.filing import note_change
from ocop.filing.queries.law_change import law_change_of
from ocop.filing.rules import may_submit
from ocop.law.comparing import Carried
from ocop.law.sheets import Sheet
from ocop.ledger.errors import DomainError
from ocop.people.models import UserAccount
from ocop.people.rights import insist


@transaction.atomic
def adopt_law(dossier: Dossier, *, by: UserAccount, at: datetime) -> Dossier:
    """Let a draft go on under the regime and the sheet of the day; doing it again changes nothing.

    A criterion whose level no longer fits keeps its description and loses the level; files of a criterion that is gone go
    to the general papers, what was typed about it stays with the draft and is shown there. Raises ``DomainError`` when the person may not, or the law of
    the day has no such set.
    """
    locked, day = lock_dossier(dossier.pk), timezone.localdate(at)
    change = law_change_of(locked, on=day)
    if change is None and locked.state == DossierState.DRAFT:
        return locked
    insist(may_submit(by, locked))
    if change is None or change.sheet is None:
        raise DomainError(
            f"Quy định đang áp dụng không còn bộ tiêu chí số {locked.set_number} cho sản phẩm này. "
            "Hãy chọn lại nhóm của sản phẩm và lập hồ sơ mới; bản nháp này giữ nguyên đến khi bạn bỏ."
        )
    details = {
        "from": {"regime": locked.regime, "sheet_hash": locked.sheet_hash},
        "to": {"regime": change.law.regime.code, "sheet_hash": change.sheet.sheet_hash},
        **(carry_answers(locked, change.answered_on, change.carried) if change.carried else {}),
    }
    locked.regime, locked.sheet_hash, locked.year = change.law.regime.code, change.sheet.sheet_hash, day.year
    locked.save(update_fields=["regime", "sheet_hash", "year"])
    note_change(locked, "law_adopted", by=by, at=at, details=details)
    return locked


def carry_answers(
    locked: Dossier, answered_on: Sheet, carried: Carried, *, aside: str = LEFT_OVER
) -> dict[str, object]:
    """Move the rows of a draft to the codes of another sheet; return what no longer fits, for the ledger.

    Words about a criterion that the other sheet does not ask stay with the draft, their code behind ``aside``.
    """
    rows = [row for row in locked.self_scores.select_for_update(no_key=True) if answered_on.has(row.criterion_code)]
    answered = {row.criterion_code for row in rows if row.level is not None}
    for place, row in enumerate(rows):  # codes may change places among each other, and each stands once
        SelfScore.objects.filter(pk=row.pk).update(criterion_code=f"?{place}")
    for row in rows:
        _carry_answer(row, carried, aside)
    for file in locked.evidence.exclude(criterion_code=""):
        file.criterion_code = carried.moved.get(file.criterion_code, "")
        file.save(update_fields=["criterion_code"])
    return {
        "asked_anew": sorted(answered & carried.asked_anew.keys()),
        "gone": sorted(answered & set(carried.gone)),
        "renumbered": {here: there for here, there in carried.moved.items() if here != there},
    }


def _carry_answer(row: SelfScore, carried: Carried, aside: str) -> None:
    """Put an answer where it belongs on the other sheet; words about a criterion that is gone stay with the draft."""
    here = row.criterion_code
    if here not in carried.kept:
        row.case_code, row.level = "", None
    row.criterion_code = carried.moved.get(here, aside + here)
    row.save()
