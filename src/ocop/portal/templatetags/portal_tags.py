"""``{% load portal_tags %}``: whole addresses of a page in either language, sentences about the days of a certificate."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from ocop.portal.pages.sentences import expires_words, issued_words, until_words

register = template.Library()
register.simple_tag(until_words)
register.simple_tag(expires_words)
register.simple_tag(issued_words)


@register.simple_tag
def site_address(path: str, language: str = "") -> str:
    """Return the whole address of a page, in the other language when one is named."""
    bare = path.removeprefix("/en") if path == "/en" or path.startswith("/en/") else path
    if language == "en" or (not language and get_language() == "en"):
        bare = f"/en{bare or '/'}"
    return f"{settings.OCOP_SITE_URL.rstrip('/')}{bare or '/'}"


@register.simple_tag
def og_locale() -> str:
    """Return the language of the page as Open Graph writes it."""
    return "en_GB" if get_language() == "en" else "vi_VN"
