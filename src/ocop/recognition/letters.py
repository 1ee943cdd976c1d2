"""Letters to producers whose star runs out, one for each producer (QĐ 26/2026, Đ.7.6.a; NĐ 30/2020/NĐ-CP).

Number and day are left to the pen. A dossier that is under way needs no letter. The law prescribes no form; the layout is our own.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings

from ocop.law.procedure import procedure_on
from ocop.law.regimes import regime_on
from ocop.paper import Letterhead, Paper, Paragraph, Run, Signature, Table
from ocop.people.models import BodyKind, Role, UserAccount
from ocop.people.queries.bodies import committee_letterhead, letterhead_in
from ocop.people.rights import roles_of
from ocop.producers.models import Producer
from ocop.recognition.papers import OFFICE
from ocop.recognition.queries.due import DueRow
from ocop.territory.queries.units import unit_with_path
from ocop.vietnamese import format_date

SUBJECT = "Về việc nộp hồ sơ đánh giá, phân hạng lại sản phẩm OCOP"
CENTRAL = "Cơ quan tham mưu quản lý OCOP, Bộ Nông nghiệp và Môi trường"
HEAD = ("Sản phẩm", "Hạng", "Hết hạn", "Việc cần làm")
WIDTHS = (3.2, 0.8, 1.5, 3.6)
WRITERS: Mapping[str, str] = {
    Role.COMMUNE_OFFICER: BodyKind.COMMUNE_COMMITTEE,
    Role.PROVINCIAL_OFFICER: BodyKind.PROVINCIAL_OFFICE,
    Role.CENTRAL_OFFICER: BodyKind.CENTRAL_OFFICE,
}


def letters(rows: Iterable[DueRow], letterhead: Letterhead, *, on: date) -> list[Paper]:
    """Return a letter for each producer, in the order of the list, with all of its stars on the list."""
    found: dict[Producer, list[DueRow]] = {}
    for row in rows:
        if row.standing != "under_way":
            found.setdefault(row.entry.product.producer, []).append(row)
    why = _why(on)
    return [_letter(producer, its, letterhead, why) for producer, its in found.items()]


def letterhead_of(user: UserAccount, *, on: date) -> Letterhead:
    """Return the head of the letters of the person's office: the commune's committee, else the OCOP office of province or ministry."""
    held = next((one for one in roles_of(user) if one.role in WRITERS), None)
    unit = unit_with_path(held.unit_path) if held and held.unit_path else None
    if held is None or unit is None:
        return Letterhead(issuer=CENTRAL, number="", place="Hà Nội")
    if held.role == Role.COMMUNE_OFFICER:
        head = committee_letterhead(unit, WRITERS[held.role], on=on)
    else:
        head = letterhead_in(unit, WRITERS[held.role], on=on, unrecorded=OFFICE)
    return Letterhead(parent=head.superior, issuer=head.issuer, number="", place=head.place)


def _why(on: date) -> str:
    """What the law in force on the day of the letter says of the term and of the days to file."""
    window, months = procedure_on(on).re_recognition_window, regime_on(on).validity_months
    return (
        f"Giấy chứng nhận sản phẩm OCOP có giá trị {months} tháng (khoản 3 Điều 4 Quyết định số 26/2026/QĐ-TTg). "
        f"Hồ sơ đánh giá, phân hạng lại nộp tại UBND cấp xã không sớm hơn {window.opens} ngày và không muộn hơn {window.closes} ngày "
        "trước ngày hết hạn (điểm a khoản 6 Điều 7). Theo sổ sản phẩm OCOP, các sản phẩm sau đây của đơn vị sắp hết hoặc đã hết hạn:"
    )


def _letter(producer: Producer, rows: list[DueRow], letterhead: Letterhead, why: str) -> Paper:
    table = Table(HEAD, tuple(_line(row) for row in rows), WIDTHS)
    return Paper(
        title="Thông báo",
        subject=SUBJECT,
        letterhead=letterhead,
        blocks=(
            Paragraph((Run("Kính gửi: "), Run(producer.name, bold=True))),
            Paragraph(why),
            table,
            Paragraph("Đề nghị đơn vị chuẩn bị và nộp hồ sơ đúng kỳ để hạng sao không gián đoạn./."),
        ),
        signatures=(Signature("Thủ trưởng cơ quan"),),
        recipients=(producer.name, "Lưu: VT"),
        is_demo=producer.is_demo or settings.OCOP_DEMO,
    )


def _line(row: DueRow) -> tuple[str, str, str, str]:
    day = row.entry.expires_earliest
    expires = format_date(day) if day else ""
    return (
        row.entry.name,
        f"{row.entry.star_rating} sao",
        expires if row.day_known else f"sớm nhất {expires}",
        _to_do(row),
    )


def _to_do(row: DueRow) -> str:
    if row.window is None or row.standing == "lapsed":
        return "Đã hết hạn: lập hồ sơ đánh giá lần đầu"
    if row.standing == "missed":
        return f"Kỳ nộp đã hết ngày {format_date(row.window.closes_on)}: lập hồ sơ đánh giá lần đầu"
    return f"Nộp hồ sơ phân hạng lại từ ngày {format_date(row.window.opens_on)} đến hết ngày {format_date(row.window.closes_on)}"
