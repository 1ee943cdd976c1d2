"""A weak password is told one thing that is wrong with it: four sentences at once say nothing about what to do."""

from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import get_password_validators
from django.core.exceptions import ValidationError

HOW = "Dễ nhớ và khó đoán nhất là ba, bốn từ không liên quan đến nhau; đừng dùng tên hay số điện thoại của bạn."


class FirstFault:
    """Judges a password for Django by the rules of the settings, in their order, up to the first that refuses."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ``ValidationError`` with the sentence of the first rule that is not met."""
        for rule in _rules():
            try:
                rule.validate(password, user)
            except ValidationError as fault:
                raise ValidationError(fault.messages[0]) from fault

    def get_help_text(self) -> str:
        """Say before what is asked for: the length, and how to get there."""
        return f"{_rules()[0].get_help_text()} {HOW}"


def _rules() -> list[Any]:
    return get_password_validators(settings.OCOP_PASSWORD_RULES)
