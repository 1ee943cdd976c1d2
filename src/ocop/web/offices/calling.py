"""What an office does with the radar: remind the ticked producers, draft their renewals, write to all on the list (QĐ 26/2026, Đ.7.6.a)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ocop.filing.operations.preparing import prepare_renewal
from ocop.ledger.errors import DomainError
from ocop.paper import Paper
from ocop.people.models import UserAccount
from ocop.people.rights import Denied
from ocop.recognition.letters import letterhead_of, letters
from ocop.recognition.models import RegisterEntry
from ocop.recognition.operations.calling import remind_producer
from ocop.recognition.queries.due import DueFilters, due_rows, with_what_is_shown

from .radar import chosen_entries, territory_of

MOST_LETTERS = 200  # of one file; a longer list is narrowed by month or place
NOT_AN_OFFICE = Denied("Chỉ cán bộ xã và cơ quan tham mưu OCOP nhắc chủ thể, lập bản nháp, in thư.")
NOBODY = Denied("Danh sách này không có chủ thể nào cần thư: chưa có sao nào, hoặc hồ sơ đã được nộp.")
TOO_MANY = Denied(f"Một tệp có nhiều nhất {MOST_LETTERS} thư. Hãy lọc theo tháng, xã hoặc hạng sao rồi in từng phần.")


def _remind(entry: RegisterEntry, *, by: UserAccount, at: datetime) -> str:
    told = remind_producer(entry, by=by, at=at)
    return f"đã nhắc {told} người." if told else "đã được nhắc trước đây, không nhắc lại."


def _draft(entry: RegisterEntry, *, by: UserAccount, at: datetime) -> str:
    made = prepare_renewal(entry.product, by=by, at=at)
    return "đã lập bản nháp và báo chủ thể." if made.created_at == at else "đã có hồ sơ phân hạng lại."


STEPS: Mapping[str, Callable[..., str]] = {"nhac": _remind, "nhap": _draft}


def carry_out(step: str, ticked: Sequence[str], *, by: UserAccount, at: datetime) -> list[dict[str, Any]]:
    """Take a step for each ticked product of the reader's territory; one that is refused does not hold up the others."""
    numbers = [int(one) for one in ticked if one.isascii() and one.isdigit() and len(one) < 19]
    rows = with_what_is_shown(
        RegisterEntry.objects.filter(territory_of(by), pk__in=numbers).order_by("expires_earliest", "pk")
    )
    results = []
    for entry in rows:
        try:
            words, done = STEPS[step](entry, by=by, at=at), True
        except DomainError as refusal:
            words, done = refusal.sentence, False
        results.append({"name": entry.name, "done": done, "words": words})
    return results


def letters_of(user: UserAccount, chosen: DueFilters, *, on: date) -> list[Paper]:
    """Return the letters to the producers on the list, at most one more than a file holds."""
    rows = due_rows(chosen_entries(user, chosen, on=on)[: MOST_LETTERS * 5], on=on)
    return letters(rows, letterhead_of(user, on=on), on=on)[: MOST_LETTERS + 1]
