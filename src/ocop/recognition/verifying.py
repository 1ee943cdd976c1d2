"""Compare decisions, certificates, imports and the public register with what the ledger says of them (Đ.7.3.e, Đ.4).

Found are rows that were changed, rows that are gone, and rows that nobody wrote: every column that a page or a paper states is either a
fact under a hash in the ledger or derived again here.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from ocop.advisory.verifying import changed_advisory_reports
from ocop.councils.models import EvaluationResult
from ocop.councils.verifying import changed_reports, changed_results, changed_sheets
from ocop.dossiers.verifying import changed_snapshots
from ocop.ledger.chain import content_hash
from ocop.ledger.comparing import (
    Told,
    differing_personal_columns,
    differing_records,
    looked_at_twice,
    record_checks,
    told_by_the_chain,
)
from ocop.ledger.verifying import Finding, noted
from ocop.products.models import Product
from ocop.recognition.kept import CERTIFICATE, DECISION, IMPORT, ITEM, KEPT
from ocop.recognition.models import (
    Certificate,
    DecidedResult,
    DecisionItem,
    RecognitionDecision,
    RegisterEntry,
)
from ocop.recognition.operations.publishing import STATED, entries_of, searchable
from ocop.recognition.queries.results import final_results
from ocop.recognition.records import CERTIFICATE_FACTS, DECISION_FACTS, facts_in, facts_of

BATCH = 200


def changed_decisions(told: Told) -> Iterator[Finding | None]:
    """Yield for each decision ``None`` when it holds, else what is wrong: as hashed, and its content the same as its columns."""
    yield from differing_records(DECISION, told)
    for decision in RecognitionDecision.objects.order_by("pk").iterator(chunk_size=BATCH):
        agrees = facts_in(decision.content) == facts_of(decision, DECISION_FACTS)
        if not agrees or decision.content_hash != content_hash(decision.content):
            yield Finding(f"Quyết định {decision.decision_number}", "số, ngày hoặc người ký khác với nội dung đã ký")


def changed_decision_items(told: Told) -> Iterator[Finding | None]:
    """Yield for each product in a decision ``None`` when decision, ledger and council agree, else what is wrong."""
    lines = noted("decision_signed").items()
    signed = {(int(subject), dossier) for (_, subject), rows in lines for dossier in rows[-1]["dossiers"]}
    listed = {
        (pk, item["facts"]["dossier_id"]): item["facts"]
        for pk, content in RecognitionDecision.objects.values_list("pk", "content")
        for item in (content["items"] if facts_in(content) else ())
    }
    seen = set()
    for line in DecisionItem.objects.select_related("decision", "dossier__product").order_by("pk").iterator(BATCH):
        key = (line.decision_id, line.dossier_id)
        seen.add(key)
        result = _result_behind(line)
        record = f"Quyết định {line.decision.decision_number}, “{line.dossier.product.name}”"
        facts = {"dossier_id": line.dossier_id, "star_rating": line.star_rating, "average_score": line.average_score}
        if key not in signed:
            yield Finding(record, "sản phẩm không có trong danh sách mà nhật ký ghi lúc ký")
        elif result is None:
            yield Finding(record, "hạng sao hoặc điểm khác với kết quả của Hội đồng")
        elif listed.get(key) != facts:
            yield Finding(record, "hạng sao hoặc điểm khác với quyết định")
        else:
            yield None
    for decision, dossier in sorted((signed | set(listed)) - seen):
        yield Finding(f"Quyết định thứ {decision}, hồ sơ {dossier}", "không còn trong danh sách của quyết định")
    yield from (one for one in differing_records(ITEM, told) if one)


def _result_behind(line: DecisionItem) -> EvaluationResult | None:
    """Return a final result of the level on which a line of a decision rests that says what the line says."""
    rows = final_results(EvaluationResult.objects.filter(item__dossier=line.dossier_id))
    of_level = rows.filter(item__meeting__council__unit__isnull=line.rests_on == DecidedResult.CENTRAL)
    return of_level.filter(star_rating=line.star_rating, average_score=line.average_score).first()


def changed_certificates(told: Told) -> Iterator[Finding | None]:
    """Yield for each certificate, issued here or entered from a list, ``None`` when it holds, else what is wrong."""
    issued = {subject: rows[-1] for (_, subject), rows in noted("certificate_issued").items()}
    rows = Certificate.objects.select_related("dossier", "product").prefetch_related("dossier__decision_items")
    for certificate in rows.order_by("pk").iterator(chunk_size=BATCH):
        if _says_what_was_decided(certificate, issued.get(str(certificate.pk), {})):
            continue
        record = certificate.certificate_number or f"“{certificate.product.name}”"
        yield Finding(f"Giấy chứng nhận {record}", "hạng sao, số hoặc thời hạn khác với quyết định")
    yield from differing_records(CERTIFICATE, told)


def _says_what_was_decided(certificate: Certificate, line: Mapping[str, Any]) -> bool:
    """Whether columns, content, decision and the line of the issue agree; the line knows also what was issued before hashes."""
    facts = facts_of(certificate, CERTIFICATE_FACTS)
    if facts_in(certificate.content) != facts or certificate.content_hash != content_hash(certificate.content):
        return False
    if certificate.dossier is None:
        return True
    lines = certificate.dossier.decision_items.all()
    item = next((one for one in lines if one.decision_id == certificate.decision_id), None)
    printed = {
        "star": certificate.star_rating,
        "number": certificate.certificate_number,
        "decision": certificate.decision_id,
        "issued_on": facts["issued_on"],
        "expires_on": facts["expires_on"],
    }
    told = all(line.get(name) == value for name, value in printed.items())
    return told and item is not None and item.star_rating == certificate.star_rating


def changed_register() -> Iterator[Finding | None]:
    """Yield for each published product ``None`` when its row is what its newest certificate and its product give, else what is wrong."""
    numbers = list(
        Product.objects.filter(certificates__isnull=False).order_by("pk").values_list("pk", flat=True).distinct()
    )
    for start in range(0, len(numbers), BATCH):
        part = numbers[start : start + BATCH]
        shown = RegisterEntry.objects.in_bulk(part)
        for entry in entries_of(part):
            row = shown.get(entry.product_id)
            record = f"Sổ đăng ký, “{entry.name}”"
            if row is None:
                yield Finding(record, "sản phẩm có giấy chứng nhận nhưng không có trong sổ")
            elif any(_comparable(row, name) != _comparable(entry, name) for name in STATED):
                yield Finding(record, "khác với giấy chứng nhận")
            elif row.other_words not in (
                entry.other_words,
                "",
            ):  # empty: an upgrade added the column, a worker fills it
                yield Finding(record, "từ để tìm đã cũ hoặc bị sửa; “Cập nhật từ để tìm sản phẩm” ghi lại mỗi ngày")
            else:
                yield None
    for name in RegisterEntry.objects.filter(product__certificates__isnull=True).values_list("name", flat=True):
        yield Finding(f"Sổ đăng ký, “{name}”", "sản phẩm không có giấy chứng nhận nào")


def _comparable(row: RegisterEntry, name: str) -> object:
    value = getattr(row, name)
    if name == "search_key":  # the database copies it from a renamed product as it is written there
        return searchable(value)
    return bytes(value) if name == "sort_key" else value


def changed_certificates_and_register(told: Told) -> Iterator[Finding | None]:
    """Yield what both checks find: whoever compares the one compares the other."""
    yield from changed_certificates(told)
    yield from changed_register()


def changed_imports(told: Told) -> Iterator[Finding | None]:
    """Yield for each import ``None`` when it holds, else what is wrong; words that were erased are no change."""
    yield from differing_records(IMPORT, told)
    yield from (one for one in differing_personal_columns(IMPORT) if one)


def comparisons_by_subject(told: Callable[[], Told]) -> dict[str, Callable[[], Iterator[Finding | None]]]:
    """Return the comparisons that know more of their subject than its hash, by their titles; ``told`` as in ``record_checks``."""
    return {
        "hồ sơ đã nộp": changed_snapshots,
        "báo cáo của Tổ tư vấn": changed_advisory_reports,
        "phiếu chấm đã niêm phong": changed_sheets,
        "kết quả đã chốt": changed_results,
        "báo cáo đã ký": changed_reports,
        "quyết định": lambda: changed_decisions(told()),
        "sản phẩm trong quyết định": lambda: changed_decision_items(told()),
        "giấy chứng nhận và sổ đăng ký": lambda: changed_certificates_and_register(told()),
        "lượt nhập danh sách": lambda: changed_imports(told()),
    }


def all_comparisons() -> dict[str, Callable[[], Iterator[Finding | None]]]:
    """Return every comparison of what is stored with the ledger, by its title; each kind of record and the chain are read once.

    What seems to differ is looked at once more, at one moment of the database.
    """
    told = cache(told_by_the_chain)
    checks = {**comparisons_by_subject(told), **record_checks(told, but=KEPT)}
    return {title: partial(looked_at_twice, check, told) for title, check in checks.items()}
