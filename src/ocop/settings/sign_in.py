"""Accounts by django-allauth, argon2 for passwords; guessing is slowed by people/entering with the numbers of limits.py."""

import os
from typing import Any

AUTH_USER_MODEL = "people.UserAccount"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "ocop.people.password_faults.FirstFault"}]
# In the order in which a weak password is told what is wrong with it, one thing at a time; the first is the length.
OCOP_PASSWORD_RULES: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "ocop.people.common_passwords.VietnameseCommonPassword"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/trang-chu/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "ocop.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "ocop.people.forms.SignupDetails"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = False  # in the memory of each process, by an address nobody proved, answered in English
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# "required": whoever holds an official role sets up a second factor before anything else.
OCOP_STAFF_MFA = os.environ.get("OCOP_STAFF_MFA", "optional")

# The module that names the accounts for the sign-in page of a demonstration.
OCOP_DEMO_PEOPLE = "ocop.demo.shown"
