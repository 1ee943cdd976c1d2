"""What an import will do: known rows, new producers, products and certificates, and the places a person must decide. Reads only.

A trial run stops here, so that it cannot write anything.
"""

from collections import Counter, defaultdict

from ocop.recognition.arithmetic import issue_span
from ocop.recognition.importing.bounds import bounds_of, expiry_bounds
from ocop.recognition.importing.checking import Row
from ocop.recognition.importing.identity import import_key
from ocop.recognition.importing.report import WARNING, Finding, ImportReport
from ocop.recognition.importing.sequence import Dated, order_is_unclear, superseded
from ocop.recognition.importing.shelf import NewCertificate, Plan, Shelf, chunks
from ocop.recognition.importing.wishes import Wishes
from ocop.recognition.models import Certificate, LineOutcome
from ocop.territory.places import Place, PlaceFinder


def plan_import(rows: list[Row], finder: PlaceFinder, report: ImportReport, wishes: Wishes) -> Plan:
    """Compare rows with what is stored; fill the numbers of the report. ``wishes`` tells what a person said of doubtful lines, and whose list it is."""
    fresh = _fresh(rows, report)
    places = {(row.commune, row.district, row.province, row.as_published): _place(finder, row) for row, _ in fresh}
    # Lines that know their commune come first: what they create carries the best place known.
    located = [(row, key, places[row.commune, row.district, row.province, row.as_published]) for row, key in fresh]
    located.sort(key=lambda one: (one[2].unit is None, one[0].number))
    shelf = Shelf.with_stored({place.province_path for _, _, place in located}, {row.producer for row, _, _ in located})
    shelf.wishes = wishes
    for row, key, place in located:
        shelf.place(row, key, place, report)
    plan = shelf.plan
    report.superseded = _put_in_sequence(plan, report)
    _count(plan, rows, report)
    return plan


def _place(finder: PlaceFinder, row: Row) -> Place:
    day = row.issued.earliest if row.issued.is_exact else row.issued.latest
    return finder.find(province=row.province, district=row.district, commune=row.commune, on=day)


def _fresh(rows: list[Row], report: ImportReport) -> list[tuple[Row, str]]:
    """Rows that are not stored word for word, each once."""
    keyed = [(row, import_key(row)) for row in rows]
    stored: set[str] = set()
    for part in chunks({key for _, key in keyed}):
        known = Certificate.objects.filter(import_key__in=part).exclude(import_key="")  # the words of the index
        stored.update(known.values_list("import_key", flat=True))
    first: dict[str, int] = {}
    fresh = []
    for row, key in keyed:
        if key in stored:
            report.unchanged += 1
            report.mark(row.sheet, row.number, LineOutcome.MATCHED)
        elif key in first:
            report.unchanged += 1
            report.mark(row.sheet, row.number, LineOutcome.SKIPPED)
            message = f"Trùng hoàn toàn với dòng {first[key]} nên chỉ nhập một lần."
            report.findings.append(Finding(WARNING, row.number, "product_name", message, sheet=row.sheet))
        else:
            first[key] = row.number
            fresh.append((row, key))
    return fresh


def _put_in_sequence(plan: Plan, report: ImportReport) -> int:
    """End what a newer recognition surely replaced; remark on products where the order is unclear."""
    stored: dict[int, list[Certificate]] = defaultdict(list)
    for part in chunks(planned.stored.pk for planned in plan.products.values() if planned.stored):
        running = Certificate.objects.filter(product__in=part, dossier__isnull=True, ended_on__isnull=True)
        for one in running.select_related("product").defer("content"):
            stored[one.product_id].append(one)
    count = 0
    for planned in plan.products.values():
        dated = [_dated(new) for new in planned.certificates]
        dated += [_dated_stored(old) for old in stored[planned.stored.pk]] if planned.stored else []
        for what, day in superseded(dated):
            count += 1
            if isinstance(what, NewCertificate):
                what.ended_on = day
            else:
                plan.ended.append((what, day))
        if order_is_unclear(dated):
            message = f"“{planned.name}” có nhiều hạng sao mà ngày cấp không cho biết giấy nào mới hơn."
            advice = "Giữ cả hai; hãy đối chiếu quyết định gốc."
            newest = max((new.row for new in planned.certificates), key=lambda row: row.number)
            report.findings.append(Finding(WARNING, newest.number, "recognised_on", message, advice, newest.sheet))
    return count


def _dated(new: NewCertificate) -> Dated[NewCertificate | Certificate]:
    row = new.row
    return Dated(new, row.star, row.issued, bounds_of(row.issued, row.regime, row.expires_on))


def _dated_stored(old: Certificate) -> Dated[NewCertificate | Certificate]:
    return Dated(old, old.star_rating, issue_span(old.issued_on, old.issued_as_published), expiry_bounds(old))


def _count(plan: Plan, rows: list[Row], report: ImportReport) -> None:
    new_products = [planned for planned in plan.products.values() if planned.stored is None]
    report.created = sum(len(planned.certificates) for planned in plan.products.values())
    report.completed = len(plan.completed)
    report.producers = sum(planned.stored is None for planned in plan.producers.values())
    report.products = len(new_products)
    report.placed = sum(planned.place.unit is not None for planned in new_products)
    report.waiting = sum(planned.asks for planned in new_products)
    report.by_star = dict(Counter(row.star for row in rows))
    report.by_province = dict(Counter(row.province for row in rows))
