"""The decision to revoke as Word and PDF: the draft before it is signed, the decision on record after (QĐ 26/2026, Đ.8; NĐ 30/2020/NĐ-CP).

A decision on record prints its snapshot and nothing else. The law prescribes no form; the layout is our own.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings

from ocop.inspections.competence import competence_for, ground_of
from ocop.inspections.models import RevocationCase
from ocop.paper import Block, Facts, Letterhead, Paper, Paragraph, Run, Signature
from ocop.people.models import BodyKind, Role
from ocop.people.queries.bodies import committee_letterhead
from ocop.recognition.models import RecognitionDecision
from ocop.recognition.queries.names import recorded_place, todays_place
from ocop.territory.queries.units import unit_with_path
from ocop.vietnamese import format_date

SUBJECT = "Về việc thu hồi Giấy chứng nhận sản phẩm OCOP"
MINISTRY = "Bộ Nông nghiệp và Môi trường"
LAWS = {
    True: "Căn cứ Luật Tổ chức chính quyền địa phương;",
    False: f"Căn cứ Nghị định quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của {MINISTRY};",
}
PROGRAMME = "Căn cứ Quyết định số 26/2026/QĐ-TTg của Thủ tướng Chính phủ, Điều 8;"
ON_RECORD = "Bản in từ hệ thống, không thay bản ký đóng dấu."
DRAFT = "Dự thảo lập từ hồ sơ thu hồi trên hệ thống; số và ngày ghi khi ký."


def draft_paper(case: RevocationCase, *, on: date) -> Paper:
    """Return the draft of the decision on a case: number and day are left to the pen."""
    product, ground = case.certificate.product, ground_of(case.regime, case.ground)
    found = competence_for(case.certificate.star_rating, on=on)
    province = (
        unit_with_path(f"{product.unit_path.split('/')[0]}/") if found and found.decides != Role.MINISTER else None
    )
    if province:
        head = committee_letterhead(province, BodyKind.PROVINCIAL_COMMITTEE, on=on)
        letterhead, capacity, position = Letterhead(issuer=head.issuer, number="", place=head.place), "", "Chủ tịch"
    else:
        letterhead, capacity, position = Letterhead(issuer=MINISTRY, number="", place="Hà Nội"), "", "Bộ trưởng"
    about = {
        "product": product.name,
        "producer": product.producer.name,
        "place": todays_place(product.unit) or product.place_as_published,
        "certificate": _certificate_words(case.certificate.__dict__ | {"issued_on": case.certificate.issued_on}),
        "ground": f"{ground.label} (Đ.{ground.article})",
        "conclusion": _conclusion_words(case.concluded_by, case.conclusion_number, case.concluded_on),
    }
    signature = Signature(position, capacity=capacity)
    is_demo = case.is_demo or settings.OCOP_DEMO
    return _paper(letterhead, about, signature, provincial=province is not None, foot=(DRAFT,), is_demo=is_demo)


def decision_paper(decision: RecognitionDecision) -> Paper:
    """Return a decision to revoke on record, word by word from its snapshot."""
    content = decision.content
    facts, signer, units = content["facts"], content["signer"], content["unit"]["units"]
    certificate, conclusion = content["certificate"], content["conclusion"]
    about = {
        "product": content["product"]["name"],
        "producer": content["producer"]["name"],
        "place": recorded_place(content["place"]),
        "certificate": _certificate_words(certificate | {"issued_on": _day(certificate["issued_on"])}),
        "ground": f"{content['ground']['words']} (Đ.{content['ground']['article']})",
        "conclusion": _conclusion_words(
            conclusion["concluded_by"], conclusion["conclusion_number"], _day(conclusion["concluded_on"])
        ),
    }
    letterhead = Letterhead(
        issuer=facts["issuing_authority"].removeprefix("Chủ tịch ") if units else MINISTRY,
        number=facts["decision_number"],
        place=units[0]["name"] if units else "Hà Nội",
        dated=_day(facts["decided_on"]),
    )
    signature = Signature(signer["position"], signer["name"], capacity=signer.get("signs_for", "").upper())
    foot = (ON_RECORD, f"Dấu kiểm nội dung (SHA-256): {decision.content_hash}")
    is_demo = bool(facts["is_demo"])
    return _paper(letterhead, about, signature, provincial=bool(units), foot=foot, is_demo=is_demo)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _certificate_words(one: Mapping[str, Any]) -> str:
    issued = format_date(one["issued_on"]) if one["issued_on"] else one["issued_as_published"]
    words = [f"{one['star_rating']} sao"]
    words += [f"số {one['certificate_number']}"] if one["certificate_number"] else []
    words += [f"cấp theo Quyết định {one['decision_number']}"] if one["decision_number"] else []
    return ", ".join([*words, *([f"ngày {issued}"] if issued else [])])


def _conclusion_words(body: str, number: str, day: date | None) -> str:
    return f"{body}, văn bản số {number}" + (f" ngày {format_date(day)}" if day else "")


def _paper(
    letterhead: Letterhead,
    about: Mapping[str, str],
    signature: Signature,
    *,
    provincial: bool,
    foot: tuple[str, ...],
    is_demo: bool,
) -> Paper:
    grounds = (
        LAWS[provincial],
        PROGRAMME,
        f"Căn cứ kết luận của {about['conclusion']};",
        "Theo đề nghị của cơ quan tham mưu OCOP.",
    )
    blocks: tuple[Block, ...] = (
        *(Paragraph((Run(one, italic=True),)) for one in grounds),
        Paragraph((Run("QUYẾT ĐỊNH:", bold=True),), align="center"),
        *_articles(about),
    )
    return Paper(
        title="Quyết định", subject=SUBJECT, letterhead=letterhead, blocks=blocks, signatures=(signature,),
        recipients=("Như Điều 3", "Cơ quan đã kết luận", "Lưu: VT"), foot=foot, is_demo=is_demo,
    )  # fmt: skip


def _articles(about: Mapping[str, str]) -> tuple[Block, ...]:
    return (
        Paragraph((Run("Điều 1. ", bold=True), Run("Thu hồi Giấy chứng nhận sản phẩm OCOP sau đây:"))),
        Facts(
            (
                ("Sản phẩm", about["product"]),
                ("Chủ thể", about["producer"]),
                ("Địa bàn", about["place"]),
                ("Giấy chứng nhận", about["certificate"]),
                ("Trường hợp thu hồi", about["ground"]),
            )
        ),
        Paragraph(
            (
                Run("Điều 2. ", bold=True),
                Run(
                    "Quyết định này có hiệu lực kể từ ngày ký. Từ ngày đó giấy chứng nhận nêu tại Điều 1 không còn giá trị; "
                    "chủ thể không dùng nhãn hiệu OCOP và hạng sao cho sản phẩm này."
                ),
            )
        ),
        Paragraph(
            (
                Run("Điều 3. ", bold=True),
                Run(
                    "Cơ quan tham mưu OCOP, Ủy ban nhân dân cấp xã nơi có sản phẩm, các cơ quan liên quan và chủ thể chịu trách nhiệm thi hành Quyết định này./."
                ),
            )
        ),
    )
