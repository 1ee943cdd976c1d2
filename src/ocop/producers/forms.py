"""Forms about producers: the profile with its representative, and delegations."""

from datetime import date
from typing import Any, cast

from django import forms

from ocop.pages.fields import DayField, MailField, PersonNameField, PhoneField
from ocop.pages.page_form import PageForm
from ocop.people.forms import UserNameField
from ocop.people.models import UserAccount
from ocop.territory.forms import CommuneFormMixin

from .models import LegalRepresentative, OrganisationType, Producer

PROFILE = (
    "name", "organisation_type", "unit", "address", "phone", "shows_phone", "email", "shows_email", "registration_number", "founded_on",
)  # fmt: skip
REPRESENTATIVE = {
    "representative_name": "full_name",
    "representative_position": "position",
    "sex": "sex",
    "ethnicity": "ethnicity",
    "has_disability": "has_disability",
}
TYPES = [kind for kind in OrganisationType.choices if kind[0] != OrganisationType.OTHER_ORGANISATION]


class ProducerForm(CommuneFormMixin, PageForm):
    """Everything a producer tells about itself; the commune is chosen inside one province, on the same page."""

    name = forms.CharField(
        label="Tên chủ thể",
        max_length=250,
        help_text="Đúng như trên giấy đăng ký, ví dụ: Hợp tác xã Trà hoa vàng Ba Chẽ.",
    )
    organisation_type = forms.ChoiceField(
        label="Loại hình tổ chức",
        choices=TYPES,
        widget=forms.RadioSelect,
        help_text="Doanh nghiệp lớn không thuộc đối tượng tham gia. Hội, hiệp hội, trung tâm điều hành chỉ tham gia với dịch vụ du lịch.",
    )
    registration_number = forms.CharField(label="Số đăng ký kinh doanh", max_length=50, required=False)
    founded_on = DayField(label="Ngày thành lập hoặc đăng ký", required=False)
    address = forms.CharField(label="Địa chỉ (số nhà, thôn, ấp)", max_length=250)
    phone = PhoneField(label="Điện thoại của chủ thể", help_text="Cán bộ gọi số này khi cần.")
    shows_phone = forms.BooleanField(
        label="Hiện số này trên trang công khai để khách gọi",
        required=False,
        help_text="Khi bạn có sản phẩm được công nhận. Bỏ đánh dấu thì số không còn hiện.",
    )
    email = MailField()
    shows_email = forms.BooleanField(label="Hiện thư điện tử này trên trang công khai", required=False)
    representative_name = PersonNameField(label="Họ và tên người đại diện")
    representative_position = forms.CharField(label="Chức vụ", max_length=100, required=False)
    sex = forms.ChoiceField(label="Giới tính", choices=[("female", "Nữ"), ("male", "Nam")], widget=forms.RadioSelect)
    ethnicity = forms.CharField(label="Dân tộc", max_length=50, help_text="Ví dụ: Kinh, Tày, Dao, Khmer.")
    has_disability = forms.BooleanField(label="Người đại diện là người khuyết tật", required=False)
    identity_from = DayField(
        label="Đổi từ ngày",
        required=False,
        help_text="Chỉ khi đổi tên, loại hình hoặc nơi hoạt động: ngày ghi trên giấy đăng ký mới. Để trống là hôm nay.",
    )
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, keep_type: str = "", **options: Any) -> None:
        super().__init__(*arguments, **options)
        if keep_type == OrganisationType.OTHER_ORGANISATION:
            cast("forms.ChoiceField", self.fields["organisation_type"]).choices = list(OrganisationType.choices)

    def profile(self) -> dict[str, Any]:
        """Values of the producer, by model field."""
        return {name: self.cleaned_data["commune" if name == "unit" else name] for name in PROFILE}

    def representative(self) -> dict[str, Any]:
        """Values of the representative, by model field."""
        return {field: self.cleaned_data[name] for name, field in REPRESENTATIVE.items()}

    def for_registration(self) -> dict[str, Any]:
        """Arguments of ``register_producer``."""
        left_out = ("version", "province", "commune", "identity_from")
        values = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        return {**values, "unit": self.cleaned_data["commune"]}

    def add_error(self, field: str | None, error: Any) -> None:
        """Show a sentence about the unit beside the commune, where it is chosen."""
        super().add_error("commune" if field == "unit" else field, error)

    def differences(self, producer: Producer, representative: LegalRepresentative) -> list[str]:
        """Names of the fields in which what was typed differs from what is stored now."""
        stored = {name: getattr(producer, name) for name in PROFILE}
        stored |= {name: getattr(representative, field) for name, field in REPRESENTATIVE.items()}
        stored["commune"] = stored.pop("unit")
        return [str(self.fields[name].label) for name, value in stored.items() if self.cleaned_data.get(name) != value]


def initial_of(producer: Producer, representative: LegalRepresentative) -> dict[str, Any]:
    """What the form shows at first for a stored producer."""
    known = {name: getattr(producer, name) for name in PROFILE}
    known |= {name: getattr(representative, field) for name, field in REPRESENTATIVE.items()}
    known.pop("unit")
    return {**known, "version": producer.version}


class DelegationForm(PageForm):
    """Consent to let somebody else enter data."""

    delegate = UserNameField(
        label="Tên đăng nhập của người nhập thay",
        help_text="Cán bộ xã hoặc tư vấn cho bạn biết tên đăng nhập của họ.",
        unknown="Không có tài khoản với tên đăng nhập này. Hãy hỏi lại người nhập thay.",
        closed_too=True,
    )
    consent_given_by = PersonNameField(label="Người đồng ý (đại diện chủ thể)")
    consent_on = DayField(label="Ngày đồng ý")
    effective_from = DayField(label="Được nhập từ ngày")
    effective_to = DayField(
        label="Đến hết ngày", required=False, help_text="Để trống nếu chưa định ngày; bạn kết thúc được bất cứ lúc nào."
    )
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)


def initial_delegation(user: UserAccount, *, on: date) -> dict[str, Any]:
    """What the form of a consent starts from: given today, by the person who writes it down."""
    return {"consent_on": on, "effective_from": on, "consent_given_by": user.full_name}
