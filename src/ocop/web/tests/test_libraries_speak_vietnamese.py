"""No English sentence of a library reaches a Vietnamese page: every one that forms, checks and sign-in can say has its Vietnamese."""

import ast
import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils import translation

# What can speak to people here: forms, checks of fields, passwords, pages of lists, sign-in and its second step.
SPEAKING = (
    "django.forms", "django.core.validators", "django.core.paginator", "django.contrib.auth.password_validation", "django.contrib.auth.validators",
    "django.db.models.fields", "django.db.models.constraints", "django.utils.ipv6", "django.utils.timesince",
    "allauth.account.forms", "allauth.account.fields", "allauth.account.adapter", "allauth.account.decorators", "allauth.mfa.totp", "allauth.mfa.recovery_codes",
)  # fmt: skip
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext_lazy"}
# Said to no person here, each with its reason.
UNSAID = {
    "IPv4", "IPv6",  # the same in Vietnamese
    "Duration", "Big (8 byte) integer", "Positive big integer", "Universally unique identifier", "String (unlimited)", "File", "Image", "A JSON object",  # kinds of columns
    "%(from)s-%(to)s relationship", "%(from)s-%(to)s relationships",  # names of tables between tables
    "Use a security key",  # keys of that kind are not offered
    "Login",  # the sign-in form has its own word
    ":?.!", ":", "…", ", ",  # signs
}  # fmt: skip


def _files(module: str) -> Iterator[Path]:
    spec = importlib.util.find_spec(module)
    assert spec, module
    if spec.submodule_search_locations:
        for folder in spec.submodule_search_locations:
            yield from sorted(Path(folder).rglob("*.py"))
    elif spec.origin:
        yield Path(spec.origin)


def _sentences(path: Path) -> Iterator[tuple[str, ...]]:
    """The words of each call that translates: one, or one and many."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name in CALLS and words:
            words = words[1:] if name.startswith(("pgettext", "npgettext")) else words
            yield tuple(words[:2] if "n" in name[:2] and len(words) > 1 else words[:1])


def _said(words: tuple[str, ...]) -> str:
    return translation.ngettext(words[0], words[1], 2) if len(words) > 1 else translation.gettext(words[0])


@pytest.mark.parametrize("module", SPEAKING)
def test_every_sentence_has_its_vietnamese(module: str) -> None:
    with translation.override("vi"):
        english = {
            words[-1]
            for path in _files(module)
            for words in _sentences(path)
            if words[-1] not in UNSAID and _said(words) == words[-1]
        }
    assert english == set()


def test_a_short_password_is_refused_in_vietnamese() -> None:
    with translation.override("vi"), pytest.raises(ValidationError) as refused:
        MinimumLengthValidator(10).validate("ngan")
    assert refused.value.messages == ["Mật khẩu quá ngắn. Hãy dùng ít nhất 10 ký tự."]
