"""The office's report on a renewal as a paper: a signed one prints what was frozen, a draft says that it is one (QĐ 26/2026, Đ.7.6.c)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from ocop.dossiers.models import Dossier, OfficeReport
from ocop.paper import Block, Facts, Heading, Letterhead, Paper, Paragraph, Signature
from ocop.people.models import BodyKind
from ocop.people.queries.bodies import committee_letterhead
from ocop.reviewing.operations.renewing import content_of
from ocop.vietnamese import format_date


def office_report_paper(dossier: Dossier, report: OfficeReport) -> Paper:
    """Return the report on a dossier."""
    content = report.content if report.signed_at else content_of(report)
    province = dossier.unit.parent or dossier.unit
    day = report.signed_on or timezone.localdate(report.drafted_at)
    head = committee_letterhead(province, BodyKind.PROVINCIAL_COMMITTEE, on=day)
    signer = content["signer"]
    foot = (
        f"Dấu kiểm nội dung (SHA-256): {report.content_hash}"
        if report.signed_at
        else f"Bản thảo {report.version}, chưa ký."
    )
    return Paper(
        title="Báo cáo đánh giá hồ sơ phân hạng lại",
        subject=f"Sản phẩm {content['product']}",
        letterhead=Letterhead(parent=head.issuer, number=content["number"], place=head.place, dated=report.signed_on),
        blocks=tuple(_blocks(content)),
        signatures=(
            Signature(signer.get("position", "Cơ quan tham mưu quản lý OCOP cấp tỉnh"), signer.get("name", "")),
        ),
        recipients=("Chủ tịch Hội đồng cấp tỉnh", "Lưu: VT"),
        foot=(foot,),
        is_demo=dossier.is_demo or settings.OCOP_DEMO,
    )


def _blocks(content: Mapping[str, Any]) -> list[Block]:
    facts = [("Chủ thể", content["producer"]), ("Sản phẩm", content["product"])]
    if content["star"]:
        facts.append(("Hạng đã công nhận", f"{content['star']} sao"))
    blocks: list[Block] = [Facts(tuple(facts))]
    blocks += [Heading("1. Kiểm tra hồ sơ"), Paragraph(content["checked"])]
    blocks += [Heading("2. Thay đổi từ khi được công nhận"), Paragraph(content["changes"])]
    visit = content["visit_findings"]
    when = format_date(date.fromisoformat(content["visited_on"])) if content["visited_on"] else ""
    words = f"Ngày {when}. {visit}" if when else "Không thuộc trường hợp phải kiểm tra thực tế."
    return [
        *blocks, Heading("3. Kiểm tra thực tế"), Paragraph(words),
        Heading("4. Đề nghị với Chủ tịch Hội đồng"), Paragraph(content["proposal"]),
    ]  # fmt: skip
