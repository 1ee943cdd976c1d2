"""Mẫu 01 and Mẫu 02 as papers: what the producer filed, or the draft as it stands (QĐ 26/2026, Đ.6.1; Phụ lục III).

A filed dossier prints its newest snapshot: names and answers as they were, with the hash of the submission in the small print.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone

from ocop.dossiers.models import Dossier, DossierReceipt, DossierSnapshot, DossierType
from ocop.dossiers.queries.read_view import AnswerGroup, CriterionReading, PartReading, ReadView
from ocop.law.abbreviations import abbreviations_explained
from ocop.law.catalogue import entry_of
from ocop.paper import Block, Facts, Heading, Letterhead, Paper, Paragraph, Run, Signature, Table
from ocop.people.queries.naming import PastNames, past_names
from ocop.producers.models import OrganisationType
from ocop.vietnamese import format_date

RESULTS, CHANGES, PLAN = (
    "ket-qua",
    "thay-doi",
    "ke-hoach",
)  # groups of questions that Mẫu 02 prints in its parts II, III and IV
LEVELS = {"commune": "Xã, phường, đặc khu", "province": "Tỉnh, thành phố"}


def registration_paper(dossier: Dossier, view: ReadView) -> Paper:
    """Return Mẫu 01: who registers what, and the block that authorities fill at reception."""
    head = view.content["head"]
    entry = entry_of(dossier.regime, dossier.set_number)
    classified = "; ".join(
        one for one in (entry.sector.label, entry.group.label, f"bộ tiêu chí số {entry.number}") if one
    )
    blocks: list[Block] = [
        Heading("1. Chủ thể"),
        Facts((("Tên đơn vị", head["producer"]["name"]), *_facts(view.registration))),
        Heading("2. Sản phẩm"),
        Facts((("Tên sản phẩm", head["product"]["name"]), ("Ngành, nhóm", classified))),
        Heading("3. Lần đăng ký"),
        *(Paragraph(line, align="left") for line in _kinds(head)),
        Heading("4. Hồ sơ kèm theo"),
        Facts(
            (
                ("Báo cáo tự đánh giá (Mẫu 02)", "có"),
                ("Tài liệu minh chứng", f"{len(view.content['evidence'])} tệp"),
            )
        ),
        Paragraph("Chủ thể cam đoan thông tin đã khai là đúng sự thật và chịu trách nhiệm về thông tin đó."),
        Heading("Phần của cơ quan tiếp nhận"),
        *_receipts(dossier),
    ]
    return _paper(dossier, view, title="Phiếu đăng ký", subject=_about(dossier, "đăng ký"), blocks=blocks)


def _kinds(head: Mapping[str, Any]) -> Iterator[str]:
    """The three kinds as the form prints them, the one that was filed with its mark."""
    for kind in DossierType:
        filed = head["dossier_type"] == kind
        aim = f" lên {head['target_star']} sao" if filed and kind == DossierType.UPGRADE else ""
        yield f"[{'x' if filed else '  '}] {kind.label}{aim}"


def self_assessment_paper(dossier: Dossier, view: ReadView) -> Paper:
    """Return Mẫu 02: general information, results, the self-assessment criterion by criterion, the plan."""
    head = view.content["head"]
    kind = OrganisationType(head["producer"]["organisation_type"]).label
    named = {one.slug: one for one in view.general}
    general = [one for one in view.general if one.slug not in (RESULTS, CHANGES, PLAN)]
    total, star = view.assessment.score.total, view.assessment.score.star
    blocks: list[Block] = [
        Heading("I. Thông tin chung"),
        Facts((("Tên chủ thể", head["producer"]["name"]), ("Loại hình tổ chức", kind), *_facts(view.registration))),
        *(block for group in general for block in _group(group)),
        Heading("II. Kết quả sản xuất, kinh doanh"),
        *_answers(named.get(RESULTS)),
        Heading("III. Tự đánh giá"),
        Paragraph(f"Bộ tiêu chí số {dossier.set_number}: {view.assessment.sheet.title}.", align="left"),
        *(block for part in view.parts for block in _part(part)),
        Paragraph((Run("Tổng điểm tự đánh giá: "), Run(f"{total}", bold=True), Run(f" điểm, {star} sao."))),
        *(_answers(named[CHANGES]) if CHANGES in named else ()),
        *_short_forms(view),
        Heading("IV. Kế hoạch thời gian tới"),
        *_answers(named.get(PLAN)),
    ]
    return _paper(dossier, view, title="Báo cáo tự đánh giá", subject=_about(dossier, "tham gia"), blocks=blocks)


def _about(dossier: Dossier, verb: str) -> str:
    return f"{verb.capitalize()} đánh giá, phân hạng sản phẩm OCOP năm {dossier.year}"


def _paper(dossier: Dossier, view: ReadView, *, title: str, subject: str, blocks: list[Block]) -> Paper:
    snapshot = DossierSnapshot.objects.filter(dossier=dossier).order_by("-revision").first()
    representative = str(view.content["registration_form"].get("legal_representative", ""))
    filed_on = timezone.localdate(snapshot.taken_at) if snapshot else None
    foot = (
        f"Bản nộp lần {snapshot.revision}, lúc {timezone.localtime(snapshot.taken_at):%H:%M %d/%m/%Y}. "
        f"Dấu kiểm nội dung (SHA-256): {snapshot.content_hash}"
        if snapshot
        else "Bản nháp, chưa nộp."
    )
    return Paper(
        title=title,
        subject=subject,
        letterhead=Letterhead(place=dossier.unit.name, dated=filed_on),
        blocks=tuple(blocks),
        signatures=(Signature("Đại diện theo pháp luật", representative, note="(Ký, ghi rõ họ tên, đóng dấu nếu có)"),),
        foot=(foot,),
        is_demo=dossier.is_demo or settings.OCOP_DEMO,
    )


def _facts(groups: tuple[AnswerGroup, ...] | list[AnswerGroup]) -> tuple[tuple[str, str], ...]:
    return tuple(row for group in groups for row in group.answers)


def _group(group: AnswerGroup) -> tuple[Block, ...]:
    return (Heading(group.title, level=2), Facts(group.answers))


def _answers(group: AnswerGroup | None) -> tuple[Block, ...]:
    """Long answers: the question as a small heading, the words below it."""
    rows = group.answers if group else ()
    return tuple(
        block
        for asked, said in rows
        for block in (Heading(asked, level=2), Paragraph(said) if said else Facts((("Trả lời", ""),)))
    )


def _part(part: PartReading) -> tuple[Block, ...]:
    rows = tuple(_criterion(one) for one in part.criteria)
    return (
        Heading(f"Phần {part.code}. {part.title}: {part.points}/{part.max} điểm", level=2),
        Table(("Tiêu chí", "Mức tự chọn, mô tả", "Điểm", "Minh chứng"), rows, (3, 5, 1.1, 3), numeric=(2,)),
    )


def _criterion(one: CriterionReading) -> tuple[str, ...]:
    said = "\n".join(line for line in (one.words, one.description) if line)
    points = "chưa chấm" if one.points is None else f"{one.points}/{one.max}"
    return (f"{one.code} {one.title}", said, points, "\n".join(card.title for card in one.cards))


def _short_forms(view: ReadView) -> tuple[Block, ...]:
    """What the short forms of the levels mean; what the producer wrote is the producer's own."""
    said = abbreviations_explained(one.words for part in view.parts for one in part.criteria)
    return (Paragraph(said, align="left"),) if said else ()


def _receipts(dossier: Dossier) -> tuple[Block, ...]:
    rows = {
        one.evaluation_level: one
        for one in DossierReceipt.objects.filter(dossier=dossier).select_related("received_by")
    }
    names = past_names(one.received_by for one in rows.values())
    table = tuple(_receipt_row(words, rows.get(level), names) for level, words in LEVELS.items())
    return (Table(("Nơi nhận", "Số phiếu", "Ngày nhận", "Người nhận"), table, (3, 3, 2, 3)),)


def _receipt_row(words: str, receipt: DossierReceipt | None, names: PastNames) -> tuple[str, str, str, str]:
    if receipt is None:
        return (words, "", "", "")
    return (
        words,
        receipt.registration_form_number,
        format_date(receipt.received_on),
        str(names.at(receipt.received_by, receipt.received_on)),
    )


PAPERS = {"mau-01": ("Mẫu 01", registration_paper), "mau-02": ("Mẫu 02", self_assessment_paper)}
