"""Forms about accounts, roles and the search of the ledger."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from ocop.ledger.queries import LedgerFilter
from ocop.ledger.wording import all_actions
from ocop.pages.fields import (
    AskedField,
    DayField,
    LineField,
    MailField,
    PersonNameField,
    PhoneField,
    RadioField,
    RowField,
    TextField,
    offer,
)
from ocop.pages.page_form import PageForm
from ocop.pages.reasons import reason_form
from ocop.territory.models import AdministrativeUnit
from ocop.territory.queries.units import communes_of, provinces
from ocop.vietnamese import format_date

from .models import PublicBody, Role, UserAccount
from .passwords import one_form
from .queries.bodies import body_name_on, working_bodies
from .queries.finding import account_called
from .rules import ASSIGNABLE

if TYPE_CHECKING:
    BodyChoice = forms.ModelChoiceField[PublicBody]
else:
    BodyChoice = forms.ModelChoiceField


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """A password somebody chooses for the own account, judged in the form in which it is kept."""

    def clean_new_password1(self) -> str:
        """Return the password in one form."""
        return one_form(self.cleaned_data["new_password1"])

    def clean_new_password2(self) -> str:
        """Return the repeated password in the same form."""
        return one_form(self.cleaned_data["new_password2"])


class SignupDetails(PageForm):
    """What a new account tells about its person besides user name and password; ``adapter`` keeps it."""

    full_name = PersonNameField()
    phone = PhoneField(
        required=False,
        help_text="Xác nhận số này ở trang “Tài khoản của tôi” thì bạn đăng nhập được bằng số và tự lấy lại được mật khẩu.",
    )

    def signup(self, request: HttpRequest, user: UserAccount) -> None:
        """Do nothing more: the adapter has kept name and telephone with the account."""


class ProvinceField(RowField):
    """One of the provinces of today."""

    def __init__(self, **options: Any) -> None:
        super().__init__(AdministrativeUnit, **options)
        self.queryset = provinces()


class BodyField(BodyChoice):
    """A public body that works today: those of the whole country, and those inside a province."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=working_bodies().filter(unit__isnull=True), **options)

    def offer(self, province: AdministrativeUnit | None) -> None:
        """Offer the bodies of a province and its communes as well."""
        inside = Q(unit__path__inside=province.path) if province else Q()
        self.queryset = working_bodies().filter(Q(unit__isnull=True) | inside) if province else self.queryset

    def label_from_instance(self, obj: Any) -> str:
        """Call a body as it is called today, with its place."""
        name, place = body_name_on(obj, timezone.localdate()), obj.unit
        return f"{name} – {place.full_name}" if place and place.name not in name else name


class UserNameField(AskedField):
    """The user name of somebody who has an account; gives the account, asks back where there is none that can sign in."""

    width = "m"

    def __init__(self, *, unknown: str, label: str = "Tên đăng nhập", closed_too: bool = False, **options: Any) -> None:
        self.unknown, self.closed_too = unknown, closed_too
        super().__init__(label=label, max_length=150, **options)

    def clean(self, value: Any) -> Any:
        """Return the account of this user name."""
        found = account_called(super().clean(value))
        if found is None or not (found.is_active or self.closed_too):
            raise forms.ValidationError(self.unknown)
        return found


class OrganisationField(LineField):
    """The body or organisation somebody comes from, in their own words."""

    def __init__(self, *, example: str, **options: Any) -> None:
        asks = "Hãy ghi cơ quan, tổ chức của người này."
        super().__init__(label="Cơ quan, tổ chức", help_text=f"Ví dụ: {example}.", asks=asks, **options)


class OwnDetailsForm(PageForm):
    """The own name and telephone."""

    full_name = PersonNameField()
    phone = PhoneField(required=False)


class InvitationForm(OwnDetailsForm):
    """Who is invited, and how the link reaches them."""

    email = MailField(help_text="Cần ít nhất thư điện tử hoặc số điện thoại.")
    field_order = ("full_name", "email", "phone")


ConfirmationForm = reason_form(
    "Bạn biết bằng cách nào",
    "Ví dụ: gọi số máy bàn của Sở Công Thương, đúng người này nhận đường dẫn. Không ghi số điện thoại riêng.",
    asks="Hãy ghi bạn biết người này bằng cách nào.",
    most=300,
    rows=3,
)


def offer_units(form: forms.BaseForm, province: AdministrativeUnit | None) -> None:
    """Offer a province and its communes as ``unit``, the province first; without one the field offers nothing."""
    if province:
        here = communes_of(province) | AdministrativeUnit.objects.filter(pk=province.pk)
        offer(form, "unit", here.order_by("-level", "sort_key", "code"))


class ProvinceForm(forms.Form):
    """First step to a commune: its province."""

    tinh = ProvinceField(label="Tỉnh, thành phố", empty_label="Chọn tỉnh")

    def chosen(self) -> AdministrativeUnit | None:
        """The province, when one was chosen."""
        unit: AdministrativeUnit | None = self.cleaned_data["tinh"] if self.is_valid() else None
        return unit


class AssignmentForm(PageForm):
    """A role for an account: which, where, from when to when."""

    role = forms.ChoiceField(
        label="Vai trò", choices=[("", "Chọn vai trò"), *((role.value, role.label) for role in ASSIGNABLE)]
    )
    unit = RowField(
        AdministrativeUnit,
        label="Nơi giữ vai trò",
        required=False,
        empty_label="Toàn quốc",
        help_text="Vai trò cấp xã cần một xã; vai trò cấp tỉnh, sở, ngành cần tỉnh; cấp trung ương, thu mua và quản trị để Toàn quốc.",
    )
    body = BodyField(
        label="Cơ quan",
        required=False,
        empty_label="Chưa ghi cơ quan",
        help_text="Cơ quan chưa có trong danh sách: ghi ở trang Cơ quan trước.",
    )
    organisation_name = LineField(
        label="Tên đơn vị thu mua", max_length=200, required=False, help_text="Chỉ ghi cho vai trò Đơn vị thu mua."
    )
    document = LineField(
        label="Theo văn bản",
        max_length=200,
        required=False,
        help_text="Số và ngày; cần cho Hội đồng, Tổ tư vấn cấp trung ương và đoàn giám sát.",
    )
    effective_from = DayField(label="Từ ngày")
    effective_to = DayField(label="Đến hết ngày", required=False)

    def __init__(self, *arguments: Any, province: AdministrativeUnit | None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        cast("BodyField", self.fields["body"]).offer(province)
        offer_units(self, province)


class EndingForm(PageForm):
    """The last day of a role, and why it ends."""

    when = RadioField(
        label="Thôi giữ vai trò",
        choices=[("day", "Hết ngày ghi dưới đây"), ("now", "Ngay bây giờ (giao nhầm, hoặc cần dừng gấp)")],
        initial="day",
        required=False,
        help_text="Thu hồi ngay: từ lần bấm tiếp theo người này không còn quyền của vai trò. Việc đã làm vẫn ở trong nhật ký.",
    )
    effective_to = DayField(
        label="Ngày cuối giữ vai trò", required=False, help_text="Vai trò còn hiệu lực hết ngày này."
    )
    reason = LineField(label="Lý do", max_length=300, help_text="Ví dụ: chuyển công tác theo Quyết định số …")

    def clean(self) -> None:
        """A day is needed unless the role ends at once."""
        typed = "effective_to" in self.errors or self.cleaned_data.get("effective_to")
        if not typed and not self.at_once:
            self.add_error("effective_to", "Hãy ghi ngày cuối giữ vai trò, ví dụ 30/11/2026.")

    @property
    def at_once(self) -> bool:
        """Whether the role is to end with this very request."""
        return self.cleaned_data.get("when") == "now"


class SwitchForm(PageForm):
    """Why an account is switched off or on."""

    reason = LineField(label="Lý do", max_length=300)


class ErasingForm(PageForm):
    """On whose request personal data is erased, and a tick since nothing brings it back."""

    reason = TextField(
        label="Số và ngày của đơn yêu cầu xoá", help_text="Không ghi tên người: nhật ký giữ dòng này mãi.", rows=3
    )
    confirmed = forms.BooleanField(
        label="Tôi đã kiểm tra yêu cầu và hiểu rằng không hoàn tác được.",
        error_messages={"required": "Hãy đánh dấu xác nhận; dữ liệu đã xoá không lấy lại được."},
    )


class AccountSearchForm(forms.Form):
    """Whom an administrator looks for."""

    q = forms.CharField(label="Tên hoặc tên đăng nhập", max_length=100, required=False)
    vai_tro = forms.ChoiceField(label="Vai trò", choices=[("", "Mọi vai trò"), *Role.choices], required=False)

    def chosen_words(self) -> list[tuple[str, str]]:
        """The filter in words, for the head of a list."""
        given = self.cleaned_data
        return [("Tìm", given.get("q", "")), ("Vai trò", dict(Role.choices).get(given.get("vai_tro", ""), ""))]


class LedgerSearchForm(forms.Form):
    """What an administrator looks for in the ledger."""

    tinh = ProvinceField(label="Địa bàn", required=False, empty_label="Toàn quốc")
    viec = forms.ChoiceField(label="Việc", required=False)
    tu = DayField(label="Từ ngày", required=False, help_text="")
    den = DayField(label="Đến hết ngày", required=False, help_text="")
    ve = forms.RegexField(label="Bản ghi", regex=r"^[a-z]+:[\w-]+$", required=False, widget=forms.HiddenInput)
    truoc = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        cast("forms.ChoiceField", self.fields["viec"]).choices = [("", "Mọi việc"), *all_actions().items()]

    def chosen_words(self) -> list[tuple[str, str]]:
        """The filter in words, for the head of a list."""
        given = getattr(self, "cleaned_data", {})
        since, until = given.get("tu"), given.get("den")
        return [
            ("Địa bàn", str(given.get("tinh") or "")),
            ("Việc", all_actions().get(given.get("viec", ""), "")),
            ("Từ ngày", format_date(since) if since else ""),
            ("Đến hết ngày", format_date(until) if until else ""),
            ("Bản ghi", given.get("ve") or ""),
        ]

    def wanted(self) -> LedgerFilter:
        """The search; a field that could not be read does not narrow it."""
        given = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        unit, (kind, _, pk) = given.get("tinh"), (given.get("ve") or "").partition(":")
        return LedgerFilter(
            unit_path=unit.path if unit else "",
            since=given.get("tu"),
            until=given.get("den"),
            action=given.get("viec", ""),
            subject_kind=kind,
            subject_id=pk,
            before=given.get("truoc"),
        )
