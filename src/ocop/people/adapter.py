"""Sign-up and sign-in rules of this system on top of django-allauth."""

from http import HTTPStatus
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ocop.ledger.operations import record
from ocop.ledger.uniqueness import TakenError, one_winner
from ocop.vietnamese import nfc, user_name, user_name_key

from .demonstration import ONLY_THERE, is_kept_out
from .entering.addresses import real_address
from .entering.devices import remember_device
from .entering.gate import TooManyTriesError, come_back_later, count_guess
from .entering.records import note_sign_in, note_sign_out
from .models import UserAccount
from .passwords import one_form
from .queries.finding import account_at_door, account_called

NAME_TAKEN = "Tên đăng nhập này đã có người dùng. Hãy chọn tên khác."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Keeps name and telephone with the new account, and writes its line in the ledger in the same transaction."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> UserAccount | None:
        """Find whose name and password these are, however the name was typed, unless too many were tried (``entering.gate``).

        Guesses count under the one stored name. An invented account is told that it belongs to the demonstration.
        """
        if typed := credentials.get("username"):
            meant = account_at_door(typed)
            credentials["username"] = meant.username if meant else user_name_key(typed)
        name = next((str(value) for field, value in credentials.items() if field != "password"), "")
        try:
            guess = count_guess(request, name, at=timezone.now())
        except TooManyTriesError as refusal:
            raise ImmediateHttpResponse(come_back_later(request, refusal.until)) from refusal
        found: UserAccount | None = super().authenticate(request, **credentials)
        if found is not None and is_kept_out(found):
            raise ValidationError(ONLY_THERE)
        if found is not None:
            guess.was_right()
        return found

    def clean_username(self, username: str, shallow: bool = False) -> str:  # noqa: FBT001, FBT002
        """Return a name as it is kept; one that could be taken for another is refused with one sentence."""
        try:
            name = user_name(username)
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong
        if not shallow and account_called(name):
            raise ValidationError(NAME_TAKEN)
        return super().clean_username(name, shallow=True)  # type: ignore[no-any-return]

    def clean_password(self, password: str, user: UserAccount | None = None) -> str:
        """Judge a password in the form in which it is kept."""
        return super().clean_password(one_form(password), user=user)  # type: ignore[no-any-return]

    def login(self, request: HttpRequest, user: UserAccount) -> None:
        """Begin the session and write down who came in."""
        super().login(request, user)
        note_sign_in(request, user, at=timezone.now())

    def logout(self, request: HttpRequest) -> None:
        """Write down who left and end the session."""
        note_sign_out(request, at=timezone.now())
        super().logout(request)

    def post_login(self, request: HttpRequest, user: UserAccount, **options: Any) -> HttpResponse:
        """Answer a finished sign-in, with the device remembered as this person's."""
        response: HttpResponse = super().post_login(request, user, **options)
        remember_device(request, response, user)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """The real address behind our own proxies."""
        return real_address(request)

    def save_user(self, request: HttpRequest, user: UserAccount, form: Form, commit: bool = True) -> UserAccount:  # noqa: FBT001, FBT002
        """Create the account of a person who signed up."""
        details: dict[str, Any] = form.cleaned_data
        user.full_name = nfc(details.get("full_name", ""))
        user.phone = details.get("phone", "")
        try:
            with one_winner():
                super().save_user(request, user, form, commit=commit)
                if commit:
                    record("account_created", user, by=user, at=timezone.now())
        except TakenError as taken:  # somebody took the name after the form had looked
            form.add_error(taken.field, taken.sentence)
            page = render(request, "account/signup.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
            raise ImmediateHttpResponse(page) from taken
        return user
