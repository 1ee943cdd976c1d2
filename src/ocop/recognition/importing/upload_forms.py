"""The forms of uploaded lists: the file, what each column means, and what doubtful lines are."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from ocop.pages.page_form import PageForm
from ocop.recognition.importing.headings import ROLES, Heading
from ocop.recognition.importing.reading import MEGABYTES
from ocop.recognition.importing.wishes import Answer
from ocop.recognition.models import UploadedList

ACCEPTED = ".xlsx,.xls,.ods,.csv"
CLEAR = "clear"


class ListForm(PageForm):
    """One list as a province publishes it."""

    file = forms.FileField(
        label="Danh sách đã công nhận",
        help_text=f"Excel (.xlsx, .xls), ODS hoặc CSV, tối đa {MEGABYTES} MB và 99.999 dòng, không đặt mật khẩu.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": "Hãy chọn tệp danh sách.", "empty": "Tệp này trống, không có chữ nào."},
    )


class ColumnsForm(PageForm):
    """One choice for each heading of the list, in the order of the file."""

    def __init__(self, upload: UploadedList, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = [Heading(**one) for one in upload.headings]
        for number, one in enumerate(self.headings):
            where = f"Ô {one.cell}, trang “{one.sheet}”" if one.sheet else f"Ô {one.cell}"
            self.fields[f"cot-{number}"] = forms.ChoiceField(
                label=f"{where}: {one.text}",
                help_text=f"Ô đầu tiên bên dưới: {one.sample}" if one.sample else "Cột này trống.",
                choices=list(ROLES.items()),
                initial=one.role,
                error_messages={
                    "required": "Hãy chọn ý nghĩa của cột.",
                    "invalid_choice": "Hãy chọn một ý nghĩa được nêu.",
                },
            )

    def rows(self) -> Iterator[tuple[Heading, BoundField]]:
        """Each heading with its choice."""
        for number, one in enumerate(self.headings):
            yield one, self[f"cot-{number}"]

    def clean(self) -> dict[str, Any]:
        """Return the roles in the order of the headings."""
        data: dict[str, Any] = super().clean() or {}
        return {"roles": [data.get(f"cot-{number}", "") for number in range(len(self.headings))]}


class AnswerForm(forms.Form):
    """Which doubtful lines, and what they are; ``clear`` takes every answer back."""

    dong = forms.TypedMultipleChoiceField(coerce=int, required=False)
    viec = forms.ChoiceField(choices=[*Answer.choices, (CLEAR, "Bỏ mọi câu trả lời")])

    def __init__(self, upload: UploadedList, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = upload.lines.filter(outcome="held").values_list("pk", flat=True) if self.is_bound else ()
        self.fields["dong"].choices = [(str(pk), str(pk)) for pk in numbers]  # type: ignore[attr-defined]
