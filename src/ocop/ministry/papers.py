"""The letter of a province with the list of what it sends, as Word and PDF (QĐ 26/2026, Đ.6.3.a; NĐ 30/2020/NĐ-CP).

A package that was sent prints its snapshot and nothing else.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from ocop.ministry.models import SubmissionPackage
from ocop.paper import Facts, Heading, Letterhead, Paper, Paragraph, Signature, Table
from ocop.people.models import BodyKind
from ocop.people.queries.bodies import committee_letterhead
from ocop.recognition.queries.names import recorded_place
from ocop.vietnamese import format_decimal

MINISTRY = "Bộ Nông nghiệp và Môi trường"


def package_paper(package: SubmissionPackage) -> Paper:
    """Return the letter that asks the ministry to evaluate a product, with the list of parts and their hashes."""
    content = package.content
    head = committee_letterhead(package.unit, BodyKind.PROVINCIAL_COMMITTEE, on=package.letter_on)
    parts = tuple(
        (str(number), one["title"], one["found"], one["hash"][:16]) for number, one in enumerate(content["parts"], 1)
    )
    return Paper(
        title="Văn bản đề nghị",
        subject="Đánh giá, phân hạng sản phẩm OCOP 5 sao",
        letterhead=Letterhead(
            parent=head.superior,
            issuer=head.issuer,
            number=content["letter"]["number"],
            place=head.place,
            dated=date.fromisoformat(content["letter"]["on"]),
        ),
        blocks=(
            Paragraph(f"Kính gửi: {MINISTRY}", align="center"),
            Paragraph(
                "Căn cứ điểm a khoản 3 Điều 6 và khoản 3 Điều 7 Quyết định số 26/2026/QĐ-TTg, đề nghị Bộ đánh giá, phân hạng sản phẩm sau đây."
            ),
            Facts(_facts(content)),
            Heading("Hồ sơ gửi kèm"),
            Table(("Số", "Thành phần", "Văn bản", "Dấu kiểm"), parts, (0.7, 5, 4, 2.4), numeric=(0,)),
        ),
        signatures=(Signature("Chủ tịch", capacity="TM. ỦY BAN NHÂN DÂN"),),
        recipients=("Như trên", "Cơ quan tham mưu OCOP của Bộ", "Lưu: VT"),
        foot=(
            "Bản in từ hệ thống, không thay bản ký đóng dấu.",
            f"Dấu kiểm nội dung (SHA-256): {package.content_hash}",
        ),
        is_demo=package.dossier.is_demo or settings.OCOP_DEMO,
    )


def _facts(content: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return (
        ("Sản phẩm", content["product"]["name"]),
        ("Bộ tiêu chí", content["product"]["set_name"]),
        ("Chủ thể", content["producer"]["name"]),
        ("Địa bàn", recorded_place(content["place"])),
        ("Điểm trung bình của Hội đồng cấp tỉnh", _mean(content["result"]["average_score"])),
        ("Bộ hồ sơ", f"{content['paper_sets']:02d} bộ giấy, {content['electronic_sets']:02d} bộ điện tử"),
    )


def _mean(score: str) -> str:
    return format_decimal(Decimal(score), 2) if score else ""
