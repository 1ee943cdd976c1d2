"""Forms of the commune: completion request, return, Mẫu 03 and the proposal letter (QĐ 26/2026, Đ.6.2, 7.2)."""

from functools import partial
from typing import Any

from django import forms

from ocop.dossiers.models import CommuneAssessment, Dossier
from ocop.dossiers.parts import parts_of, sheet_of
from ocop.law.governing import Law
from ocop.pages.fields import LONGEST_LINE, LONGEST_TEXT, DayField, PaperNumberField, TextField, VersionField
from ocop.pages.page_form import PageForm
from ocop.pages.reasons import reason_form
from ocop.reviewing.forms.letters import LetterForm
from ocop.reviewing.rules.commune import CONTENTS, content_labels, samples_required

# What each content is about, after the notes printed in Mẫu 03, in our own words.
CONTENT_HINTS = {
    "local_material": "Chủ thể mô tả thế nào, và thực tế nguyên liệu địa phương trên địa bàn xã ra sao.",
    "local_labour": "Chủ thể mô tả thế nào, và thực tế lao động địa phương trên địa bàn xã ra sao.",
    "idea_origin": "Sản phẩm truyền thống hay mới; nhận xét dựa trên thực tế của địa phương.",
    "local_identity": "Giá trị văn hóa, tri thức bản địa về giống, nguyên liệu, điều kiện, kinh nghiệm và cách sản xuất riêng.",
}


class ContentField(TextField):
    """A content of Mẫu 03: needed before the draft goes to the chair, still free to be empty in a draft."""

    def validate(self, value: Any) -> None:
        """Accept an empty draft; whether all four are there is asked when it is sent."""


class SupplementForm(PageForm):
    """What is missing, which parts open, by when."""

    message = TextField(
        label="Nội dung cần hoàn thiện",
        help_text="Chủ thể đọc nguyên văn. Ghi rõ thiếu gì, cần giấy tờ nào.",
        asks="Hãy ghi rõ nội dung cần hoàn thiện.",
    )
    due_on = DayField(label="Hạn hoàn thiện", help_text="Ví dụ: 27/03/2027.", asks="Hãy ghi hạn hoàn thiện.")
    open_parts = forms.MultipleChoiceField(
        label="Phần chủ thể được sửa",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một phần để chủ thể được sửa."},
    )

    def __init__(self, dossier: Dossier, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.dossier = dossier
        field = self.fields["open_parts"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(part.key, part.title) for part in parts_of(dossier)]

    def part_groups(self) -> list[dict[str, Any]]:
        """Return the boxes to tick: the forms first, then the criteria part by part."""
        boxes = {str(box.data["value"]): box for box in self["open_parts"].subwidgets}
        sheet = sheet_of(self.dossier)
        chosen, groups = set(self["open_parts"].value() or ()), []
        for part in sheet.parts:
            keys = [f"criterion:{one.code}" for one in sheet.scored_criteria if one.part_code == part.code]
            title = f"Phần {part.code} · {part.title}"
            groups.append(
                {"title": title, "boxes": [boxes.pop(key) for key in keys], "open": not chosen.isdisjoint(keys)}
            )
        return [{"title": "", "boxes": list(boxes.values()), "open": True}, *groups]


_why = partial(reason_form, hint="Người nhận đọc nguyên văn.", asks="Hãy ghi rõ lý do.", most=LONGEST_TEXT, rows=4)
ReturnForm = _why("Lý do")
SendBackForm = _why("Điều cần chỉnh sửa")


class AssessmentForm(PageForm):
    """The four contents of Mẫu 03; any of them may still be empty in a draft."""

    use_required_attribute = False

    meeting_held_on = DayField(
        label="Ngày họp xét",
        required=False,
        help_text="Chỉ ghi nếu Chủ tịch UBND xã đã tổ chức họp (Đ.7.2.a). Ví dụ: 27/03/2027.",
    )
    version = VersionField()

    def __init__(self, law: Law, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.law = law
        for name, label in content_labels(law).items():
            self.fields[name] = ContentField(label=label, help_text=CONTENT_HINTS[name])
        self.order_fields([*CONTENTS, "meeting_held_on", "version"])

    def contents(self) -> dict[str, str]:
        """Return the four contents as typed."""
        return {name: self.cleaned_data[name] for name in CONTENTS}


def draft_of(assessment: CommuneAssessment | None) -> dict[str, Any]:
    """Return what the form of Mẫu 03 starts from."""
    if assessment is None:
        return {"version": 0}
    names = (*CONTENTS, "meeting_held_on", "version")
    return {name: getattr(assessment, name) for name in names}


class ProposalForm(LetterForm):
    """The letter by which a commune proposes a product; one letter may propose several."""

    article = "Đ.6.2.d"

    letter_number = PaperNumberField(
        label="Số văn bản đề nghị",
        example="125/UBND-KT",
        help_text="Ví dụ: 125/UBND-KT. Một văn bản có thể đề nghị nhiều sản phẩm.",
        max_length=LONGEST_LINE,
        asks="Hãy ghi số của văn bản đề nghị.",
    )

    def __init__(self, dossier: Dossier, *args: Any, **options: Any) -> None:
        super().__init__(samples_required(dossier), *args, **options)
        self.fields["letter_on"].help_text = "Ngày này quyết định đợt đánh giá. Ví dụ: 27/03/2027."
