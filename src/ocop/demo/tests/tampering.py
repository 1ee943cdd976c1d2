"""Changes made behind the system's back, as somebody with the database in hand could make them, and what must be found."""

from collections.abc import Callable
from functools import cache

from django.db import connection, transaction
from django.db.models import F

from ocop.advisory.models import AdvisoryReport
from ocop.councils.models import CouncilReport, CriterionScore, EvaluationResult, ItemState, ScoreSheet
from ocop.dossiers.models import DossierSnapshot
from ocop.ledger.comparing import told_by_the_chain
from ocop.ledger.guarding import all_lifted
from ocop.recognition.models import Certificate, DecisionItem, RegisterEntry
from ocop.recognition.verifying import comparisons_by_subject

COUNTED = ("recognised", "potential_five_star", "not_recognised")


def _final() -> EvaluationResult:
    return EvaluationResult.objects.filter(item__state=ItemState.FINAL, outcome__in=COUNTED).earliest("pk")


def _sheet() -> ScoreSheet:
    return ScoreSheet.objects.filter(item=_final().item, sealed_at__isnull=False).earliest("pk")


def _delete_sheet() -> None:
    sheet = _sheet()
    sheet.scores.all()._raw_delete("default")
    ScoreSheet.objects.filter(pk=sheet.pk)._raw_delete("default")


def _raise_result() -> None:
    EvaluationResult.objects.filter(pk=_final().pk).update(average_score="99.99", star_rating=5)


def _raise_certificate() -> None:
    issued = Certificate.objects.filter(dossier__isnull=False).earliest("pk")
    DecisionItem.objects.filter(dossier=issued.dossier_id).update(star_rating=F("star_rating") + 1)
    Certificate.objects.filter(pk=issued.pk).update(star_rating=F("star_rating") + 1)


def _rewrite_advice() -> None:
    AdvisoryReport.objects.filter(signed_at__isnull=False).update(content={"proposal": "khác"})


# What is done, and which checks must name something.
TAMPERINGS: tuple[tuple[str, Callable[[], object], set[str]], ...] = (
    ("a frozen answer", lambda: DossierSnapshot.objects.filter(pk=DossierSnapshot.objects.earliest("pk").pk).update(content={}), {"hồ sơ đã nộp"}),
    ("advice rewritten", _rewrite_advice, {"báo cáo của Tổ tư vấn"}),
    ("a sealed mark", lambda: CriterionScore.objects.filter(sheet=_sheet(), criterion_code="1.1").update(level=F("level") + 1), {"phiếu chấm đã niêm phong", "kết quả đã chốt"}),
    ("a sealed total", lambda: ScoreSheet.objects.filter(pk=_sheet().pk).update(total=F("total") + 1), {"phiếu chấm đã niêm phong"}),
    ("a sheet that is gone", _delete_sheet, {"phiếu chấm đã niêm phong", "kết quả đã chốt"}),
    ("a final result", _raise_result, {"kết quả đã chốt", "sản phẩm trong quyết định"}),
    ("a signed report", lambda: CouncilReport.objects.filter(pk=CouncilReport.objects.earliest("pk").pk).update(content={}), {"báo cáo đã ký"}),
    ("a decided star", lambda: DecisionItem.objects.filter(pk=DecisionItem.objects.earliest("pk").pk).update(star_rating=1), {"sản phẩm trong quyết định"}),
    ("a star on a certificate", _raise_certificate, {"sản phẩm trong quyết định", "giấy chứng nhận và sổ đăng ký"}),
    ("a longer validity", lambda: Certificate.objects.filter(dossier__isnull=False).update(expires_on="2099-01-01"), {"giấy chứng nhận và sổ đăng ký"}),
    ("a star in the register", lambda: RegisterEntry.objects.filter(pk=RegisterEntry.objects.earliest("pk").pk).update(star_rating=5, end_reason="x"), {"giấy chứng nhận và sổ đăng ký"}),
)  # fmt: skip


def findings() -> dict[str, list[str]]:
    """What each check names."""
    checks = comparisons_by_subject(cache(told_by_the_chain))
    return {title: [str(one) for one in check() if one is not None] for title, check in checks.items()}


def checks_that_name(tamper: Callable[[], object]) -> set[str]:
    """Change something with the guards taken down, see which checks name it, and undo it."""
    with transaction.atomic():
        with all_lifted(connection):
            tamper()
        named = {title for title, named in findings().items() if named}
        transaction.set_rollback(True)
    return named
