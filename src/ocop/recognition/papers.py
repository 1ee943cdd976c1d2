"""Papers of the decision: the draft that the office edits, the decision on record, the notice of a result (QĐ 26/2026, Đ.7.3.đ–g).

A draft shows the results as they stand today; a decision on record prints its snapshot and nothing else. Layouts by NĐ 30/2020/NĐ-CP.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils.text import capfirst

from ocop.dossiers.models import Dossier
from ocop.paper import Block, Facts, Heading, Items, Letterhead, Paper, Paragraph, Run, Signature, Table
from ocop.people.models import BodyKind
from ocop.people.queries.bodies import CAPITAL, committee_letterhead, letterhead_in, ministry_letterhead
from ocop.recognition.corrections import FIELDS
from ocop.recognition.models import DecisionKind, RecognitionDecision
from ocop.recognition.queries.names import recorded_place, todays_place
from ocop.recognition.queries.notices import Notice
from ocop.recognition.queries.worklists import ResultRow
from ocop.recognition.rules import RECOGNISE, Choice
from ocop.territory.models import AdministrativeUnit
from ocop.territory.queries.units import unit_at
from ocop.vietnamese import format_date, format_decimal

TITLES = {
    RECOGNISE: "Về việc công nhận kết quả đánh giá, phân hạng sản phẩm OCOP",
    "approve": "Về việc phê duyệt kết quả đánh giá sản phẩm OCOP tiềm năng 5 sao",
}
LAWS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương;",
    "Căn cứ Quyết định số 26/2026/QĐ-TTg của Thủ tướng Chính phủ;",
)
CENTRAL_LAWS = ("Căn cứ Luật Tổ chức Chính phủ;", LAWS[1])
RECIPIENTS = ("Như Điều 3", "Bộ Nông nghiệp và Môi trường", "Cơ quan tham mưu OCOP cấp tỉnh", "Lưu: VT")
CENTRAL_RECIPIENTS = ("Như Điều 3", "Ủy ban nhân dân cấp tỉnh có sản phẩm", "Cơ quan tham mưu OCOP của Bộ", "Lưu: VT")
CORRECTION_RECIPIENTS = ("Chủ thể có tên được đính chính", "Ủy ban nhân dân cấp xã", *RECIPIENTS[1:])
OFFICE = "Cơ quan tham mưu OCOP cấp tỉnh"  # of a province that has not recorded its office
HEAD = ("Số", "Sản phẩm", "Chủ thể", "Địa bàn", "Điểm", "Hạng sao")
WIDTHS = (0.7, 3.2, 3.2, 3, 1.1, 1.1)


@dataclass(frozen=True)
class Line:
    """One product of a decision."""

    product: str
    producer: str
    place: str
    mean: str  # as the council's result says it, e.g. "89.50"
    star: int | None


def draft_paper(rows: Iterable[ResultRow], choice: Choice, unit: AdministrativeUnit | None, *, on: date) -> Paper:
    """Return the draft of a decision on results that wait, without a unit the minister's: number and day are left to the pen."""
    lines = [
        Line(
            one.dossier.product.name,
            one.dossier.producer.name,
            todays_place(one.dossier.unit),
            one.result.average_score if one.result else "",
            one.result.star_rating if one.result else None,
        )
        for one in rows
    ]
    reports = sorted({_report_words(one) for one in rows if one.result and _report_words(one)})
    head = committee_letterhead(unit, BodyKind.PROVINCIAL_COMMITTEE, on=on) if unit else ministry_letterhead(on=on)
    letterhead = Letterhead(issuer=head.issuer, number="", place=head.place)
    laws = LAWS if unit else CENTRAL_LAWS
    return _decision(
        letterhead, TITLES[choice], lines, grounds=[*laws, *(f"Căn cứ {one};" for one in reports)],
        signature=Signature("Chủ tịch", capacity="TM. ỦY BAN NHÂN DÂN") if unit else Signature("Bộ trưởng"),
        central=unit is None,
        foot=("Dự thảo lập từ kết quả của Hội đồng trên hệ thống; điểm và hạng sao do hệ thống tính.",), is_demo=settings.OCOP_DEMO,
    )  # fmt: skip


def decision_paper(decision: RecognitionDecision) -> Paper:
    """Return a decision on record, word by word from its snapshot."""
    content = decision.content
    if content["facts"]["kind"] == DecisionKind.CORRECTION:
        return correction_paper(decision)
    lines = [
        Line(
            one["product"]["name"],
            one["producer"]["name"],
            recorded_place(one["place"]),
            one["facts"]["average_score"],
            one["facts"]["star_rating"],
        )
        for one in content["items"]
    ]
    letterhead, signature, foot = _as_signed(decision)
    title = TITLES[RECOGNISE if content["facts"]["kind"] == "recognition" else "approve"]
    central = not content["unit"]["units"]
    return _decision(
        letterhead, title, lines, grounds=CENTRAL_LAWS if central else LAWS, signature=signature, foot=foot,
        is_demo=bool(content["facts"]["is_demo"]), central=central,
    )  # fmt: skip


def _as_signed(decision: RecognitionDecision) -> tuple[Letterhead, Signature, tuple[str, ...]]:
    """The head, the signature and the foot of a decision, from its snapshot."""
    content = decision.content
    units, signer = content["unit"]["units"], content["signer"]
    letterhead = Letterhead(
        issuer=content["facts"]["issuing_authority"].removeprefix("Chủ tịch ").removeprefix("Bộ trưởng "),
        number=content["facts"]["decision_number"],
        place=units[0]["name"] if units else CAPITAL,
        dated=date.fromisoformat(content["facts"]["decided_on"]),
    )
    signature = Signature(signer["position"], signer["name"], capacity=signer.get("signs_for", "").upper())
    foot = (
        "Bản in từ hệ thống, không thay bản ký đóng dấu.",
        f"Dấu kiểm nội dung (SHA-256): {decision.content_hash}",
    )
    return letterhead, signature, foot


def correction_paper(decision: RecognitionDecision) -> Paper:
    """Return a correction on record, word by word from its snapshot."""
    content = decision.content
    old, day = content["corrects"], format_date(date.fromisoformat(content["corrects"]["decided_on"]))
    rows = tuple(
        (str(number), FIELDS[one["field"]], one["was"], one["now"])
        for number, one in enumerate(content["corrections"], 1)
    )
    named = f"Quyết định số {old['decision_number']} ngày {day} của {old['issuing_authority']}"
    blocks: tuple[Block, ...] = (
        *(Paragraph((Run(one, italic=True),)) for one in (*LAWS, f"Căn cứ {named};")),
        Paragraph((Run("QUYẾT ĐỊNH:", bold=True),), align="center"),
        Paragraph((Run("Điều 1. ", bold=True), Run(f"Đính chính tên ghi tại {named}. Lý do: {content['reason']}"))),
        Table(("Số", "Nội dung", "Đã ghi", "Đọc là"), rows, (0.7, 2, 4, 4), numeric=(0,)),
        Paragraph(
            (
                Run("Điều 2. ", bold=True),
                Run("Quyết định này có hiệu lực kể từ ngày ký; các nội dung khác giữ nguyên./."),
            )
        ),
    )
    letterhead, signature, foot = _as_signed(decision)
    return Paper(
        title="Quyết định", subject=f"Về việc đính chính Quyết định số {old['decision_number']}", letterhead=letterhead, blocks=blocks,
        signatures=(signature,), recipients=CORRECTION_RECIPIENTS, foot=foot, is_demo=bool(content["facts"]["is_demo"]),
    )  # fmt: skip


def notice_paper(dossier: Dossier, notice: Notice) -> Paper:
    """Return the notice of a result to the producer (Đ.7.3.g); no member's marks."""
    facts: list[tuple[str, str]] = [
        ("Sản phẩm", notice.names.product.record),
        ("Chủ thể", notice.names.producer.record),
        ("Địa bàn", notice.names.place.record),
        ("Kết quả", notice.outcome),
    ]
    if notice.item:
        decision = notice.item.decision
        facts += [
            ("Hạng", f"{notice.item.star_rating} sao"),
            (
                decision.get_kind_display(),
                f"{decision.decision_number}, ngày {format_date(decision.decided_on)}, {decision.issuing_authority}",
            ),
        ]
    if notice.certificate and notice.certificate.expires_on:
        until = format_date(notice.certificate.expires_on)
        facts.append(("Giấy chứng nhận", f"{notice.certificate.certificate_number}, có giá trị đến hết ngày {until}"))
    if notice.reason:
        facts.append(("Lý do", notice.reason))
    return Paper(
        title="Thông báo",
        subject="Kết quả đánh giá, phân hạng sản phẩm OCOP",
        letterhead=_office_head(dossier.unit, on=notice.decided_on),
        blocks=(Facts(tuple(facts)), *_points(notice), *_next_star(notice)),
        signatures=(Signature("Thủ trưởng cơ quan"),),
        recipients=(
            notice.names.producer.record,
            f"UBND {dossier.unit.name_in_text}",
            "Lưu: VT",
        ),
        is_demo=dossier.is_demo or settings.OCOP_DEMO,
    )


def _decision(
    letterhead: Letterhead,
    title: str,
    lines: list[Line],
    *,
    grounds: Iterable[str],
    signature: Signature,
    foot: tuple[str, ...],
    is_demo: bool,
    central: bool = False,
) -> Paper:
    table = tuple(
        (str(number), one.product, one.producer, one.place, _mean(one.mean), f"{one.star} sao" if one.star else "")
        for number, one in enumerate(lines, 1)
    )
    blocks: tuple[Block, ...] = (
        *(Paragraph((Run(one, italic=True),)) for one in grounds),
        Paragraph((Run("QUYẾT ĐỊNH:", bold=True),), align="center"),
        Paragraph(
            (
                Run("Điều 1. ", bold=True),
                Run(f"{capfirst(title.removeprefix('Về việc '))} đối với "),
                Run(str(len(lines)), figure="so_san_pham"),
                Run(" sản phẩm sau đây."),
            )
        ),
        Table(HEAD, table, WIDTHS, numeric=(0, 4)),
        Paragraph((Run("Điều 2. ", bold=True), Run("Quyết định này có hiệu lực kể từ ngày ký."))),
        Paragraph(
            (
                Run("Điều 3. ", bold=True),
                Run(
                    f"Chánh Văn phòng {'Bộ' if central else 'Ủy ban nhân dân'}, thủ trưởng các cơ quan liên quan, "
                    f"Ủy ban nhân dân {'các tỉnh, thành phố' if central else 'các xã, phường, đặc khu'} và "
                    "chủ thể có sản phẩm nêu tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
                ),
            )
        ),
    )
    return Paper(
        title="Quyết định", subject=title, letterhead=letterhead, blocks=blocks, signatures=(signature,),
        recipients=CENTRAL_RECIPIENTS if central else RECIPIENTS, foot=foot, is_demo=is_demo,
    )  # fmt: skip


def _report_words(row: ResultRow) -> str:
    report = getattr(row.result.item.meeting, "report", None) if row.result else None
    return f"Báo cáo số {report.number} ngày {format_date(report.signed_on)} của Hội đồng" if report else ""


def _mean(score: str) -> str:
    return format_decimal(Decimal(score), 2) if score else ""


def _points(notice: Notice) -> tuple[Block, ...]:
    if notice.result is None:
        return ()
    rows = tuple(
        (f"Phần {one['code']}. {one['title']}", format_decimal(one["points"]), str(one["max"])) for one in notice.parts
    )
    total = _mean(notice.result.average_score)
    return (
        Heading("Điểm trung bình của Hội đồng"),
        Table(("Phần", "Điểm", "Tối đa"), (*rows, ("Tổng", total, "100")), (6, 1.5, 1.5), numeric=(1, 2)),
    )


def _next_star(notice: Notice) -> tuple[Block, ...]:
    following = notice.next_star
    if following is None:
        return ()
    missing = [f"Tiêu chí {one['criterion']} {one['title']}: {one['needs']}" for one in following.unmet]
    if following.points_short:
        missing.insert(0, f"Thêm ít nhất {format_decimal(following.points_short, 2)} điểm trung bình")
    return (Heading(f"Để đạt {following.star} sao cần"), Items(tuple(missing))) if missing else ()


def _office_head(unit: AdministrativeUnit, *, on: date) -> Letterhead:
    """The head of a notice: the OCOP office of the province as it was called on the day of the result."""
    above = unit.parent or unit
    province = unit_at(above.code, above.level, on) or above
    head = letterhead_in(province, BodyKind.PROVINCIAL_OFFICE, on=on, unrecorded=OFFICE)
    return Letterhead(parent=head.superior, issuer=head.issuer, number="", place=head.place)
