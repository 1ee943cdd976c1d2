"""Forms about the own address and telephone, and about the way back in."""

from ocop.pages.fields import LineField, MailField, TypedField
from ocop.pages.page_form import PageForm
from ocop.pages.reasons import reason_form


class EmailForm(PageForm):
    """The address somebody wants to be reached by."""

    email = MailField(required=True, help_text="Chúng tôi gửi đường dẫn tới địa chỉ này; mở nó là xác nhận.")


class CodeField(TypedField):
    """Six digits of a message."""

    autocomplete = "one-time-code"
    longest = 20
    width = "s"

    def read(self, text: str) -> str:
        """Return the digits."""
        return "".join(text.split())


class PhoneCodeForm(PageForm):
    """The code that came to the telephone."""

    code = CodeField(
        label="Mã trong tin nhắn", asks="Hãy ghi mã trong tin nhắn.", help_text="6 chữ số, dùng được 15 phút."
    )


class ForgottenForm(PageForm):
    """Who forgot the password, by whatever they sign in with."""

    email = LineField(
        label="Thư điện tử, số điện thoại hoặc tên đăng nhập",
        max_length=254,
        asks="Hãy ghi thư điện tử, số điện thoại hoặc tên đăng nhập.",
    )


VouchForm = reason_form(
    "Bạn biết bằng cách nào",
    "Ví dụ: gọi số này, chị Lan bắt máy; gặp tại trụ sở UBND xã.",
    asks="Hãy ghi bạn biết bằng cách nào.",
    most=300,
    rows=0,
)
