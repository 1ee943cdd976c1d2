"""Forms for rules, councils and seats; what was typed stays when a sentence asks back (QĐ 26/2026, Đ.7.3.b)."""

from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any, cast

from django import forms

from ocop.pages.fields import DayField, LineField, PersonNameField, PhoneField
from ocop.people.models import UserAccount
from ocop.vietnamese import NumberError, nfc, parse_decimal

from .models import Capacity, CouncilRules
from .parameters import AGGREGATE_WORDS, GATES_WORDS, PARAMETERS, ratio_words

HUNDRED = 100
PAPER = "Ghi đúng như trên văn bản, ví dụ 15/QĐ-UBND."


class RatioField(forms.CharField):
    """A ratio of presence as people write it: 75, 75 %, 66,7 % or 2/3."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=12, widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}), **options
        )

    def prepare_value(self, value: Any) -> Any:
        """Show a ratio as people write it; what was typed stays as it was."""
        return ratio_words(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal:
        """Return the ratio, rounded down to four places; asks back for anything between no and too many."""
        text = nfc(str(super().clean(value))).replace("%", "").strip()
        try:
            if "/" in text:
                part, whole = (int(one) for one in text.split("/", 1))
                exact = Fraction(part, whole)
            else:
                exact = Fraction(parse_decimal(text)) / HUNDRED
        except (ValueError, ZeroDivisionError) as error:
            raise forms.ValidationError("Hãy ghi tỷ lệ như 75 % hoặc 2/3.") from error
        if not 0 < exact <= 1:
            raise forms.ValidationError("Tỷ lệ có mặt phải lớn hơn 0 và không quá 100 %.")
        return (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.0001"), rounding=ROUND_DOWN)


class PointsField(forms.CharField):
    """Points with at most one decimal, or nothing for no limit."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=8, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options
        )

    def prepare_value(self, value: Any) -> Any:
        """Show points as people write them; what was typed stays as it was."""
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        """Return the points, or None for no limit."""
        text = str(super().clean(value)).strip()
        if not text:
            return None
        try:
            points = parse_decimal(text)
        except NumberError as error:
            raise forms.ValidationError("Hãy ghi số điểm, ví dụ 10 hoặc 7,5; để trống nếu không giới hạn.") from error
        if not 0 < points <= HUNDRED or points != points.quantize(Decimal("0.1")):
            raise forms.ValidationError(
                "Mức chênh lệch lớn hơn 0, không quá 100 điểm, nhiều nhất một chữ số thập phân."
            )
        return points


def _number(label: str, lowest: int, highest: int) -> forms.IntegerField:
    wrong = f"Hãy ghi một số từ {lowest} đến {highest}."
    return forms.IntegerField(
        label=label,
        min_value=lowest,
        max_value=highest,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


def _choice(choices: dict[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[(key, words[0].upper() + words[1:]) for key, words in choices.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một câu trả lời."},
    )


class RulesForm(forms.Form):
    """The working rules of a council as the decision prints them."""

    decision_number = LineField(
        label="Số quyết định ban hành quy chế",
        max_length=60,
        help_text=PAPER,
        error_messages={"required": "Hãy ghi số quyết định ban hành quy chế."},
    )
    effective_from = DayField(label="Có hiệu lực từ ngày", error_messages={"required": "Hãy ghi ngày có hiệu lực."})
    quorum_ratio = RatioField()
    chair_must_attend = _choice({"yes": "có", "no": "không"})
    aggregate = _choice(AGGREGATE_WORDS)
    max_spread = PointsField()
    rescoring_limit = _number("", 0, 9)
    gates_by = _choice(GATES_WORDS)
    forward_requires_gates = _choice({"no": "không", "yes": "có"})
    secretary_scores = _choice({"no": "không", "yes": "có"})
    size_min = _number("", 1, 99)
    size_max = _number("", 1, 99)

    def __init__(self, data: Any = None, *, on: date) -> None:
        super().__init__(data, initial={one.name: _as_typed(one.default_on(on)) for one in PARAMETERS})
        for one in PARAMETERS:
            field = self.fields[one.name]
            field.label = one.label
            field.help_text = f"{one.meaning} Mặc định toàn quốc: {one.say(one.default_on(on))}."
            if one.name == "max_spread":
                field.help_text += " Để trống nếu quy chế không giới hạn."
            field.error_messages["required"] = f"Hãy trả lời “{one.label}”."

    def clean(self) -> dict[str, Any]:
        """Turn the answers yes and no into truth values; the council may not shrink below itself."""
        given = super().clean() or self.cleaned_data
        for name in ("chair_must_attend", "forward_requires_gates", "secretary_scores"):
            if name in given:
                given[name] = given[name] == "yes"
        if "max_spread" in given:
            given["unlimited_spread"] = given["max_spread"] is None
        return given


def _as_typed(value: Any) -> Any:
    return ("yes" if value else "no") if isinstance(value, bool) else value


class CouncilForm(forms.Form):
    """A council with the decision that set it up."""

    name = LineField(label="Tên Hội đồng", max_length=200, error_messages={"required": "Hãy ghi tên Hội đồng."})
    decision_number = LineField(
        label="Số quyết định thành lập",
        max_length=60,
        help_text=PAPER,
        error_messages={"required": "Hãy ghi số quyết định thành lập Hội đồng."},
    )
    decided_on = DayField(label="Ngày quyết định", error_messages={"required": "Hãy ghi ngày quyết định."})
    rules = forms.ModelChoiceField(
        CouncilRules.objects.none(),
        label="Quy chế hoạt động",
        empty_label=None,
        error_messages={"required": "Hãy chọn quy chế."},
    )

    def offer(self, rules: Any) -> "CouncilForm":
        """Limit the choice to the rules of the province."""
        _offer_rules(self, rules)
        return self


class AdoptForm(forms.Form):
    """Newer rules for a council."""

    rules = forms.ModelChoiceField(
        CouncilRules.objects.none(),
        label="Quy chế áp dụng từ phiên họp tới",
        empty_label=None,
        error_messages={"required": "Hãy chọn quy chế."},
    )

    def offer(self, rules: Any) -> "AdoptForm":
        """Limit the choice to the rules of the province."""
        _offer_rules(self, rules)
        return self


def _offer_rules(form: forms.Form, rules: Any) -> None:
    field = cast("forms.ModelChoiceField[CouncilRules]", form.fields["rules"])
    field.queryset = rules
    field.label_from_instance = lambda obj: f"Số {obj.decision_number}, hiệu lực từ {obj.effective_from:%d/%m/%Y}"  # type: ignore[method-assign]


class SeatForm(forms.Form):
    """Who takes a seat: somebody known, or somebody to be invited; in what capacity, from which body."""

    account = forms.ModelChoiceField(
        UserAccount.objects.none(),
        label="Người đã có tài khoản",
        required=False,
        empty_label="Mời người mới (ghi tên ở dưới)",
        help_text="Cán bộ của tỉnh và người từng ở trong Hội đồng.",
    )
    full_name = PersonNameField(required=False)
    email = forms.EmailField(
        label="Thư điện tử",
        required=False,
        error_messages={"invalid": "Thư điện tử chưa đúng, ví dụ: nguyen.lan@tayninh.gov.vn."},
    )
    phone = PhoneField(required=False)
    capacity = forms.ChoiceField(
        label="Tư cách trong Hội đồng",
        choices=[(one.value, one.label) for one in Capacity],
        initial=Capacity.MEMBER,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn tư cách."},
    )
    organisation = LineField(
        label="Cơ quan, tổ chức",
        max_length=200,
        help_text="Ví dụ: Sở Công Thương; Hội Nông dân tỉnh.",
        error_messages={"required": "Hãy ghi cơ quan, tổ chức của người này."},
    )
    effective_from = DayField(label="Giữ ghế từ ngày", required=False)
    decision_number = LineField(label="Theo quyết định số", max_length=60, required=False)

    def offer(self, people: Any, *, has_met: bool) -> "SeatForm":
        """Limit the choice of people; a council that has met asks for the decision and the day of the change."""
        field = cast("forms.ModelChoiceField[UserAccount]", self.fields["account"])
        field.queryset = people
        field.label_from_instance = lambda obj: f"{obj.full_name} ({obj.username})"  # type: ignore[method-assign]
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


class SeatEndForm(forms.Form):
    """The last day of a seat, and why it ends."""

    effective_to = DayField(label="Ngày cuối giữ ghế", error_messages={"required": "Hãy ghi ngày cuối giữ ghế."})
    reason = LineField(
        label="Lý do",
        max_length=300,
        help_text="Ví dụ: nghỉ hưu; thay theo Quyết định số 20/QĐ-UBND.",
        error_messages={"required": "Hãy ghi lý do."},
    )


class SeatRemovalForm(forms.Form):
    """Why a seat was written by mistake."""

    reason = LineField(
        label="Lý do",
        max_length=300,
        help_text="Ví dụ: ghi nhầm người, ghi hai lần.",
        error_messages={"required": "Hãy ghi lý do."},
    )
