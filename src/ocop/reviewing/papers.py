"""Mẫu 03 as a paper: the commune's report with its four contents and the proposal to the province (QĐ 26/2026, Đ.6.2.b, 7.2.b).

A signed report prints the names of the submission it was about, and the person who signed; a draft says that it is one.
"""

from datetime import date

from django.conf import settings
from django.utils import timezone

from ocop.dossiers.law import law_of
from ocop.dossiers.models import CommuneAssessment, Dossier
from ocop.dossiers.queries.content import readable_content
from ocop.paper import Facts, Heading, Letterhead, Paper, Paragraph, Signature
from ocop.people.models import BodyKind, Role
from ocop.people.queries.bodies import committee_letterhead
from ocop.people.signing import offices
from ocop.producers.models import OrganisationType

from .pages.reading import contents_of


def commune_report_paper(dossier: Dossier, assessment: CommuneAssessment) -> Paper:
    """Return Mẫu 03 of a dossier."""
    head, answers = readable_content(dossier)["head"], readable_content(dossier)["registration_form"]
    signed = assessment.signed_as if assessment.signed_at else {}
    day = assessment.letter_on or timezone.localdate(assessment.drafted_at)
    kind = OrganisationType(head["producer"]["organisation_type"]).label
    producer = (
        ("Tên chủ thể", head["producer"]["name"]),
        ("Loại hình tổ chức", kind),
        ("Địa chỉ", str(answers.get("contact_address", ""))),
        ("Người đại diện", str(answers.get("legal_representative", ""))),
        ("Sản phẩm đăng ký", head["product"]["name"]),
    )
    contents = tuple(
        block
        for title, words in contents_of(law_of(dossier), assessment)
        for block in (Heading(title, level=2), Paragraph(words))
    )
    foot = () if signed else (f"Bản thảo {assessment.version}, chưa ký.",)
    return Paper(
        title="Báo cáo đánh giá",
        subject="Hồ sơ đăng ký đánh giá, phân hạng sản phẩm OCOP",
        letterhead=_letterhead(dossier, assessment, day),
        blocks=(
            Heading("I. Thông tin về chủ thể và sản phẩm"),
            Facts(producer),
            Heading("II. Nội dung đánh giá"),
            *contents,
            Paragraph("Đề nghị cấp tỉnh xem xét, đánh giá và phân hạng sản phẩm theo quy định."),
        ),
        signatures=(_signature(signed),),
        recipients=("Cơ quan tham mưu OCOP cấp tỉnh", "Chủ thể", "Lưu: VT"),
        foot=foot,
        is_demo=dossier.is_demo or settings.OCOP_DEMO,
    )


def _signature(signed: dict[str, str]) -> Signature:
    """The chair's block, or a deputy's with the letters before the chair's position (NĐ 30/2020, Phụ lục I, mục II.7)."""
    capacity = "\n".join(one for one in ("TM. ỦY BAN NHÂN DÂN", signed.get("signs_for", "").upper()) if one)
    position = signed.get("position") or offices()[Role.COMMUNE_CHAIR].position
    return Signature(position, signed.get("name", ""), capacity=capacity)


def _letterhead(dossier: Dossier, assessment: CommuneAssessment, day: date) -> Letterhead:
    """The head of the commune's own body where one is recorded, the name of the place otherwise."""
    head = committee_letterhead(dossier.unit, BodyKind.COMMUNE_COMMITTEE, on=day)
    return Letterhead(
        parent=head.superior,
        issuer=head.issuer,
        number=assessment.letter_number,
        place=head.place,
        dated=assessment.letter_on,
    )
