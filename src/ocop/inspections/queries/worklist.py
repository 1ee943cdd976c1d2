"""The work list of cases: what to do next, the nearest deadline first; closed ones apart."""

from datetime import date

from django.db.models import Count, QuerySet

from ocop.inspections.models import OPEN_STATES, RevocationCase, RevocationState
from ocop.inspections.queries.access import (
    OFFICES,
    cases_visible_to,
    certificates_of_communes,
    certificates_watched_by,
)
from ocop.people.models import UserAccount
from ocop.people.rights import holds_any
from ocop.recognition.models import Certificate
from ocop.vietnamese import fold

# Value in an address → what it is called, and the states in it.
FILTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "dang-xu-ly": ("Đang xử lý", OPEN_STATES),
    "da-thu-hoi": ("Đã thu hồi", (RevocationState.REVOKED,)),
    "khong-thu-hoi": ("Không thu hồi", (RevocationState.DISMISSED,)),
}
TAGS = {
    RevocationState.OPENED: "wait",
    RevocationState.VERIFYING: "info",
    RevocationState.REVOCATION_SUBMITTED: "soon",
    RevocationState.REVOKED: "bad",
    RevocationState.DISMISSED: "off",
}
MOST_FOUND = 50


def listed_cases(user: UserAccount, chosen: str) -> QuerySet[RevocationCase]:
    """Cases of a filter that the person may read: open ones by deadline, closed ones the newest first."""
    order = ("due_on", "pk") if chosen == "dang-xu-ly" else ("-closed_at", "-pk")
    return cases_visible_to(user).filter(state__in=FILTERS[chosen][1]).order_by(*order)


def numbers_by_state(user: UserAccount) -> dict[str, int]:
    """Return how many cases of each state a person may read (one query)."""
    rows = cases_visible_to(user).select_related(None).order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def days_left(case: RevocationCase, *, today: date) -> int | None:
    """Return how many days are left of the term of Đ.8.4; None once the case is closed."""
    return (case.due_on - today).days if case.state in OPEN_STATES else None


def find_certificates(user: UserAccount, typed: str) -> list[Certificate]:
    """Return certificates that have not ended and whose product or producer has all typed words, without diacritics."""
    seen = certificates_watched_by(user) if holds_any(user, OFFICES) else certificates_of_communes(user)
    found = seen.filter(ended_on__isnull=True)
    for word in fold(typed).split():
        found = found.filter(product__search_key__contains=word)
    return list(found.order_by("product__sort_key", "pk")[:MOST_FOUND])
