"""Compare sealed sheets, final results and signed reports with their hashes, a new count and the ledger (Đ.7.3.d)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from ocop.councils.arithmetic import Panel, tally_of
from ocop.councils.models import CouncilReport, EvaluationResult, ItemState, ScoreSheet
from ocop.councils.operations.deriving import panel_of, result_values
from ocop.councils.operations.sealing import marks_of, sealed_content
from ocop.councils.queries.finishing import ENDED_BY_RULE
from ocop.dossiers.law import law_of
from ocop.law.arithmetic import InvalidChoicesError, score
from ocop.law.arithmetic.tallying import Settling
from ocop.law.governing import DossierLaw
from ocop.law.sheets import UnknownSheetError
from ocop.ledger.chain import content_hash
from ocop.ledger.errors import DomainError
from ocop.ledger.verifying import Finding, noted

from .arithmetic import Mark, choices_of

BATCH = 200


def changed_sheets() -> Iterator[Finding | None]:
    """Yield for each sheet the server received ``None`` when it holds, else what is wrong; missing ones at the end."""
    told = {subject: rows[-1]["content_hash"] for (_, subject), rows in noted("sheet_sealed").items()}
    sheets = ScoreSheet.objects.filter(sealed_at__isnull=False).select_related("item__dossier").order_by("pk")
    for sheet in sheets.iterator(chunk_size=BATCH):
        marks = marks_of(sheet)
        found = content_hash(sealed_content(sheet, marks))
        whole = found == sheet.content_hash == told.pop(str(sheet.pk), "")
        try:
            law = law_of(sheet.item.dossier)
        except UnknownSheetError as missing:
            yield Finding(f"Phiếu {sheet.receipt_code}", str(missing))
            continue
        if not whole or sheet.sheet_hash != law.sheet.sheet_hash or sheet.total != _total(law, marks):
            yield Finding(f"Phiếu {sheet.receipt_code}", "mức chấm hoặc tổng điểm khác với lúc niêm phong")
        else:
            yield None
    for subject in told:
        yield Finding(f"Phiếu số {subject}", "đã niêm phong theo nhật ký nhưng không còn trong cơ sở dữ liệu")


def _total(law: DossierLaw, marks: tuple[Mark, ...]) -> int | None:
    """Count a sheet again by its own version of the law; None when the marks do not fit it."""
    try:
        return score(law.sheet, choices_of(marks), law.gate_rules).total
    except InvalidChoicesError:
        return None


def changed_results() -> Iterator[Finding | None]:
    """Yield for each final result ``None`` when a new count of its sheets and the ledger agree with it, else what is wrong."""
    told = {subject: rows[-1] for (_, subject), rows in noted("item_finalised").items()}
    rows = EvaluationResult.objects.filter(item__state=ItemState.FINAL)
    for result in (
        rows.select_related("item__meeting__rules", "item__meeting__council", "item__dossier__product")
        .order_by("pk")
        .iterator(BATCH)
    ):
        record = f"Kết quả “{result.item.dossier.product.name}” (hồ sơ {result.item.dossier_id})"
        line = told.get(str(result.item_id))
        stored = {"outcome": result.outcome, "star": result.star_rating, "average": result.average_score}
        if line is None or any(line.get(name) != value for name, value in stored.items()):
            yield Finding(record, "điểm, hạng sao hoặc đề nghị khác với nhật ký lúc chốt")
        elif not _counts_again(result):
            yield Finding(record, "cộng lại từ các phiếu đã niêm phong cho kết quả khác")
        else:
            yield None


def _counts_again(result: EvaluationResult) -> bool:
    if not result.sheets_counted:
        return True  # ended by a rule before any sheet came
    try:
        panel = panel_of(result.item)
        return any(_is_as_read(result, panel, settling) for settling in get_args(Settling))
    except (DomainError, UnknownSheetError):
        return False


def _is_as_read(result: EvaluationResult, panel: Panel, settling: Settling) -> bool:
    """Whether a result is what one reading of differing levels gives: results of before are read as they were decided."""
    try:
        values = result_values(
            result.item, panel, tally_of(replace(panel, rules=replace(panel.rules, settling=settling)))
        )
    except DomainError:
        return False
    if result.outcome in ENDED_BY_RULE:
        values |= {"outcome": result.outcome, "star_rating": None}
    return all(getattr(result, name) == value for name, value in values.items())


def changed_reports() -> Iterator[Finding | None]:
    """Yield for each signed report ``None`` when its content has the hash that the ledger names, else what is wrong."""
    told = {subject: rows[-1]["content_hash"] for (_, subject), rows in noted("council_report_signed").items()}
    for report in CouncilReport.objects.order_by("pk").iterator(chunk_size=BATCH):
        found = content_hash(report.content)
        if found == report.content_hash == told.get(str(report.meeting_id)):
            yield None
        else:
            yield Finding(f"Báo cáo số {report.number}", "nội dung khác với lúc ký")
