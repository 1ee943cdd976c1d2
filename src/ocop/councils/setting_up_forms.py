"""Forms for rules, councils and seats; what was typed stays when a sentence asks back (QĐ 26/2026, Đ.7.3.b)."""

from datetime import date
from typing import Any, Self

from django import forms

from ocop.pages.fields import (
    DayField,
    LineField,
    MailField,
    PaperNumberField,
    PersonNameField,
    PhoneField,
    RadioField,
    RowField,
    TypedField,
    offer,
)
from ocop.pages.page_form import PageForm
from ocop.pages.reasons import reason_form
from ocop.people.forms import OrganisationField
from ocop.people.models import UserAccount
from ocop.vietnamese import nfc

from .models import Capacity, CouncilRules
from .parameter_kinds import NO, YES, Choice, Count, Kind, Points, Ratio, YesOrNo
from .parameters import GROUPS, PARAMETERS, Parameter

LOOKS: dict[type, tuple[str, str, str]] = {
    Ratio: ("text", "s", ""),
    Points: ("decimal", "s", "điểm"),
    Count: ("numeric", "xs", ""),
}  # keyboard, width, unit after it
PAPER = "15/QĐ-UBND"


class ValueField(TypedField):
    """A ratio, points or a number, as its kind reads and checks it."""

    def __init__(self, kind: Kind, **options: Any) -> None:
        self.kind = kind
        self.inputmode, self.width, self.suffix = LOOKS[type(kind)]
        super().__init__(required=not isinstance(kind, Points), **options)

    def read(self, text: str) -> Any:
        """Return the value; asks back for one that cannot be."""
        value = self.kind.read(nfc(text))
        if fault := self.kind.fault(value):
            raise ValueError(fault)
        return value


def form_field(one: Parameter, *, on: date) -> forms.Field:
    """The field in which a parameter is typed, with its meaning and the default of a day."""
    default, kind = one.default_on(on), one.kind
    hint = f"{one.meaning} Mặc định toàn quốc: {kind.say(default)}."
    asked: dict[str, Any] = {"label": one.label, "initial": kind.typed(default)}
    asked["error_messages"] = {"required": f"Hãy trả lời “{one.label}”."}
    if isinstance(kind, Points):
        hint += " Để trống nếu quy chế không giới hạn."
    if isinstance(kind, Choice | YesOrNo):
        answers = (
            kind.words if isinstance(kind, Choice) else _default_first({YES: "có", NO: "không"}, kind.typed(default))
        )
        choices = [(key, words[0].upper() + words[1:]) for key, words in answers.items()]
        return forms.TypedChoiceField(
            choices=choices, coerce=kind.read, widget=forms.RadioSelect, help_text=hint, **asked
        )
    return ValueField(kind, help_text=hint, **asked)


def _default_first(answers: dict[str, str], default: str) -> dict[str, str]:
    return {default: answers[default]} | answers


class RulesForm(PageForm):
    """The working rules of a council as the decision prints them."""

    decision_number = PaperNumberField(
        label="Số quyết định ban hành quy chế", example=PAPER, asks="Hãy ghi số quyết định ban hành quy chế."
    )
    effective_from = DayField(label="Có hiệu lực từ ngày", asks="Hãy ghi ngày có hiệu lực.")

    def __init__(self, data: Any = None, *, on: date) -> None:
        super().__init__(data)
        self.fields |= {one.name: form_field(one, on=on) for one in PARAMETERS}

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The parameters by what they are about, as the page asks them."""
        return [(group, [self[one.name] for one in PARAMETERS if one.group == group]) for group in GROUPS]


def _rules_words(rules: CouncilRules) -> str:
    return f"Số {rules.decision_number}, hiệu lực từ {rules.effective_from:%d/%m/%Y}"


class AdoptForm(PageForm):
    """Newer rules for a council."""

    rules = RowField(
        CouncilRules,
        label="Quy chế áp dụng từ phiên họp tới",
        empty_label=None,
        words=_rules_words,
        asks="Hãy chọn quy chế.",
    )

    def offer(self, rules: Any) -> Self:
        """Limit the choice to the rules of the province."""
        offer(self, "rules", rules)
        return self


class CouncilForm(AdoptForm):
    """A council with the decision that set it up."""

    name = LineField(label="Tên Hội đồng", max_length=200, asks="Hãy ghi tên Hội đồng.")
    decision_number = PaperNumberField(
        label="Số quyết định thành lập", example=PAPER, asks="Hãy ghi số quyết định thành lập Hội đồng."
    )
    decided_on = DayField(label="Ngày quyết định", asks="Hãy ghi ngày quyết định.")
    rules = RowField(
        CouncilRules,
        label="Quy chế hoạt động",
        empty_label=None,
        words=_rules_words,
        asks="Hãy chọn quy chế.",
        width="l",
    )
    field_order = ("name", "decision_number", "decided_on", "rules")


class SeatForm(PageForm):
    """Who takes a seat: somebody known, or somebody to be invited; in what capacity, from which body."""

    account = RowField(
        UserAccount,
        label="Người đã có tài khoản",
        required=False,
        empty_label="Mời người mới (ghi tên ở dưới)",
        help_text="Cán bộ của tỉnh và người từng ở trong Hội đồng.",
        words=lambda account: f"{account.full_name} ({account.username})",
    )
    full_name = PersonNameField(required=False)
    email = MailField()
    phone = PhoneField(required=False)
    capacity = RadioField(
        label="Tư cách trong Hội đồng", choices=Capacity.choices, initial=Capacity.MEMBER, asks="Hãy chọn tư cách."
    )
    organisation = OrganisationField(example="Sở Công Thương; Hội Nông dân tỉnh", max_length=200)
    effective_from = DayField(label="Giữ ghế từ ngày", required=False)
    decision_number = LineField(label="Theo quyết định số", max_length=60, required=False)

    def offer(self, people: Any, *, has_met: bool) -> "SeatForm":
        """Limit the choice of people; a council that has met asks for the decision and the day of the change."""
        offer(self, "account", people)
        for name, words in (("effective_from", "ngày giữ ghế"), ("decision_number", "số quyết định bổ sung, thay thế")):
            if has_met:
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = f"Hãy ghi {words}."
            else:
                del self.fields[name]
        return self

    def clean(self) -> dict[str, Any]:
        """Ask for a name when nobody was chosen."""
        given = super().clean() or self.cleaned_data
        if given.get("account") is None and "account" not in self.errors and not given.get("full_name"):
            self.add_error("full_name", "Hãy chọn một người đã có tài khoản, hoặc ghi họ và tên người cần mời.")
        return given


class SeatEndForm(PageForm):
    """The last day of a seat, and why it ends."""

    effective_to = DayField(label="Ngày cuối giữ ghế", asks="Hãy ghi ngày cuối giữ ghế.")
    reason = LineField(
        label="Lý do",
        max_length=300,
        help_text="Ví dụ: nghỉ hưu; thay theo Quyết định số 20/QĐ-UBND.",
        asks="Hãy ghi lý do.",
    )


SeatRemovalForm = reason_form("Lý do", "Ví dụ: ghi nhầm người, ghi hai lần.", asks="Hãy ghi lý do.", most=300, rows=0)
