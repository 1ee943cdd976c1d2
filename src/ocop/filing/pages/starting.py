"""What a producer reads before a dossier is opened: what is needed, how long it takes, who sees it."""

from datetime import date
from typing import Any

from django.urls import reverse

from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.assessment import LOWEST_CERTIFIED
from ocop.filing.queries.following import last_filed
from ocop.filing.queries.own_dossiers import filing_advice
from ocop.law.evidence import evidence_checklist
from ocop.law.governing import law_on
from ocop.law.regimes import get_regime
from ocop.pages.crumbs import trail
from ocop.people.models import UserAccount
from ocop.producers.queries import on_behalf_of
from ocop.products.models import Product

MINUTES_PER_CRITERION = 2
MINUTES_FOR_FORMS = 20


def _origin(last: Dossier, on: date) -> str:
    """What an upgrade or a renewal begins with."""
    if last.regime == law_on(on).regime.code:
        return (
            f"Nâng hạng hoặc phân hạng lại bắt đầu từ hồ sơ đã nộp năm {last.year}: câu trả lời, mức tự chấm và tệp còn giá trị "
            "được chép sang; bạn chỉ làm phần hết hạn, thay đổi hoặc còn thiếu."
        )
    return (
        f"Hồ sơ năm {last.year} theo {get_regime(last.regime).title}: thông tin chung và tệp còn giá trị được chép sang, "
        "điểm thì không, vì bộ tiêu chí đã khác."
    )


def start_page(product: Product, user: UserAccount, *, on: date) -> dict[str, Any]:
    """What is needed, how long it takes, who sees it: before a dossier is opened."""
    last = last_filed(product)
    context: dict[str, Any] = {
        "product": product,
        "origin": _origin(last, on) if last else "",
        "behalf": on_behalf_of(user, product.producer),
        "advice": filing_advice(on, product.unit_path),
        "crumbs": trail(
            ("Việc cần làm", reverse("web:home")), ("Hồ sơ của tôi", reverse("filing:list")), last="Lập hồ sơ"
        ),
    }
    if product.set_number is None:
        return context
    law = law_on(on)
    sheet = law.sheet_in_force(product.set_number)
    criteria = len(sheet.scored_criteria)
    tens = -(-(MINUTES_FOR_FORMS + criteria * MINUTES_PER_CRITERION) // 10)  # an estimate shows no single minutes
    facts = [
        ("Bộ tiêu chí", f"Bộ {product.set_number}: {law.entry(product.set_number).label}"),
        ("Thời gian", f"Khoảng {tens * 10} phút, làm nhiều lần được"),
        ("Bạn sẽ trả lời", f"Phiếu đăng ký, thông tin chung và {criteria} tiêu chí tự đánh giá"),
    ]
    if sheet.sample_required:
        facts.append(("Sản phẩm mẫu", f"{law.procedure.samples} sản phẩm, gửi kèm khi xã chuyển hồ sơ lên tỉnh"))
    needs = evidence_checklist(sheet, {}, LOWEST_CERTIFIED)
    return {**context, "facts": facts, "needs": needs, "grounds": sheet.rejection_rules}
