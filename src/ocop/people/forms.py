"""Forms about accounts."""

from django import forms
from django.http import HttpRequest

from .models import UserAccount


class SignupDetails(forms.Form):
    """What a new account tells about its person besides user name and password."""

    full_name = forms.CharField(label="Họ và tên", max_length=150)
    phone = forms.CharField(label="Số điện thoại", max_length=20, required=False)

    def signup(self, request: HttpRequest, user: UserAccount) -> None:
        """Keep the person's name and telephone; called by allauth after the account exists."""
        user.full_name = self.cleaned_data["full_name"]
        user.phone = self.cleaned_data["phone"]
        user.save(update_fields=["full_name", "phone"])
