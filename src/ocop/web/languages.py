"""The address of a page in another language: every public page links to itself in the other one."""

import re

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse, translate_url
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

from ocop.pages.filling import fill

_UNCHANGED = re.compile(
    r"(?!.*(?<!\d)0\d)[A-Za-z0-9/_.-]*"
)  # no letter that addresses quote, no number that is written otherwise
_differs_by_prefix: dict[tuple[str, str], bool] = {}


def other_language(request: HttpRequest) -> SafeString:
    """Return the link to the same page in the other language; nothing on pages that have one address for both."""
    here = get_language()
    code, name = next((code, name) for code, name in settings.LANGUAGES if code != here)
    address = in_language(request, code)
    if here == settings.LANGUAGE_CODE and address == request.get_full_path():
        return SafeString("")
    return fill('<a href="{address}" lang="{code}" hreflang="{code}">{name}</a>', address=address, code=code, name=name)


def in_language(request: HttpRequest, code: str) -> str:
    """Return the address of the same page in another language.

    Working out an address backwards is slow. A page that was seen to differ from the other language by the first part of its address
    alone does so for every product and producer.
    """
    match, query = request.resolver_match, request.META.get("QUERY_STRING", "")
    if (
        match is None or match.url_name is None
    ):  # an address that leads nowhere, or to what has no name and so no other language
        return translate_url(request.get_full_path(), code)
    short, known = _with_prefix(request.path, code), (match.view_name, code)
    if short and _differs_by_prefix.get(known):
        address = short
    else:
        with override(code):
            address = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        if short:
            _differs_by_prefix[known] = address == short
    return f"{address}?{query}" if query else address


def _with_prefix(path: str, code: str) -> str:
    """The same path with the prefix of a language; empty where it may be written otherwise."""
    if not _UNCHANGED.fullmatch(path):
        return ""
    site = get_script_prefix()
    language, _, rest = path.removeprefix(site).partition("/")
    bare = rest if language in dict(settings.LANGUAGES) else path.removeprefix(site)
    return f"{site}{bare}" if code == settings.LANGUAGE_CODE else f"{site}{code}/{bare}"
