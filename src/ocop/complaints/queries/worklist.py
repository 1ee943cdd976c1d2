"""The work list of complaints: what waits by its day, closed ones apart; narrowed by body and by words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from ocop.complaints.models import AnsweringBody, Complaint, ComplaintState
from ocop.complaints.queries.access import complaints_visible_to, products_to_complain_about
from ocop.ledger.personal import ERASED
from ocop.people.models import UserAccount
from ocop.products.models import Product
from ocop.vietnamese import fold

WAITING, OVERDUE = "cho-tra-loi", "qua-han"
# Value in an address → what it is called.
FILTERS = {WAITING: "Chờ trả lời", OVERDUE: "Quá hạn", "da-tra-loi": "Đã trả lời", "da-rut": "Đã rút"}
STATES = {
    WAITING: ComplaintState.WAITING,
    OVERDUE: ComplaintState.WAITING,
    "da-tra-loi": ComplaintState.ANSWERED,
    "da-rut": ComplaintState.WITHDRAWN,
}
BODIES = {"xa": AnsweringBody.COMMUNE, "tinh": AnsweringBody.PROVINCE, "bo": AnsweringBody.MINISTRY}
TAGS = {ComplaintState.WAITING: "wait", ComplaintState.ANSWERED: "ok", ComplaintState.WITHDRAWN: "off"}
MOST_FOUND = 50


@dataclass(frozen=True)
class ComplaintFilters:
    """What narrows the list; empty values mean all."""

    state: str = WAITING
    body: str = ""
    text: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The same as an address holds it."""
        held = {"loc": self.state, "co-quan": self.body, "q": self.text}
        return {name: value for name, value in held.items() if value}


def read_filters(query: Mapping[str, str]) -> ComplaintFilters:
    """Read an address; what makes no sense is left out."""
    state, body = query.get("loc", ""), query.get("co-quan", "")
    text = " ".join(query.get("q", "").split())[:120]
    return ComplaintFilters(state if state in FILTERS else WAITING, body if body in BODIES else "", text)


def listed_complaints(user: UserAccount, chosen: ComplaintFilters, *, today: date) -> QuerySet[Complaint]:
    """Complaints of a filter that the person may read: waiting ones by their day, closed ones the newest first."""
    found = _narrowed(user, chosen).filter(state=STATES[chosen.state])
    if chosen.state == OVERDUE:
        found = found.filter(due_on__lt=today)
    return found.order_by(*(("due_on", "pk") if chosen.state in (WAITING, OVERDUE) else ("-closed_at", "-pk")))


def numbers_by_filter(user: UserAccount, chosen: ComplaintFilters, *, today: date) -> dict[str, int]:
    """Return how many complaints each filter holds, narrowed by body and words (one query)."""
    sums = {
        f"n{at}": Count("pk", filter=Q(state=STATES[name]) & (Q(due_on__lt=today) if name == OVERDUE else Q()))
        for at, name in enumerate(FILTERS)
    }
    counted = _narrowed(user, chosen).select_related(None).order_by().aggregate(**sums)
    return {name: counted[f"n{at}"] for at, name in enumerate(FILTERS)}


def _narrowed(user: UserAccount, chosen: ComplaintFilters) -> QuerySet[Complaint]:
    found = complaints_visible_to(user)
    if chosen.body:
        found = found.filter(body=BODIES[chosen.body])
    for word in fold(chosen.text).split():
        found = found.filter(product__search_key__contains=word)
    return found


def complaints_about(product: Product, user: UserAccount) -> list[Complaint]:
    """Return the complaints about a product that the person reads, the newest first."""
    return list(complaints_visible_to(user).filter(product=product).order_by("-pk"))


def complaints_naming_somebody(product: Product) -> QuerySet[Complaint]:
    """Return the closed complaints about a product of which is still kept who made them, the newest first."""
    closed = Complaint.objects.filter(product=product).exclude(state=ComplaintState.WAITING)
    return closed.exclude(complainant=ERASED).order_by("-pk")


def days_left(complaint: Complaint, *, today: date) -> int | None:
    """Return how many days are left to answer; None once the complaint is closed."""
    return (complaint.due_on - today).days if complaint.state == ComplaintState.WAITING else None


def find_products(user: UserAccount, typed: str) -> list[Product]:
    """Return products about which the person records complaints and whose name or producer has all typed words, without diacritics."""
    found = products_to_complain_about(user)
    for word in fold(typed).split():
        found = found.filter(search_key__contains=word)
    return list(found.order_by("sort_key", "pk")[:MOST_FOUND])
