"""The shelf holds what is stored and what the lines before brought, by producer, product and recognition: there the next line finds its place.

A line that says nothing new changes nothing, a fuller one completes what is known, and where a person would hesitate it waits.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q

from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.arithmetic import issue_span
from ocop.recognition.importing.checking import Row
from ocop.recognition.importing.completing import completed_row, missing_in
from ocop.recognition.importing.identity import (
    UNNAMED,
    Recognition,
    Same,
    Spot,
    is_enterprise,
    name_key,
    same_place,
    same_recognition,
)
from ocop.recognition.importing.report import DOUBT, WARNING, Finding, ImportReport
from ocop.recognition.importing.reserved import reserved
from ocop.recognition.importing.wishes import NOTHING_SAID, Answer, Wishes
from ocop.recognition.models import Certificate, LineOutcome
from ocop.territory.places import Place

T = TypeVar("T")
Key = tuple[str, ...]
CHUNK = 500


@dataclass(slots=True)
class NewCertificate:
    """A recognition that is not stored yet."""

    row: Row
    import_key: str
    ended_on: date | None = None


@dataclass(slots=True)
class PlannedProduct:
    """A product of the list: stored already, or to be created at its place."""

    producer: Key
    name: str
    row: Row
    place: Place
    stored: Product | None = None
    certificates: list[NewCertificate] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        """Whether a person must say where it is made: the list prints a commune that leads to no certain one of today.

        What prints a province or a district alone stands at that level, and is nobody's question.
        """
        return self.place.unit is None and bool(self.row.commune)


@dataclass(slots=True)
class PlannedProducer:
    """A producer of the list: stored already, or to be created."""

    name: str
    row: Row
    place: Place
    stored: Producer | None = None


@dataclass(slots=True)
class Plan:
    """Everything an import will write."""

    producers: dict[Key, PlannedProducer] = field(default_factory=dict)
    products: dict[Key, PlannedProduct] = field(default_factory=dict)
    completed: dict[int, Certificate] = field(default_factory=dict)  # stored ones to which a fuller line adds something
    before: dict[int, dict[str, str]] = field(default_factory=dict)  # what stood in those that are completed
    ended: list[tuple[Certificate, date]] = field(default_factory=list)  # stored ones that a newer one replaced


@dataclass(slots=True)
class _Thing:
    """A product on the shelf with its recognitions."""

    stored: Product | None = None
    known: list[Certificate] = field(default_factory=list)
    planned: PlannedProduct | None = None


@dataclass(slots=True)
class _Owner:
    """A producer on the shelf with its products, by the key of their names."""

    key: Key
    spot: Spot
    stored: Producer | None = None
    things: dict[str, _Thing] = field(default_factory=lambda: defaultdict(_Thing))


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Cut values into lists that a database takes as parameters of one query."""
    whole = list(values)
    for start in range(0, len(whole), CHUNK):
        yield whole[start : start + CHUNK]


class Shelf:
    """Producers by name and province of today; each line is put where it belongs."""

    def __init__(self) -> None:
        self.plan = Plan()
        self.wishes: Wishes = NOTHING_SAID
        self._owners: dict[tuple[str, str], list[_Owner]] = defaultdict(list)

    @classmethod
    def with_stored(cls, provinces: Iterable[str], names: Iterable[str]) -> "Shelf":
        """Return a shelf with what is recognised of these producers in these provinces of today (a few queries)."""
        shelf, wanted = cls(), {_owner_name(name) for name in names} | {""}
        inside = reduce(or_, (Q(unit_path__inside=path) for path in provinces), Q(pk__in=()))
        by_producer: dict[int, _Owner] = {}
        issued_here = Exists(Certificate.objects.filter(product__producer=OuterRef("pk"), dossier__isnull=False))
        recognised = Q(place_as_published__gt="") | Q(issued_here)
        for producer in Producer.objects.filter(inside).filter(recognised).select_related("unit").order_by("pk"):
            if (name := _owner_name(producer.name)) in wanted:
                province, slash, _ = producer.unit_path.partition("/")
                spot = _spot_of(producer)
                owner = _Owner(("stored", str(producer.pk)), spot, producer)
                shelf._owners[name, province + slash].append(owner)
                by_producer[producer.pk] = owner
        for part in chunks(by_producer):
            _put_products(by_producer, part)
        return shelf

    def place(self, row: Row, import_key: str, place: Place, report: ImportReport) -> None:
        """Put one line where it belongs: new, known, completing what is known, or waiting for a person."""
        product = name_key(row.product)
        spot = Spot.read(row.commune, row.district, place.unit)
        owner, like, doubted = self._owner_of(row, product, spot, place)
        refused = reserved(row, like, of_office=bool(self.wishes.within))
        if doubted is not None:
            _wait(row, report, f"Có thể là sản phẩm đã có, ghi ở {doubted}.")
            return
        thing = owner.things[product]
        recognition = Recognition(row.star, row.issued, row.decision_number)
        if self._is_known(thing, recognition, row, report, refused):
            return
        if refused:
            report.refused += 1
            report.mark(row.sheet, row.number, LineOutcome.REFUSED)
            report.findings.append(refused)
            return
        report.mark(row.sheet, row.number, LineOutcome.CREATED)
        self._add(owner, product, thing, row, import_key, place)

    def _owner_of(
        self, row: Row, product: str, spot: Spot, place: Place
    ) -> tuple[_Owner, list[Certificate], str | None]:
        """The producer of a line, a new one where none is known; what is recognised of all that it may be; the place of one to ask about."""
        name = _owner_name(row.producer)
        owners = self._owners[name, place.province_path]
        judged = [(self._judge(name, row, spot, product, one), one) for one in owners]
        unnamed = self._owners["", place.province_path] if name else []
        perhaps = [one for verdict, one in judged if verdict is Same.PERHAPS and product in one.things]
        perhaps += [one for one in unnamed if one.stored and product in one.things and _equal(one.spot, spot)]
        same = [one for verdict, one in judged if verdict is Same.YES]
        like = [known for one in (*same, *perhaps) if product in one.things for known in one.things[product].known]
        if same:
            return next((one for one in same if product in one.things), same[0]), like, None
        answer = self.wishes.answers.get((row.sheet, row.number)) if perhaps else None
        if answer == Answer.SAME:
            return perhaps[0], like, None
        new = _Owner(("new", name, place.province_path, str(row.number)), spot)
        if not perhaps or answer == Answer.NEW:
            owners.append(new)
            return new, like, None
        return new, like, _said(perhaps[0])

    @staticmethod
    def _judge(name: str, row: Row, spot: Spot, product: str, owner: _Owner) -> Same:
        if not name:
            return Same.YES if product in owner.things and _equal(owner.spot, spot) else Same.NO
        return Same.YES if is_enterprise(row.producer) else same_place(owner.spot, spot)

    def _is_known(
        self, thing: _Thing, recognition: Recognition, row: Row, report: ImportReport, refused: Finding | None
    ) -> bool:
        """Whether a recognition is on the shelf; then it takes what the line adds. A doubtful line waits and counts as known here."""
        mine = [(same_recognition(recognition, _of(one)), one) for one in thing.known]
        planned = thing.planned.certificates if thing.planned else []
        others = [(same_recognition(recognition, _of_row(one.row)), one) for one in planned]
        if yes := [one for verdict, one in mine if verdict is Same.YES]:
            report.mark(row.sheet, row.number, LineOutcome.MATCHED)
            adds = [one for one in yes if missing_in(one, row)]
            if len(yes) > 1 and len(adds) == len(yes):
                if answer := self.wishes.answers.get((row.sheet, row.number)):
                    report.unchanged += answer == Answer.SAME
                    return answer == Answer.SAME
                _wait(row, report, f"Có thể là một trong {len(yes)} giấy chứng nhận đã có của “{row.product}”.")
            elif len(yes) == 1 and adds and refused is None:
                self._complete(yes[0], row)
            else:
                report.unchanged += 1
                if len(yes) == 1 and adds and refused:
                    message, why = "Công nhận này đã có trong sổ nên dòng này không thay đổi gì.", refused.message
                    report.findings.append(replace(refused, severity=WARNING, message=message, advice=why))
            return True
        if again := [one for verdict, one in others if verdict is Same.YES]:
            report.unchanged += 1
            report.mark(row.sheet, row.number, LineOutcome.SKIPPED)
            message = (
                f"Cùng một công nhận với dòng {again[0].row.number} nên chỉ nhập một lần, gộp điều ghi đầy đủ hơn."
            )
            report.findings.append(Finding(WARNING, row.number, "product_name", message, sheet=row.sheet))
            again[0].row = completed_row(again[0].row, row)
            return True
        if any(verdict is Same.PERHAPS for verdict, _ in (*mine, *others)):
            if answer := self.wishes.answers.get((row.sheet, row.number)):
                report.unchanged += answer == Answer.SAME
                report.mark(row.sheet, row.number, LineOutcome.MATCHED)
                return answer == Answer.SAME
            _wait(row, report, f"Có thể là giấy chứng nhận đã có của “{row.product}”, nhưng ngày ghi khác nhau.")
            return True
        return False

    def _complete(self, known: Certificate, row: Row) -> None:
        before = self.plan.before.setdefault(known.pk, {})
        for name, value in missing_in(known, row).items():
            before.setdefault(name, str(getattr(known, name) or ""))
            setattr(known, name, value)
        self.plan.completed[known.pk] = known

    def _add(self, owner: _Owner, product: str, thing: _Thing, row: Row, import_key: str, place: Place) -> None:  # noqa: PLR0917
        plan = self.plan
        plan.producers.setdefault(owner.key, PlannedProducer(row.producer or UNNAMED, row, place, owner.stored))
        if thing.planned is None:
            thing.planned = PlannedProduct(owner.key, row.product, row, place, thing.stored)
            plan.products[*owner.key, product] = thing.planned
        thing.planned.certificates.append(NewCertificate(row, import_key))


def _spot_of(producer: Producer) -> Spot:
    """Where a producer is: as its list printed it, else the commune in which it registered."""
    if producer.place_as_published or producer.unit is None:
        return Spot.printed(producer.place_as_published, producer.unit_id)
    return Spot.read(producer.unit.full_name, "", producer.unit_id)


def _owner_name(name: str) -> str:
    return "" if name in {"", UNNAMED} else name_key(name)


def _put_products(owners: dict[int, _Owner], part: list[int]) -> None:
    """Products of these producers and their certificates, each row once in memory; contents are long and not compared."""
    things: dict[int, tuple[Product, _Thing]] = {}
    for product in Product.objects.filter(producer__in=part).order_by("pk"):
        owner = owners[product.producer_id]
        if owner.stored is not None:
            product.producer = owner.stored
        thing = owner.things[name_key(product.name)]
        if thing.stored is None:
            thing.stored = product
        things[product.pk] = product, thing
    for certificate in Certificate.objects.filter(product__producer__in=part).order_by("pk").defer("content"):
        certificate.product, thing = things[certificate.product_id]
        thing.known.append(certificate)


def _equal(one: Spot, other: Spot) -> bool:
    return (one.commune.exact, one.district.exact) == (other.commune.exact, other.district.exact)


def _of(known: Certificate) -> Recognition:
    issued = issue_span(known.issued_on, known.issued_as_published)
    return Recognition(known.star_rating, issued, known.decision_number)


def _of_row(row: Row) -> Recognition:
    return Recognition(row.star, row.issued, row.decision_number)


def _said(owner: _Owner) -> str:
    return f"“{owner.stored.place_as_published}”" if owner.stored else "một dòng khác của danh sách"


def _wait(row: Row, report: ImportReport, message: str) -> None:
    report.doubtful += 1
    report.mark(row.sheet, row.number, LineOutcome.HELD)
    advice = "Dòng này chờ người xem, chưa được nhập. Hãy đối chiếu quyết định gốc, ghi đủ xã, ngày và số quyết định rồi nhập lại."
    report.findings.append(Finding(DOUBT, row.number, "product_name", message, advice, sheet=row.sheet))
