"""Another set of criteria for a draft (QĐ 26/2026, Đ.2.1, Phụ lục I): a wrong choice is mended, what was answered goes along.

What a set alone asks is put aside under its number, levels too, and comes back when the draft returns to it.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ocop.dossiers.models import Dossier, SelfScore
from ocop.dossiers.operations.moving import lock_dossier
from ocop.dossiers.queries.bundle import LEFT_OVER
from ocop.filing.operations.adopting import carry_answers
from ocop.filing.operations.filing import note_change
from ocop.filing.queries.set_change import set_change_of
from ocop.filing.rules import may_change_set
from ocop.people.models import UserAccount
from ocop.people.rights import insist
from ocop.products.operations.registering import move_to_set


@transaction.atomic
def change_set(dossier: Dossier, *, set_number: int, by: UserAccount, at: datetime) -> Dossier:
    """Let a draft and its product go on under another set; repeating it changes nothing.

    Raises ``DomainError`` when the person may not, the dossier was filed, or the set does not fit the producer.
    """
    locked, day = lock_dossier(dossier.pk), timezone.localdate(at)
    insist(may_change_set(by, locked))
    if locked.set_number == set_number:
        return locked
    move_to_set(locked.product, set_number=set_number, by=by, at=at)
    change = set_change_of(locked, set_number, on=day)
    before = {one.criterion_code: one for one in locked.self_scores.all()}
    told = carry_answers(locked, change.answered_on, change.carried, aside=_aside(locked.set_number))
    for code, row in before.items():
        if row.level is not None and change.answered_on.has(code) and code not in change.carried.kept:
            _put_aside(locked, row, code)
    _bring_back(locked, set_number)
    details = {"from": {"set": locked.set_number, "sheet_hash": locked.sheet_hash}, **told}
    locked.set_number, locked.regime, locked.sheet_hash = set_number, change.law.regime.code, change.sheet.sheet_hash
    locked.year = day.year
    locked.save(update_fields=["set_number", "regime", "sheet_hash", "year"])
    to = {"set": set_number, "sheet_hash": locked.sheet_hash}
    note_change(locked, "set_changed", by=by, at=at, details={**details, "to": to})
    return locked


def _aside(set_number: int) -> str:
    return f"{LEFT_OVER}{set_number}:"


def _put_aside(locked: Dossier, was: SelfScore, code: str) -> None:
    """Keep the level that the other set does not print; words went along, or stand here already."""
    kept = {"level": was.level, "case_code": was.case_code}
    SelfScore.objects.update_or_create(
        dossier=locked,
        criterion_code=_aside(locked.set_number) + code,
        defaults=kept,
        create_defaults={**kept, "saved_at": was.saved_at},
    )


def _bring_back(locked: Dossier, set_number: int) -> None:
    """What was put aside when this set was left fills what is not answered on it now."""
    rows = {one.criterion_code: one for one in locked.self_scores.all()}
    for name, waiting in rows.items():
        if not name.startswith(_aside(set_number)):
            continue
        code = name.removeprefix(_aside(set_number))
        now = rows.get(code)
        if now is None:
            waiting.criterion_code = code
            waiting.save(update_fields=["criterion_code"])
            continue
        if now.level is None:
            now.level, now.case_code = waiting.level, waiting.case_code
            now.description = now.description or waiting.description
            now.save(update_fields=["level", "case_code", "description"])
        waiting.delete()
