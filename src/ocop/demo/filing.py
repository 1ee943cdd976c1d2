"""Producers of the demonstration register, answer, attach papers and submit, through the same operations as everyone."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, DossierType
from ocop.filing.operations.evidence import add_evidence
from ocop.filing.operations.filing import (
    save_general,
    save_registration,
    submit_dossier,
    withdraw_dossier,
)
from ocop.filing.operations.self_scoring import save_self_score
from ocop.filing.operations.starting import start_dossier
from ocop.law.governing import law_on
from ocop.law.sheets import Sheet
from ocop.ledger.operations import record
from ocop.people.models import Role, RoleAssignment, UserAccount
from ocop.producers.models import LegalRepresentative, Producer, ProducerUser
from ocop.products.fields import FIELDS
from ocop.products.models import Product
from ocop.products.operations.picturing import add_photo
from ocop.products.searching import search_key_of
from ocop.vietnamese import fold, slug, sort_key

from .accounts import MARK, SINCE, hashed_password, person
from .choices import choices_reaching
from .papers import evidence_pdf
from .pictures import picture_of
from .places import current_unit

HIGHEST_STAR = 5  # what every upgrade of the demonstration aims at

PAPERS = (
    ("business_registration", "Giấy đăng ký kinh doanh", ""),
    ("materials_and_links", "Hợp đồng liên kết vùng nguyên liệu", "1.1"),
    ("market_promotion", "Hợp đồng bán hàng", "4.1"),
    ("test_report", "Phiếu kết quả kiểm nghiệm", ""),
    ("product_story", "Tờ gấp câu chuyện sản phẩm", "5.1"),
)


def create_producer(row: dict[str, Any], *, at: datetime) -> Producer:
    """Register one producer of the data file with its representative and its user."""
    unit = current_unit(row["commune"])
    name = f"{row['name']} {MARK}"
    producer = Producer.objects.create(
        name=name,
        organisation_type=row["type"],
        unit=unit,
        unit_path=unit.path,
        address=row["address"],
        phone="0900 000 000",
        search_key=fold(name),
        sort_key=sort_key(name).encode(),
        is_demo=True,
        created_at=at,
    )
    representative = LegalRepresentative.objects.create(
        producer=producer,
        full_name=f"{row['representative']} {MARK}",
        position=row["position"],
        sex=row["sex"],
        ethnicity=row.get("ethnicity", "Kinh"),
    )
    user = person(row["user"]) if "user" in row else _own_account(row, at=at)
    own = ProducerUser.objects.create(producer=producer, account=user, effective_from=SINCE)
    role, _ = RoleAssignment.objects.get_or_create(
        account=user, role=Role.PRODUCER_USER, unit=None, effective_from=SINCE
    )
    record(
        "producer_registered", producer, by=user, at=at, unit_path=unit.path, details={"demo": True},
        records=[producer, representative, own, role],
    )  # fmt: skip
    return producer


def _own_account(row: dict[str, Any], *, at: datetime) -> UserAccount:
    user = UserAccount(
        username=f"chuthe-{row['key']}", full_name=f"{row['representative']} {MARK}", is_demo=True, date_joined=at
    )
    user.password = hashed_password()
    user.save()
    return user


def create_product(row: dict[str, Any], producer: Producer, story: str, *, at: datetime) -> Product:
    """Register one product of the data file."""
    law = law_on(timezone.localdate(at))
    sheet = law.sheet_in_force(row["set"])
    unit = producer.unit
    own = {
        "name": row["product"],
        "set_number": sheet.number,
        "description": f"{row['product']} do {producer.name} sản xuất.",
        "story": story,
        "name_en": row.get("name_en", ""),
        "story_en": "",
    }
    product = Product(
        producer=producer,
        regime=law.regime.code,
        sector_code=sheet.sector_code,
        unit=unit,
        unit_path=producer.unit_path,
        sort_key=sort_key(row["product"]).encode(),
        is_demo=True,
        created_at=at,
        **{one.name: own.get(one.name, one.sample) for one in FIELDS},
    )
    product.search_key = search_key_of(product)
    product.save(force_insert=True)
    record(
        "product_registered",
        product,
        by=None,
        at=at,
        unit_path=product.unit_path,
        details={"demo": True},
        records=[product],
    )
    return product


def show_product(row: dict[str, Any], product: Product, *, by: UserAccount, at: datetime) -> None:
    """Give a product that the demonstration shows around (it has an English name) the picture drawn for it."""
    if not product.name_en:
        return
    drawn = picture_of(product.name, row["set"], product.pk)
    picture = SimpleUploadedFile("anh-san-pham.jpg", drawn, "image/jpeg")
    add_photo(product, picture, alt_text=f"Hình vẽ minh họa {product.name} {MARK}", by=by, at=at)


def fill_dossier(
    row: dict[str, Any], product: Product, *, kind: str = DossierType.FIRST_TIME, by: UserAccount, at: datetime
) -> Dossier:
    """Open a dossier and answer both forms and the self-assessment, wholly or in the share the data file says."""
    target = HIGHEST_STAR if kind == DossierType.UPGRADE else None
    dossier = start_dossier(product, kind=kind, target_star=target, by=by, at=at)
    Dossier.objects.filter(pk=dossier.pk).update(is_demo=True)
    representative = product.producer.representative
    save_registration(
        dossier,
        {
            "legal_representative": representative.full_name,
            "representative_position": representative.position,
            "contact_address": product.producer.address,
            "phone": product.producer.phone,
        },
        by=by,
        at=at,
    )
    save_general(dossier, _general_answers(product), by=by, at=at)
    sheet = law_of(dossier).sheet
    clock = at
    for criterion, level, case, words in _answers(sheet, row):
        clock += timedelta(seconds=40)
        save_self_score(dossier, criterion, level=level, case_code=case, description=words, by=by, at=clock)
    if row.get("answered", 1) == 1:
        for paper, title, criterion in PAPERS:
            _attach(dossier, paper, title, criterion if sheet.has(criterion) else "", by=by, at=clock)
    dossier.refresh_from_db()
    return dossier


def _answers(sheet: Sheet, row: dict[str, Any]) -> Iterator[tuple[str, int, str, str]]:
    choices = choices_reaching(sheet, row["aims"], margin=2 + len(row["product"]) % 9)
    criteria = sheet.scored_criteria
    for criterion in criteria[: round(len(criteria) * row.get("answered", 1))]:
        choice = choices.get(criterion.code, 0)
        level, case = (choice["level"], choice["case"]) if isinstance(choice, dict) else (choice, "")
        label = criterion.options_of(case or None)[level - 1].label if level else "Chưa đạt mức nào"
        yield criterion.code, level, case, f"Tự đánh giá: {label}."


def _attach(dossier: Dossier, kind: str, title: str, criterion: str, *, by: UserAccount, at: datetime) -> None:
    content = evidence_pdf(title, dossier.producer.name)
    file = SimpleUploadedFile(f"{slug(title)}.pdf", content, content_type="application/pdf")
    add_evidence(dossier, file, by=by, at=at, criterion_code=criterion, evidence_type=kind, title=title)


def _general_answers(product: Product) -> dict[str, Any]:
    representative = product.producer.representative
    text = "Nội dung trình diễn, viết để thử hệ thống."
    return {
        "representative.sex": representative.sex,
        "representative.ethnicity": representative.ethnicity,
        "representative.disability": False,
        "representative.permanent_address": product.producer.address,
        "has_business_registration": True,
        "has_quality_declaration": True,
        "has_food_safety_certificate": True,
        "has_ip": True,
        "ip.trademark": True,
        "product_description": f"{product.name}, đóng gói theo nhãn hàng hóa. {text}",
        "history": product.story or text,
        "structure": f"Ban điều hành ba người, mười hai thành viên. {text}",
        "results.materials_technology": f"Nguyên liệu lấy trong xã. {text}",
        "results.quality_changes": f"Đã làm lại bao bì và nhãn. {text}",
        "results.market": f"Bán trong tỉnh và ba tỉnh lân cận. {text}",
        "results.revenue": 2_450_000_000,
        "results.revenue_before": 2_100_000_000,
        "results.profit": 310_000_000,
        "results.profit_before": 265_000_000,
        "results.business": f"Doanh thu năm 2025 cao hơn năm 2024. {text}",
        "plan": f"Mở thêm điểm bán, giữ sản lượng. {text}",
    }


def results_answers(product: Product) -> dict[str, Any]:
    """The results of the last years, as an upgrade says them anew."""
    return {key: value for key, value in _general_answers(product).items() if key.startswith("results.")}


def file_dossier(dossier: Dossier, *, by: UserAccount, at: datetime) -> None:
    """Submit a filled dossier."""
    submit_dossier(dossier, declared=True, by=by, at=at)
    dossier.refresh_from_db()


def withdraw(dossier: Dossier, *, by: UserAccount, at: datetime) -> None:
    """Withdraw a dossier, as one producer of the demonstration does."""
    withdraw_dossier(dossier, reason="Mùa này sản lượng ít, xin nộp lại năm sau.", by=by, at=at)
    dossier.refresh_from_db()
