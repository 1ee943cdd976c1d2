"""Sign-up and sign-in rules of this system on top of django-allauth."""

from http import HTTPStatus
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone

from ocop.ledger.operations import record
from ocop.ledger.uniqueness import TakenError, one_winner
from ocop.vietnamese import nfc

from .demonstration import ONLY_THERE, is_kept_out
from .models import UserAccount


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Keeps name and telephone with the new account, and writes its line in the ledger in the same transaction."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> UserAccount | None:
        """Find whose name and password these are; an invented account is told that it belongs to the demonstration."""
        found: UserAccount | None = super().authenticate(request, **credentials)
        if found is not None and is_kept_out(found):
            raise ValidationError(ONLY_THERE)
        return found

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
