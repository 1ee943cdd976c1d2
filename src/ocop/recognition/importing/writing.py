"""Write a plan into the tables: producers, products, cases for a person, certificates; always inside the import's transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from django.db.models import prefetch_related_objects

from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.products.searching import search_keys_of
from ocop.recognition.importing.completing import FROM_ELSEWHERE, FROM_PAGE
from ocop.recognition.importing.shelf import NewCertificate, Plan, PlannedProducer, PlannedProduct
from ocop.recognition.models import Certificate, ImportBatch
from ocop.recognition.operations.certifying import new_token
from ocop.recognition.operations.recording import End, complete_certificates, end_certificates, enter_certificates
from ocop.territory.models import UnitMappingCase
from ocop.vietnamese import fold, sort_key

if TYPE_CHECKING:
    from ocop.people.models import UserAccount

Progress = Callable[[str, int, int], None]
AS_LISTED = ("regime", "decision_number", "issued_on", "expires_on")  # in the certificate as in the row of the list
AT_ONCE = 2_000
SUPERSEDED: Literal["superseded"] = "superseded"
COMPLETED = (*AS_LISTED, "issued_as_published", "issuing_authority", "source_url", "source_grade")


def write_plan(plan: Plan, batch: ImportBatch, *, by: "UserAccount | None", at: datetime, tell: Progress) -> list[int]:
    """Create what the plan says is new, complete what is known; return the products whose certificates changed."""
    new_producers = [planned for planned in plan.producers.values() if planned.stored is None]
    for planned_producer, producer in zip(
        new_producers, Producer.objects.bulk_create([_producer(one, at) for one in new_producers]), strict=True
    ):
        planned_producer.stored = producer
    tell("Đã ghi chủ thể", len(new_producers), len(new_producers))
    new_products = [planned for planned in plan.products.values() if planned.stored is None]
    cases = _open_cases(new_products)
    rows = [_product(one, plan, case, at) for one, case in zip(new_products, cases, strict=True)]
    _write_words(rows)
    for planned_product, product in zip(new_products, Product.objects.bulk_create(rows), strict=True):
        planned_product.stored = product
    tell("Đã ghi sản phẩm", len(new_products), len(new_products))
    completed = list(plan.completed.values())
    complete_certificates(completed, COMPLETED, by=by, at=at, batch=batch.pk)
    end_certificates([End(old, day, SUPERSEDED) for old, day in plan.ended], by=by, at=at)
    wanted = [(planned, one) for planned in plan.products.values() for one in planned.certificates]
    for start in range(0, len(wanted), AT_ONCE):  # a certificate with its content and its line weighs ten kilobytes
        new = [_certificate(planned, one, batch) for planned, one in wanted[start : start + AT_ONCE]]
        enter_certificates(new, by=by, at=at, details={"batch": batch.pk})
        tell("Đã ghi giấy chứng nhận", start + len(new), len(wanted))
    touched = {planned.stored.pk for planned in plan.products.values() if planned.stored}
    return sorted(touched | {one.product_id for one in completed})


def _producer(planned: PlannedProducer, at: datetime) -> Producer:
    return Producer(
        name=planned.name,
        organisation_type=planned.row.organisation_type,
        unit_id=planned.place.unit,
        unit_path=planned.place.unit_path or planned.place.province_path,
        address=planned.row.address,
        place_as_published=planned.row.place[:300],
        search_key=fold(planned.name)[:400],
        sort_key=sort_key(planned.name).encode()[:600],
        created_at=at,
    )


def _open_cases(planned: list[PlannedProduct]) -> list[UnitMappingCase | None]:
    """Open a case for every product whose printed commune is not certain, with the units that can be meant."""
    cases = [
        None
        if not one.asks
        else UnitMappingCase(
            subject_kind="product",
            subject_label=one.name[:300],
            place_as_published=one.row.place[:300],
            reason=one.place.reason[:300],
            province_id=one.place.province,
        )
        for one in planned
    ]
    stored = UnitMappingCase.objects.bulk_create([case for case in cases if case])
    places = [one.place for one in planned if one.asks]
    through = UnitMappingCase.candidates.through
    through._default_manager.bulk_create(
        through(unitmappingcase_id=case.pk, administrativeunit_id=unit)
        for case, place in zip(stored, places, strict=True)
        for unit in place.candidates
    )
    return cases


def _product(planned: PlannedProduct, plan: Plan, case: UnitMappingCase | None, at: datetime) -> Product:
    producer = plan.producers[planned.producer]
    return Product(
        producer=producer.stored,
        name=planned.name,
        sector_code=planned.row.sector,
        unit_id=planned.place.unit,
        unit_path=planned.place.unit_path or planned.place.province_path,
        place_as_published=planned.row.place[:300],
        mapping_case=case,
        sort_key=sort_key(planned.name).encode()[:600],
        created_at=at,
    )


def _write_words(rows: list[Product]) -> None:
    """Write by which words each product is found: today's place beside the printed one."""
    prefetch_related_objects(rows, "unit__parent")
    for product, key in zip(rows, search_keys_of(rows), strict=True):
        product.search_key = key


def _certificate(planned: PlannedProduct, new: NewCertificate, batch: ImportBatch) -> Certificate:
    row = new.row
    return Certificate(
        product=planned.stored,
        star_rating=row.star,
        issuing_authority=row.level,
        issued_as_published=row.as_published,
        **{name: getattr(row, name) for name in AS_LISTED},
        ended_on=new.ended_on,
        end_reason=SUPERSEDED if new.ended_on else "",
        token=new_token(),
        source_url=row.source,
        source_grade=FROM_PAGE if row.source else FROM_ELSEWHERE,
        batch=batch,
        import_key=new.import_key,
    )
