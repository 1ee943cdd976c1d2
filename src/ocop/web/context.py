"""What the shell of every page knows: whose site this is, whom to ask, where the signed-in person may go."""

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .navigation import account_links, public_here, public_links, search_url, work_links

BETWEEN_DIGITS = re.compile(r"[^\d+]")
# What an installation says of itself unless it sets its own words; these have English, its own words are a name.
DEFAULT_WORDS = (
    _("Chương trình Mỗi xã một sản phẩm"),
    _("Hệ thống OCOP, bản trình diễn"),
    _("Cơ quan tham mưu OCOP cấp tỉnh nơi đăng ký sản phẩm"),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """Add ``ocop`` (owner, help, demo) and the links of the navigation; links are worked out only on pages that show them."""
    user = getattr(request, "user", None)
    return {
        "ocop": {
            "owner": gettext(settings.OCOP_SITE_OWNER),
            "address": settings.OCOP_SITE_URL,
            "help_contact": gettext(settings.OCOP_HELP_CONTACT),
            "help_phone": settings.OCOP_HELP_PHONE,
            "help_dials": BETWEEN_DIGITS.sub("", settings.OCOP_HELP_PHONE),
            "demo": settings.OCOP_DEMO,
        },
        "search_url": search_url(request),
        "public_links": SimpleLazyObject(lambda: public_links(request)),
        "public_here": public_here(request),
        "work_links": SimpleLazyObject(lambda: work_links(request, user)),
        "account_links": SimpleLazyObject(lambda: account_links(request)),
    }
