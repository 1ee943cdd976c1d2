"""Figures as of a day, from certificates: what was in force on that day, on the map of that day or of another (glossary: Số liệu tại ngày).

The register shows the newest certificate of each product; a figure "as of 14/6/2026" must know the one of that day. Imported records may
know only a year, and a place only its province: then a figure has a certain and a possible value, and is never guessed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT

from ocop.recognition.arithmetic import Span, expiry_span, issue_span
from ocop.recognition.models import Certificate
from ocop.territory.queries.maps import Maps, lies_in

COLUMNS = (
    "pk", "product_id", "product__producer_id", "star_rating", "regime", "issued_on", "issued_as_published", "expires_on",
    "ended_on", "end_reason", "product__unit_path", "product__place_as_published",
)  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """A certificate that is in force on a day in a place, certainly or possibly."""

    certificate_id: int
    product_id: int
    producer_id: int
    star: int
    certain: bool


@dataclass(frozen=True)
class Counted:
    """A number between a certain and a possible value; the two are equal where every day and place is known."""

    certain: int
    possible: int

    def __str__(self) -> str:
        if self.certain == self.possible:
            return str(self.certain)
        return f"{self.certain} đến {self.possible} ({self.possible - self.certain} chưa rõ)"


@dataclass(frozen=True)
class InForce:
    """How many products are in force, how many with each star, and how many producers have one."""

    products: Counted
    by_star: dict[int, Counted]
    producers: Counted


@dataclass(frozen=True)
class _Dated:
    """A certificate with the days on which it can have been issued and can expire, and the place it names."""

    standing: Standing
    issued: Span
    expiry: Span
    ended_on: date | None
    revoked: bool
    path: str
    known_on: date | None
    printed: str

    def in_force(self, on: date) -> tuple[bool, bool]:
        """Whether it is in force on a day certainly, and possibly: issued by then, not expired, not ended."""
        if self.ended_on and self.ended_on <= on:
            return False, False
        begun, may_have_begun = _reached(self.issued, on)
        over, may_be_over = _passed(self.expiry, on)
        return begun and not may_be_over, may_have_begun and not over


def _reached(span: Span, on: date) -> tuple[bool, bool]:
    if span.earliest is None or span.latest is None:
        return False, True
    return span.latest <= on, span.earliest <= on


def _passed(span: Span, on: date) -> tuple[bool, bool]:
    """Whether a last day is over certainly, and possibly; the last day itself is not."""
    if span.earliest is None or span.latest is None:
        return False, True
    return span.latest < on, span.earliest < on


def certificates_in_force(on: date, unit_path: str = "", *, on_map_of: date | None = None) -> list[Standing]:
    """Return the certificates in force on a day inside a unit, by number; ``unit_path`` is of the map of ``on_map_of``, else of that day.

    Three queries, however many certificates there are.
    """
    found = []
    for one, certain, possible in _placed(_read(_issued_by(on).filter(_not_over(on))), unit_path, on_map_of or on):
        surely, maybe = one.in_force(on)
        if possible and maybe:
            found.append(_with(one.standing, certain=certain and surely))
    return found


def count_in_force(on: date, unit_path: str = "", *, on_map_of: date | None = None) -> InForce:
    """Count products in force on a day: each once, whatever the number of its certificates."""
    standings = certificates_in_force(on, unit_path, on_map_of=on_map_of)
    by_product: dict[int, list[Standing]] = defaultdict(list)
    for one in standings:
        by_product[one.product_id].append(one)
    stars = sorted({one.star for one in standings})
    return InForce(
        _counted({one.product_id for one in standings if one.certain}, by_product),
        {star: _with_star(star, by_product.values()) for star in stars},
        _counted({one.producer_id for one in standings if one.certain}, {one.producer_id for one in standings}),
    )


def count_ever_recognised(on: date, unit_path: str = "", *, on_map_of: date | None = None) -> Counted:
    """Count products that had a certificate by a day, in force or not (lũy kế)."""
    certain, possible = set(), set()
    for one, surely_there, maybe_there in _placed(_read(_issued_by(on)), unit_path, on_map_of or on):
        begun, may_have_begun = _reached(one.issued, on)
        if maybe_there and may_have_begun:
            possible.add(one.standing.product_id)
            if surely_there and begun:
                certain.add(one.standing.product_id)
    return _counted(certain, possible)


def certificates_due(first: date, last: date, unit_path: str = "", *, on_map_of: date | None = None) -> list[Standing]:
    """Return the certificates whose last day lies between two days, both included: renewed ones too, revoked ones not."""
    found = []
    for one, certain, possible in _placed(_read(_issued_by(last)), unit_path, on_map_of or last):
        earliest, latest = one.expiry.earliest or date.min, one.expiry.latest or date.max
        if possible and not one.revoked and earliest <= last and latest >= first:
            found.append(_with(one.standing, certain=certain and first <= earliest and latest <= last))
    return found


def _issued_by(on: date) -> QuerySet[Certificate]:
    return Certificate.objects.filter(Q(issued_on__isnull=True) | Q(issued_on__lte=on))


def _not_over(on: date) -> Q:
    """What the database can say at once; the rest follows from spans of days."""
    running = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    return running & (Q(expires_on__isnull=True) | Q(expires_on__gte=on))


def _read(certificates: QuerySet[Certificate]) -> Iterator[_Dated]:
    """Read certificates with their spans; one issued here names its place itself, one from a list is where its product is."""
    rows = certificates.order_by("pk").values_list(*COLUMNS, KT("content__place__units__0__path"))
    for row in rows.iterator():
        pk, product, producer, star, regime, day, published, until, ended_on, reason, path, place, recorded = row
        issued = issue_span(day, published)
        yield _Dated(
            Standing(pk, product, producer, star, certain=False),
            issued,
            expiry_span(issued, regime, until),
            ended_on,
            reason == "revoked",
            recorded or path,
            day if recorded else None,
            place,
        )


def _placed(certificates: Iterable[_Dated], unit_path: str, day: date) -> Iterator[tuple[_Dated, bool, bool]]:
    """Say of each certificate whether its place lies in a unit of the map of a day certainly, and possibly."""
    maps = Maps() if unit_path else None
    for one in certificates:
        if maps is None:
            yield one, True, True
        else:
            paths = maps.paths_on(day, one.path, known_on=one.known_on, printed=one.printed)
            yield one, *lies_in(unit_path, paths)


def _with(standing: Standing, *, certain: bool) -> Standing:
    return Standing(standing.certificate_id, standing.product_id, standing.producer_id, standing.star, certain)


def _with_star(star: int, products: Iterable[list[Standing]]) -> Counted:
    """Certain with a star: one of its certificates is certain, and none of another star is possible."""
    having = [rows for rows in products if any(one.star == star for one in rows)]
    alone = [rows for rows in having if all(one.star == star for one in rows) and any(one.certain for one in rows)]
    return Counted(len(alone), len(having))


def _counted(certain: Iterable[int], possible: Iterable[int]) -> Counted:
    return Counted(len(set(certain)), len(set(possible)))
