"""Forms of the producer's side; they check shape only, the operations check the rest and the server keeps what is typed."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict

from ocop.dossiers.models import DossierType
from ocop.dossiers.questions import Question, QuestionGroup
from ocop.files import file_input_accept
from ocop.filing.arithmetic import KindsToday
from ocop.filing.pages.kinds import choices_today
from ocop.filing.stale import fingerprint
from ocop.law.evidence import evidence_types
from ocop.pages.fields import IsoDayField, LineField, MailField, MoneyField, PhoneField, TextField, VersionField
from ocop.pages.page_form import PageForm

WORDS = {"female": "Nữ", "male": "Nam"}


class AnswersForm(PageForm):
    """Questions of one page. Blank answers are kept too: a page may be left half done, the check page names the gaps."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, group: QuestionGroup, data: Mapping[str, Any] | None = None, *, answers: Mapping[str, Any]
    ) -> None:
        initial = {one.name: answers.get(one.key) for one in group.questions}
        super().__init__(data, initial=initial, auto_id="%s")
        self.group = group
        for question in group.questions:
            self.fields[question.name] = _field(question)
        self.use_required_attribute = False

    def full_clean(self) -> None:
        """Check shapes without asking for required answers; the label still says which ones are optional."""
        required = {name: field.required for name, field in self.fields.items()}
        for field in self.fields.values():
            field.required = False
        super().full_clean()
        for name, field in self.fields.items():
            field.required = required[name]

    def questions(self) -> list[tuple[Question, forms.BoundField]]:
        """Return the questions with their bound fields, for the template."""
        return [(one, self[one.name]) for one in self.group.questions]

    def answers(self, *, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers by the key of the official form; where one is not understood, what was kept before stays."""
        self.is_valid()
        typed = {one.key: self.cleaned_data[one.name] for one in self.group.questions if one.name in self.cleaned_data}
        before = {one.key: kept[one.key] for one in self.group.questions if one.key in kept}
        return {**before, **typed}

    def keep_open(self, answers: Mapping[str, Any]) -> None:
        """Show the form again after the understood answers were kept: it has been opened with these now."""
        if len(self.errors) < len(self.group.questions):
            self.add_error(None, "Các câu khác trên trang này đã được lưu. Chỉ còn sửa chỗ được nêu dưới đây.")
        data = cast("QueryDict", self.data).copy()
        data["seen"] = fingerprint(answers)
        self.data = data


def _field(question: Question) -> forms.Field:
    common: dict[str, Any] = {"label": question.ask, "help_text": question.hint, "required": question.required}
    kinds: dict[str, Any] = {
        "tick": lambda: forms.BooleanField(label=question.ask, help_text=question.hint, required=False),
        "long_text": lambda: TextField(rows=question.rows or 5, **common),
        "money": lambda: MoneyField(**common),
        "date": lambda: IsoDayField(past=question.past, **common),
        "phone": lambda: PhoneField(**common),
        "email": lambda: MailField(**common),
        "choice": lambda: forms.ChoiceField(
            choices=[(one, WORDS.get(one, one)) for one in reversed(question.choices)],
            widget=forms.RadioSelect,
            **common,
        ),
    }
    field: forms.Field = kinds.get(question.kind, lambda: LineField(**common))()
    if question.autocomplete:
        field.widget.attrs["autocomplete"] = question.autocomplete
    if question.kind == "phone":
        field.widget.attrs["inputmode"] = "tel"
    return field


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files and offers the camera of a phone."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; each one is examined for itself by the operation."""

    def __init__(self, *, camera: bool = False, images: bool = False, **options: Any) -> None:
        attrs = {"accept": "image/*"} if camera or images else {"accept": file_input_accept()}
        attrs |= {"capture": "environment"} if camera else {}
        super().__init__(required=False, widget=ManyFilesInput(attrs={**attrs, "multiple": True}), **options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files as they came."""
        return [one for one in (data if isinstance(data, list | tuple) else [data]) if one]


class FilesMixin(PageForm):
    """Two ways to the same list: take a photo, or choose files."""

    photos = ManyFilesField(camera=True, label="Chụp ảnh giấy tờ")
    papers = ManyFilesField(label="Chọn tệp có sẵn")

    def uploads(self) -> list[Any]:
        """Return the files of both inputs."""
        return [*self.cleaned_data.get("photos", ()), *self.cleaned_data.get("papers", ())]


class CriterionForm(FilesMixin):
    """The answer to one criterion: level, description, files. Levels and cases are checked by the operation."""

    level = forms.IntegerField(
        min_value=0, required=False, error_messages={"invalid": "Hãy chọn một mức.", "min_value": "Hãy chọn một mức."}
    )
    case = forms.CharField(required=False, max_length=2)
    description = TextField(
        label="Mô tả kết quả của bạn",
        required=False,
        rows=6,
        help_text="Nói ngắn gọn bạn đang làm thế nào, số liệu cụ thể, giấy tờ nào chứng minh.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, asks_case: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asks_case = asks_case

    def clean_case(self) -> str:
        """Read a case only where the page asks for one: whatever else is sent under this name is no answer."""
        return str(self.cleaned_data["case"]) if self.asks_case else ""


class DocumentForm(FilesMixin):
    """Papers that belong to the dossier as a whole."""

    evidence_type = forms.ChoiceField(label="Loại giấy tờ", required=False)
    title = LineField(
        label="Tên tài liệu", required=False, help_text="Ví dụ: Giấy chứng nhận an toàn thực phẩm số 12/2025"
    )
    valid_until = IsoDayField(
        label="Có giá trị đến ngày", required=False, help_text="Ví dụ: 27/03/2028. Để trống nếu không ghi thời hạn."
    )

    def __init__(self, *args: Any, regime: str, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "Chọn loại giấy tờ"), *((one.code, one.label) for one in evidence_types(regime).values())]
        self.fields["evidence_type"] = forms.ChoiceField(label="Loại giấy tờ", required=False, choices=choices)
        self.order_fields(["evidence_type", "photos", "papers", "title", "valid_until"])


class SubmitForm(PageForm):
    """The declaration of truth of Mẫu 01."""

    declared = forms.BooleanField(
        required=False,
        label="Tôi cam đoan những thông tin trong hồ sơ là đúng sự thật và chịu trách nhiệm trước pháp luật về hồ sơ này.",
    )
    version = VersionField()


class SupplementAnswerForm(PageForm):
    """The producer's words to the officer who asked."""

    answer = TextField(
        label="Giải trình của bạn", required=False, rows=5, help_text="Nói bạn đã sửa gì, hoặc vì sao không cần sửa."
    )
    revision = VersionField()


class WithdrawForm(PageForm):
    """Why a dossier is withdrawn."""

    reason = TextField(label="Lý do rút hồ sơ", rows=3)


class KindForm(PageForm):
    """Which kind a dossier is; asked only where the star of the product leaves a choice."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: KindsToday, **options: Any) -> None:
        super().__init__(data, **options)
        self.only: DossierType | None = today.allowed[0] if len(today.allowed) == 1 else None
        if not self.only:
            self.fields["kind"] = forms.ChoiceField(
                label="Loại hồ sơ",
                choices=choices_today(today),
                widget=forms.RadioSelect,
                error_messages={"required": "Hãy chọn loại hồ sơ."},
            )
        if DossierType.UPGRADE in today.allowed:
            self.fields["target_star"] = forms.TypedChoiceField(
                label="Nâng hạng lên mấy sao" if self.only else "Nếu nâng hạng, lên mấy sao",
                choices=[(star, f"{star} sao") for star in today.targets],
                coerce=int,
                empty_value=None,
                required=self.only is not None,
                error_messages={"required": "Hãy chọn hạng đăng ký."},
                initial=today.targets[0],
                widget=forms.RadioSelect,
            )
        if today.needs_reason:
            self.fields["late_reason"] = TextField(
                label="Nếu phân hạng lại, vì sao nộp muộn", required=False, rows=3, max_length=1_000
            )

    def clean(self) -> dict[str, Any]:
        """Say the one kind there is where nothing was asked."""
        given = super().clean() or {}
        return {**given, "kind": given.get("kind") or self.only} if self.only else given
