"""Sentences of public pages about the days of a certificate: since when, until when, and what is not known (Đ.4.3).

A page of one product says four of them; written here they cost a tenth of what templates that include each other do.
"""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ocop.recognition.arithmetic import CertificateState as S
from ocop.recognition.models import Certificate
from ocop.recognition.queries.certificates import LiveState
from ocop.vietnamese import format_date

_UNTIL = {
    S.VALID: lazy("Sao có hiệu lực đến hết ngày %(day)s."),
    S.EXPIRING: lazy("Sao có hiệu lực đến hết ngày %(day)s."),
    S.REVOKED: lazy("Giấy chứng nhận đã bị thu hồi."),
    S.SUPERSEDED: lazy("Giấy chứng nhận này đã được thay bằng giấy mới."),
    S.UNVERIFIED: lazy(
        "Bản ghi này không khớp với nhật ký của hệ thống. Không coi đây là sản phẩm đang được công nhận."
    ),
}
_EXPIRED = lazy("Sao đã hết hiệu lực từ sau ngày %(day)s.")
_EXPIRED_AT_THE_LATEST = lazy("Sao đã hết hiệu lực chậm nhất sau ngày %(day)s; nguồn không ghi rõ ngày cấp.")
_BETWEEN = lazy(
    "Chưa rõ còn hiệu lực hay không: nguồn không ghi rõ ngày cấp, sao hết hạn trong khoảng từ %(first)s đến %(last)s."
)
_NO_DAY_KNOWN = lazy("Chưa rõ còn hiệu lực hay không: nguồn không ghi ngày cấp.")


def until_words(live: LiveState) -> SafeString:
    """Say whether the star is in force, and until when."""
    first, last = live.expiry.earliest, live.expiry.latest
    if live.state == S.EXPIRED:
        return _said(_EXPIRED if live.expiry.is_exact else _EXPIRED_AT_THE_LATEST, day=last)
    if live.state == S.UNCERTAIN:
        return _said(_BETWEEN if last else _NO_DAY_KNOWN, first=first, last=last)
    return _said(_UNTIL[live.state], day=first)


def expires_words(live: LiveState) -> SafeString:
    """Say the last day in force, or the days between which it lies."""
    if live.expiry.is_exact:
        return _said(_("hết ngày %(day)s"), day=live.expiry.latest)
    if live.expiry.latest:
        return _said(_("trong khoảng %(first)s – %(last)s"), first=live.expiry.earliest, last=live.expiry.latest)
    return _said(_("Không rõ"))


def issued_words(certificate: Certificate) -> SafeString:
    """Say the day of issue, or what the source says of it."""
    if certificate.issued_on:
        return _said("%(day)s", day=certificate.issued_on)
    if certificate.issued_as_published:
        return _said(_("%(printed)s (không rõ ngày)"), printed=certificate.issued_as_published)
    return _said(_("Không rõ ngày cấp"))


def _said(words: str | Promise, **values: Any) -> SafeString:
    """Fill a sentence of ours with days, or with words of others, which are escaped."""
    plain = {
        name: format_date(one) if isinstance(one, date) else conditional_escape(one) for name, one in values.items()
    }
    return mark_safe(str(words) % plain if plain else str(words))  # noqa: S308 - sentences of ours, values escaped above
