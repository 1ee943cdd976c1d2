"""What the work list of the commune shows: rows by deadline, filters with their numbers, why it is empty."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page

from ocop.dossiers import clocks
from ocop.dossiers.models import Dossier
from ocop.people.models import UserAccount
from ocop.reviewing.pages.chips import Chip, chips_of
from ocop.reviewing.queries.narrowing import AGES, DUE_WORDS, Narrowed
from ocop.reviewing.queries.worklists import states_of
from ocop.reviewing.queries.worklists_commune import COMMUNE_FILTERS, commune_dossiers, commune_rows, last_handled_at


def queue_page(
    page: Page[Dossier], user: UserAccount, chosen: str, narrow: Narrowed, text: str, *, today: date
) -> dict[str, Any]:
    """One page of the list with what stands around it."""
    return {
        "title": "Hàng đợi của xã",
        "page": page,
        "rows": commune_rows(page, user, today=today),
        "chips": filter_chips(states_of(commune_dossiers(user)), chosen, text),
        "chosen": chosen,
        "text": text,
        "narrow": narrow,
        "dues": DUE_WORDS.items(),
        "ages": [(age, words[0]) for age, words in AGES.items()],
        "query_string": urlencode(_address(chosen, text, narrow)),
        "empty_words": "" if page.object_list else _why_empty(user),
    }


def _why_empty(user: UserAccount) -> str:
    at = last_handled_at(user)
    return f"Hồ sơ gần nhất xử lý lúc {clocks.local_time(at)}." if at else "Hồ sơ xuất hiện ở đây khi chủ thể nộp."


def filter_chips(counts: dict[str, int], chosen: str, text: str) -> list[Chip]:
    """Return the filters of the queue as links with their numbers."""
    return chips_of(COMMUNE_FILTERS, counts, chosen, lambda value: urlencode(_address(value, text)))


def _address(chosen: str, text: str, narrow: Narrowed | None = None) -> dict[str, str]:
    values = {"q": text, "han": narrow.due if narrow else "", "tuoi": narrow.age if narrow else ""}
    return {"trang-thai": chosen, **{name: value for name, value in values.items() if value}}
