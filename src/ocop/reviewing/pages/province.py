"""What the pages of the province show around their rows: filters, columns to sort by, rounds with their numbers."""

from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet

from ocop.dossiers.models import Dossier, DossierState, EvaluationRound
from ocop.law.calendar import last_day_before
from ocop.law.catalogue import catalogue
from ocop.law.governing import law_on
from ocop.people.models import UserAccount
from ocop.reviewing.pages.chips import chips_of
from ocop.reviewing.pages.filters import address_of
from ocop.reviewing.queries.narrowing import AGES, DUE_WORDS
from ocop.reviewing.queries.worklists import states_of
from ocop.reviewing.queries.worklists_province import (
    FINISHED,
    PROVINCE_FILTERS,
    ProvinceFilters,
    province_rows,
    provinces_of,
    rounds_of,
    rounds_with_counts,
)
from ocop.reviewing.rules.rounds import opens_on

COLUMNS = (
    ("san-pham", "Sản phẩm, chủ thể"),
    ("xa", "Xã"),
    ("bo", "Bộ"),
    ("trang-thai", "Trạng thái"),
    ("de-nghi", "Xã đề nghị"),
    ("", "Số phiếu tỉnh"),
    ("dot", "Đợt"),
    ("", "Việc tiếp theo"),
)


def worklist_page(
    user: UserAccount, everything: QuerySet[Dossier], page: Page[Dossier], chosen: ProvinceFilters, *, today: date
) -> dict[str, Any]:
    """Return what the work list shows; the number of queries does not depend on the rows."""
    rounds = list(rounds_of(user))
    rows = province_rows(page, user, rounds, today=today)
    counts = states_of(everything)
    communes = everything.order_by("unit__name").values_list("unit", "unit__unit_type", "unit__name").distinct()
    return {
        "title": "Hồ sơ của tỉnh",
        "page": page,
        "rows": rows,
        "selectable": any(row.selectable for row in rows),
        "chosen": chosen,
        "chips": chips_of(_narrowings(chosen), counts, chosen.state, lambda value: address_of(chosen, state=value)),
        "columns": [_column(chosen, key, title) for key, title in COLUMNS],
        "communes": [(pk, f"{unit_type} {name}") for pk, unit_type, name in communes],
        "sets": [(one.number, one.label) for one in catalogue(law_on(today).regime.code)],
        "rounds": rounds,
        "open_rounds": [one for one in rounds if today <= last_day_before(one.finished_before)],
        "query_string": address_of(chosen),
        "filtered": bool(
            chosen.commune or chosen.set_number or chosen.round or chosen.text or chosen.due or chosen.age
        ),
        "dues": DUE_WORDS.items(),
        "ages": [(age, words[0]) for age, words in AGES.items()],
    }


def _narrowings(chosen: ProvinceFilters) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The filters worth a chip: what ended is one of them, a single state of it only where a link chose it."""
    return {name: words for name, words in PROVINCE_FILTERS.items() if name not in FINISHED or name == chosen.state}


def _column(chosen: ProvinceFilters, key: str, title: str) -> dict[str, str]:
    if not key:
        return {"title": title, "href": "", "order": ""}
    ascending, descending = chosen.sort == key, chosen.sort == f"-{key}"
    return {
        "title": title,
        "href": "?" + address_of(chosen, sort=f"-{key}" if ascending else key),
        "order": "ascending" if ascending else "descending" if descending else "none",
    }


def rounds_page(user: UserAccount, *, today: date) -> dict[str, Any]:
    """Return the rounds of the person's provinces with their dossiers by state."""
    counted = rounds_with_counts(user)
    return {
        "rounds": [
            _round(one, counts, today, opens=opens_on(one, [other for other, _ in counted])) for one, counts in counted
        ],
        "several_provinces": len(provinces_of(user)) > 1,
        "crumbs": [("Việc cần làm", "/trang-chu/"), ("Đợt đánh giá", "")],
    }


def _round(one: EvaluationRound, counts: dict[str, int], today: date, *, opens: date) -> dict[str, Any]:
    last_proposal, last_day = last_day_before(one.proposals_before), last_day_before(one.finished_before)
    if today > last_day:
        state = ("off", "Đã kết thúc")
    elif today > last_proposal:
        state = ("info", "Đang đánh giá")
    elif today < opens:
        state = ("wait", "Đợt sau")
    else:
        state = ("ok", "Đang nhận đề nghị")
    return {
        "round": one,
        "last_proposal": last_proposal,
        "last_day": last_day,
        "days_left": (last_proposal - today).days if today <= last_proposal else (last_day - today).days,
        "tag": state[0],
        "state": state[1],
        "total": sum(counts.values()),
        "counts": [
            (DossierState(value).label, number, "?" + address_of(ProvinceFilters(), state=value, round=one.pk))
            for value, number in counts.items()
        ],
        "href": "?" + address_of(ProvinceFilters(), state="tat-ca", round=one.pk),
    }
