"""Minutes and report of a council as papers (QĐ 26/2026, Đ.7.3.d; NĐ 30/2020/NĐ-CP): what was frozen at signing, or a draft before it."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from ocop.councils.arithmetic import printed_mean
from ocop.councils.models import Capacity, CouncilMeeting, CouncilReport
from ocop.law.abbreviations import abbreviations_explained
from ocop.paper import Block, Facts, Heading, Items, Letterhead, Paper, Paragraph, Signature, Table
from ocop.vietnamese import format_date, format_decimal

Content = Mapping[str, Any]
SUBJECT = "Hội đồng đánh giá, phân hạng sản phẩm OCOP"
DRAFT = "Bản thảo, chưa ký."
RESULTS = ("Số", "Sản phẩm, chủ thể", "Bộ", "Phiếu", "Trung bình", "Chênh lệch", "Hạng sao", "Đề nghị")
WIDTHS = (0.7, 3.6, 0.75, 1.1, 1.2, 1.2, 1.25, 2)
BASES = {
    "agreed": "Hội đồng thống nhất",
    "unanimous": "mọi phiếu như nhau",
    "idle": "mọi cách thống nhất đều cho cùng hạng sao",
}


def minutes_paper(meeting: CouncilMeeting, content: Content, report: CouncilReport | None) -> Paper:
    """Return the minutes: who was there, by which rules, what decided every star, what was said of each product."""
    blocks: tuple[Block, ...] = (
        Heading("I. Phiên họp"),
        Facts(_meeting(content)),
        Heading("II. Thành phần"),
        Table(
            ("Họ và tên", "Tư cách", "Cơ quan", "Điểm danh"),
            tuple((one["name"], one["capacity"], one["organisation"], one["words"]) for one in content["attendance"]),
            (3, 2, 4, 2),
        ),
        Heading("III. Kết quả"),
        _results(content),
        Heading("IV. Căn cứ xếp hạng"),
        *_grounds(content),
        Heading("V. Ghi nhận từng sản phẩm"),
        *_notes(content),
        *((Heading("VI. Kết luận"), Paragraph(report.summary)) if report and report.summary else ()),
    )
    return Paper(
        title="Biên bản",
        subject=f"{'Lấy ý kiến bằng văn bản của' if content['meeting'].get('in_writing') else 'Họp'} {SUBJECT}",
        letterhead=_letterhead(meeting, content, report, kind="BB"),
        blocks=blocks,
        signatures=tuple(
            Signature(one["capacity"], one["name"], one.get("signs_for", "").upper(), "(Ký, ghi rõ họ tên)")
            for one in content.get("signatures", ())
        ),
        foot=_foot(content, report),
        is_demo=settings.OCOP_DEMO,
    )


def report_paper(meeting: CouncilMeeting, content: Content, report: CouncilReport | None) -> Paper:
    """Return the report to the provincial chair: the results and what the council proposes (Đ.7.3.d)."""
    lines = [one for one in content["items"] if not one["withdrawn"] and not one["postponed"]]
    proposed: dict[str, int] = {}
    for one in lines:
        words = one.get("outcome_words") or "Chưa có kết quả"
        proposed[words] = proposed.get(words, 0) + 1
    blocks: tuple[Block, ...] = (
        Paragraph(f"Kính gửi: Chủ tịch {_above(meeting, content)['parent']}", align="center"),
        Paragraph(
            f"Ngày {_day(content['meeting']['held_on'])}, {content['council']['name']} họp đánh giá, phân hạng {len(lines)} sản phẩm "
            f"của {content['meeting']['round']}. Có mặt {content['rules']['present']} trên {content['rules']['seats']} thành viên chấm điểm."
        ),
        Heading("1. Kết quả"),
        _results(content),
        Heading("2. Đề nghị"),
        Items(tuple(f"{words}: {number} sản phẩm" for words, number in proposed.items())),
        *((Paragraph(report.summary),) if report and report.summary else ()),
        Paragraph("Kính trình Chủ tịch Ủy ban nhân dân xem xét, quyết định./."),
    )
    signed_by = content.get("signed_by") or {}
    signs_for = "\n".join(one for one in ("TM. HỘI ĐỒNG", signed_by.get("signs_for", "").upper()) if one)
    return Paper(
        title="Báo cáo",
        subject="Kết quả đánh giá, phân hạng sản phẩm OCOP",
        letterhead=_letterhead(meeting, content, report, kind="BC"),
        blocks=blocks,
        signatures=(
            Signature(signed_by.get("capacity") or Capacity.CHAIR.label, signed_by.get("name", ""), capacity=signs_for),
        ),
        recipients=("Như trên", "Cơ quan tham mưu OCOP cấp tỉnh", "Các thành viên Hội đồng", "Lưu: hồ sơ"),
        foot=_foot(content, report),
        is_demo=settings.OCOP_DEMO,
    )


def _letterhead(meeting: CouncilMeeting, content: Content, report: CouncilReport | None, *, kind: str) -> Letterhead:
    """A signed report has its number and day; minutes bear the day of the meeting and leave their number to the pen."""
    above, is_report = _above(meeting, content), kind == "BC"
    return Letterhead(
        parent=above["parent"],
        issuer=content["council"]["name"],
        number=report.number if report and is_report else "",
        place=above["place"],
        dated=report.signed_on if report and is_report else date.fromisoformat(content["meeting"]["held_on"]),
    )


def _above(meeting: CouncilMeeting, content: Content) -> Mapping[str, str]:
    """The committee above the council as it was called; content of earlier versions has none, its territory says it then."""
    unit = meeting.council.unit
    said = {"parent": f"Ủy ban nhân dân {unit.name_in_text}", "place": unit.name} if unit else {}
    return content.get("letterhead") or said


def _meeting(content: Content) -> tuple[tuple[str, str], ...]:
    council, meeting, rules = content["council"], content["meeting"], content["rules"]
    spread = (
        f" Chênh lệch quá {_number(rules['max_spread'])} điểm thì thảo luận và chấm lại." if rules["max_spread"] else ""
    )
    return (
        ("Hội đồng", f"{council['name']}, thành lập theo {council['decision']} ngày {_day(council['decided_on'])}"),
        ("Đợt đánh giá", meeting["round"]),
        ("Ngày họp", _day(meeting["held_on"])),
        ("Địa điểm", meeting["place"]),
        ("Quy chế", f"{rules['decision']}. {rules['quorum']} Có mặt {rules['present']} trên {rules['seats']}."),
        (
            "Cách tính",
            (
                f"Điểm của sản phẩm là {rules['aggregate']} tổng điểm các phiếu; hạng sao là mức thấp hơn giữa khung điểm và điều kiện theo dấu "
                f"sao, xét theo {rules['gates_by']}.{spread}"
            ),
        ),
    )


def _results(content: Content) -> Table:
    return Table(RESULTS, tuple(_result(one) for one in content["items"]), WIDTHS, numeric=(0, 2, 3, 4, 5))


def _result(line: Content) -> tuple[str, ...]:
    named = f"{line['product']}\n{line['producer']}, {line['place']}"
    if line["withdrawn"] or line["postponed"]:
        words = "Chủ thể đã rút hồ sơ" if line["withdrawn"] else "Hoãn sang phiên sau"
        return (str(line["position"]), named, str(line["set"]), "", "", "", "", words)
    scored = line.get("sheets")
    return (
        str(line["position"]),
        named,
        str(line["set"]),
        str(scored or ""),
        printed_mean(line.get("average") or "") if scored else "",
        _number(line.get("spread")) if scored else "",
        f"{line['star']} sao" if line.get("star") else "",
        line.get("outcome_words", ""),
    )


def _grounds(content: Content) -> Iterator[Block]:
    """What decided each star: every member's total, the level of each gate and by which majority."""
    for line in content["items"]:
        totals, levels = line.get("member_totals", ()), line.get("levels", ())
        if not totals and not levels:
            continue
        yield Heading(f"{line['position']}. {line['product']}", level=2)
        if totals:
            yield Paragraph(
                "Tổng điểm từng phiếu: " + "; ".join(f"{one['name']} {_number(one['total'])}" for one in totals) + "."
            )
        if levels:
            yield Items(tuple(_level(one) for one in levels))
    every = (one["words"] for line in content["items"] for one in line.get("levels", ()))
    if said := abbreviations_explained(every):
        yield Paragraph(said, align="left")


def _level(one: Content) -> str:
    by = BASES.get(one["by"], "theo đa số")
    return f"Tiêu chí {one['criterion']} {one['title']}: {one['words']}; {by}, {one['votes']} trên {one['sheets']} phiếu chọn mức này."


def _notes(content: Content) -> Iterator[Block]:
    told = False
    for line in content["items"]:
        if notes := tuple(_notes_of(line)):
            told = True
            yield Heading(f"{line['position']}. {line['product']}", level=2)
            yield Items(notes)
    if not told:
        yield Paragraph("Không có vắng phiếu, chấm lại hay lý do riêng nào cần ghi.")


def _notes_of(line: Content) -> Iterator[str]:
    for one in line["recusals"]:
        yield f"Không tham gia chấm: {one['name']} ({one['reason']})"
    if line["missing_reason"]:
        yield f"Đóng chấm khi chưa có phiếu của {', '.join(line['missing'])}. Lý do: {line['missing_reason']}"
    if line["postponed"]:
        yield f"Hoãn sang phiên sau. Lý do: {line['postponed']}"
    for one in line["rescorings"]:
        yield (
            f"Lần chấm {one['pass']}: trung bình {printed_mean(one['average_score'])}, chênh lệch {_number(one['score_spread'])} điểm. "
            f"Chấm lại vì: {one['reason']}"
        )
    for one in line.get("opinions", ()):
        yield f"Ý kiến của {one['name']}, {one['organisation']}: {opinion_words(one)}. {one['reason']}"
    for one in line.get("waivers", ()):
        yield f"Không áp dụng dấu sao của tiêu chí {one['criterion']}: {one['reason']}"
    if line.get("ground"):
        yield f"{line.get('outcome_words', '')}: {line['ground']}"


def opinion_words(opinion: Content) -> str:
    """Say whether a member agreed in writing, and asked for a meeting (Đ.7.6.d)."""
    words = "đồng ý" if opinion["agrees"] else "không đồng ý"
    return words + (", đề nghị họp" if opinion["wants_meeting"] else "")


def _foot(content: Content, report: CouncilReport | None) -> tuple[str, ...]:
    head = content["ledger_head"]
    checked = f"Điểm kiểm tra nhật ký: {head['length']}:{head['hash']}"
    return (checked, f"Dấu kiểm nội dung (SHA-256): {report.content_hash}") if report else (checked, DRAFT)


def _number(value: object) -> str:
    return format_decimal(Decimal(str(value)).normalize()) if value not in (None, "") else ""


def _day(text: str) -> str:
    return format_date(date.fromisoformat(text))
