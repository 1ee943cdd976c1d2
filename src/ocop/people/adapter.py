"""Sign-up and sign-in rules of this system on top of django-allauth."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Keeps allauth's behaviour; the place for the system's own rules about accounts."""
